/**
 * The button of a card that shows more by its author.
 */
import { storyHere } from '#commands/card/find-story.ts';
import { component } from '#commands/card/ports.ts';
import { beginSearch } from '#commands/search/session.ts';
import { message } from '#src/kit/reply.ts';
import { knownAuthors, titleOf } from '#src/kit/show/story-text.ts';
import { queryOf } from '#src/query/options.ts';
import { FicError } from '#src/story/errors.ts';

export const moreByAuthor = component({
  route: 'more-by',
  answer: 'reply-private',
  who: 'everyone',
  async run(request, services) {
    const story = await storyHere(services, request.where, request.args.story);
    const [author] = knownAuthors(story);
    // A card that was posted before the author was taken out has the button still.
    if (!author) throw new FicError('author-unknown', { title: titleOf(request.language, story) });
    return message(await beginSearch(request, services, queryOf({ author })));
  },
});
