/**
 * What the buttons of a card do: read, keep for later, see more by this author.
 */
import { storyHere } from '#commands/find-story.ts';
import { startReading } from '#commands/reading-session.ts';
import { beginSearch } from '#commands/search-session.ts';
import { component } from '#commands/services.ts';
import { message } from '#src/kit/reply.ts';
import { queryOf } from '#src/query/options.ts';
import { FicError } from '#src/story/errors.ts';
import { clipMarkdown, titleOf } from '#src/views/card.ts';
import { notice } from '#src/views/notices.ts';

export const readFromCard = component({
  route: 'read',
  answer: 'reply-private',
  who: 'everyone',
  async run(request, services) {
    const story = await storyHere(services, request.where, request.args.story);
    return message(await startReading(request, services, story, null));
  },
});

/** Pressed once it keeps, pressed again it lets go. */
export const keepForLater = component({
  route: 'keep',
  answer: 'reply-private',
  who: 'everyone',
  async run({ args, where, who, language }, services) {
    const story = await storyHere(services, where, args.story);
    const title = clipMarkdown(titleOf(language, story), 200);
    const outcome = await services.state.shelf.keep(who.id, story.id);
    if (outcome !== 'kept-before') return message(notice(language.say(`shelf.${outcome}`, { title })));
    await services.state.shelf.remove(who.id, story.id);
    return message(notice(language.say('shelf.removed', { title })));
  },
});

export const moreByAuthor = component({
  route: 'more-by',
  answer: 'reply-private',
  who: 'everyone',
  async run(request, services) {
    const story = await storyHere(services, request.where, request.args.story);
    const [author] = story.authors;
    if (!author) throw new FicError('story-not-found', { story: story.title });
    return message(await beginSearch(request, services, queryOf({ author })));
  },
});
