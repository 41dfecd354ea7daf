/**
 * `/fic read`: on with a story where one left it, or from a chapter's start; without a story, on with the last one.
 */
import { candidatesView } from '#commands/card/candidates.ts';
import { findStory, storyHere } from '#commands/card/find-story.ts';
import { LAST_READ } from '#commands/reading/kept.ts';
import { command } from '#commands/reading/ports.ts';
import { chapterStart, startReading } from '#commands/reading/session.ts';
import { completeFrom } from '#commands/search/completion.ts';
import { integer, text } from '#src/kit/declaration.ts';
import { message } from '#src/kit/reply.ts';
import { FicError } from '#src/story/errors.ts';

export const read = command({
  name: 'fic read',
  answer: 'reply-private',
  who: 'everyone',
  options: { story: text({}), chapter: integer({ min: 1, max: 10_000 }) },
  example: {},
  complete: { story: completeFrom('title') },
  async run(request, services) {
    const { options, where, who, language } = request;
    if (options.story === undefined) {
      const last = await services.kept(LAST_READ).get(who.id);
      if (!last) throw new FicError('nothing-to-read');
      const story = await storyHere(services, where, last.story);
      return message(await startReading(request, services, story, chapterStart(options.chapter)));
    }
    const found = await findStory(services, where, options.story);
    return message(
      'length' in found
        ? candidatesView(language, 'read', found, options.chapter ?? 0)
        : await startReading(request, services, found, chapterStart(options.chapter)),
    );
  },
});
