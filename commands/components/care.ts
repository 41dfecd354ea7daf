/**
 * What a moderator does from a list and from a story's card: open it, withdraw it, bring it back.
 */
import { careCardOf, setWithdrawn } from '#commands/care.ts';
import { libraryOf } from '#commands/draft.ts';
import { ownStoryById } from '#commands/own-story.ts';
import { component, type Services } from '#commands/services.ts';
import { message, type Reply } from '#src/kit/reply.ts';
import type { ComponentRequest } from '#src/kit/request.ts';
import { FicError } from '#src/story/errors.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { clipMarkdown, titleOf } from '#src/views/card.ts';
import type { RouteArgs } from '#src/views/custom-id.ts';
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
  run: (request, services) => setFromCard(request, services, true),
});

export const restoreFromCard = component({
  route: 'care-restore',
  answer: 'update',
  who: 'moderators',
  run: (request, services) => setFromCard(request, services, false),
});

async function setFromCard(
  request: ComponentRequest<RouteArgs<'care-withdraw' | 'care-restore'>>,
  services: Services,
  withdrawn: boolean,
): Promise<Reply> {
  const { args, where, language } = request;
  const changed = await setWithdrawn(request, services, await ownStoryById(services, where, args.story), withdrawn);
  const title = clipMarkdown(titleOf(language, changed), 200);
  const said = language.say(withdrawn ? 'care.withdrawn' : 'care.restored', { title });
  return message(await careCardOf(request, services, changed, said));
}
