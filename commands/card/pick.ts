/**
 * The choice from "Which one did you mean?", and from the shelf: goes on with what was asked.
 */
import { storyHere } from '#commands/card/find-story.ts';
import { component } from '#commands/card/ports.ts';
import { mayShare } from '#commands/card/sharing.ts';
import { privateCard } from '#commands/card/view.ts';
import { chapterStart, startReading } from '#commands/reading/session.ts';
import { message } from '#src/kit/reply.ts';

export const pick = component({
  route: 'pick',
  answer: 'reply-private',
  who: 'everyone',
  async run(request, services) {
    const { args, values, where, language } = request;
    const story = await storyHere(services, where, values[0] ?? '');
    if (args.command === 'read')
      return message(await startReading(request, services, story, chapterStart(args.chapter)));
    return message(privateCard(language, story, mayShare(request, services)));
  },
});
