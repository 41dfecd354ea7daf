/**
 * What a moderator does from a list and from a story's card: open it, withdraw it, bring it back.
 */
import { careCardOf, setWithdrawn } from '#commands/care.ts';
import { libraryOf } from '#commands/draft.ts';
import { ownStoryById } from '#commands/own-story.ts';
import { component } from '#commands/services.ts';
import { message } from '#src/kit/reply.ts';
import { FicError } from '#src/story/errors.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { clipMarkdown, titleOf } from '#src/views/card.ts';
import { draftView } from '#src/views/draft.ts';

/** Reported stories may be of the shared library: they are shown, and not theirs to change. */
export const openListed = component({
  route: 'list-open',
  answer: 'reply-private',
  who: 'moderators',
  async run(request, services) {
    const { args, values, where, language } = request;
    const library = libraryOf(where);
    const [id = ''] = values;
    if (args.what === 'draft') return message(draftView(language, await services.publishing.preview(id, library)));
    const story = await services.catalog.get(id, [library, SHARED_LIBRARY]);
    if (!story) throw new FicError('story-not-found', { story: id });
    return message(await careCardOf(request, services, story));
  },
});

export const withdrawFromCard = component({
  route: 'care-withdraw',
  answer: 'update',
  who: 'moderators',
  async run(request, services) {
    const story = await ownStoryById(services, request.where, request.args.story);
    const withdrawn = await setWithdrawn(request, services, story, true);
    const title = clipMarkdown(titleOf(request.language, withdrawn), 200);
    return message(await careCardOf(request, services, withdrawn, request.language.say('care.withdrawn', { title })));
  },
});

export const restoreFromCard = component({
  route: 'care-restore',
  answer: 'update',
  who: 'moderators',
  async run(request, services) {
    const story = await ownStoryById(services, request.where, request.args.story);
    const restored = await setWithdrawn(request, services, story, false);
    const title = clipMarkdown(titleOf(request.language, restored), 200);
    return message(await careCardOf(request, services, restored, request.language.say('care.restored', { title })));
  },
});
