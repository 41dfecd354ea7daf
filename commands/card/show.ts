/**
 * `/fic show`: a story's card for all to see; where members may not post cards, for the asker alone.
 */
import { candidatesView } from '#commands/card/candidates.ts';
import { findStory } from '#commands/card/find-story.ts';
import { command } from '#commands/card/ports.ts';
import { mayShare } from '#commands/card/sharing.ts';
import { card } from '#commands/card/view.ts';
import { completeFrom } from '#commands/search/completion.ts';
import { text } from '#src/kit/declaration.ts';
import { message, privately } from '#src/kit/reply.ts';

export const show = command({
  name: 'fic show',
  answer: 'reply-public',
  who: 'everyone',
  options: { story: text({ required: true }) },
  complete: { story: completeFrom('title') },
  async run(request, services) {
    const { options, where, language, publicLanguage } = request;
    const found = await findStory(services, where, options.story);
    if ('length' in found) return privately(candidatesView(language, 'show', found));
    if (mayShare(request, services)) return message(card(publicLanguage, found));
    return privately({ ...card(language, found), content: `-# ${language.say('card.only-you')}` });
  },
});
