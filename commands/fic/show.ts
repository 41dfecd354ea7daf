/**
 * `/fic show`: a story's card for all to see.
 */
import { completeFrom } from '#commands/completion.ts';
import { findStory } from '#commands/find-story.ts';
import { command } from '#commands/services.ts';
import { text } from '#src/kit/declaration.ts';
import { message, privately } from '#src/kit/reply.ts';
import { candidatesView } from '#src/views/candidates.ts';
import { card } from '#src/views/card.ts';

export const show = command({
  name: 'fic show',
  answer: 'reply-public',
  who: 'everyone',
  options: { story: text({ required: true }) },
  complete: { story: completeFrom('title') },
  async run({ options, where, language }, services) {
    const found = await findStory(services, where, options.story);
    return 'length' in found ? privately(candidatesView(language, 'show', found)) : message(card(language, found));
  },
});
