/**
 * `/library withdraw`: hides a story of this server's library at once; nothing of it is lost.
 */
import { setWithdrawn } from '#commands/care/card.ts';
import { ownStory } from '#commands/care/own-story.ts';
import { command } from '#commands/care/ports.ts';
import { choicesOf } from '#commands/search/completion.ts';
import { text } from '#src/kit/declaration.ts';
import { message } from '#src/kit/reply.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import { notice } from '#src/kit/show/notices.ts';
import { clipMarkdown, titleOf } from '#src/kit/show/story-text.ts';
import { ALL_RANKS } from '#src/story/audience.ts';

export const withdraw = command({
  name: 'library withdraw',
  answer: 'reply-private',
  who: 'moderators',
  options: { story: text({ required: true }) },
  complete: {
    /** Of this server's own library, whatever the rating: moderators care for all of it, wherever they are. */
    story: async (typed, { where }, { catalog }) => {
      if (where.guildId === null) return [];
      const own = { libraries: [where.guildId], maxRank: ALL_RANKS };
      return choicesOf(await catalog.suggest('title', typed, own, LIMITS.choices));
    },
  },
  async run(request, services) {
    const { options, where, language } = request;
    const { story } = await ownStory(services, where, options.story);
    const withdrawn = await setWithdrawn(request, services, story, true);
    return message(
      notice(language.say('care.done.withdrawn', { title: clipMarkdown(titleOf(language, withdrawn), 200) })),
    );
  },
});
