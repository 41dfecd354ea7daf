/**
 * `/library takedown`: hides a fic at its author's word, keeps it from coming back, and takes away what was posted of it; asked
 * once before, since those messages do not come back.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { choicesOf } from '#commands/completion.ts';
import { libraryOf, ownStory } from '#commands/draft.ts';
import { completeHidden, idOfHidden } from '#commands/hidden-stories.ts';
import { command, component, type Services } from '#commands/services.ts';
import { text } from '#src/kit/declaration.ts';
import { message } from '#src/kit/reply.ts';
import type { Where } from '#src/kit/request.ts';
import { ALL_RANKS } from '#src/story/audience.ts';
import { FicError } from '#src/story/errors.ts';
import type { LibraryId, Story } from '#src/story/story.ts';
import { LIMITS } from '#src/views/limits.ts';
import { notice } from '#src/views/notices.ts';
import { takedownQuestion, takedownView } from '#src/views/takedown.ts';

/** So long the first answer waits for the messages, in ms: with few of them it is the last one, too. */
const SWEEP_WITHIN_MS = 1000;

export const takedown = command({
  name: 'library takedown',
  answer: 'reply-private',
  who: 'moderators',
  options: { story: text({ required: true }), reason: text({ required: true, maxLength: 500 }) },
  complete: {
    story: async (typed, request, services) => {
      const { guildId } = request.where;
      if (guildId === null) return [];
      const own = { libraries: [guildId], maxRank: ALL_RANKS };
      const published = choicesOf(await services.catalog.suggest('title', typed, own, LIMITS.choices));
      return [...published, ...(await completeHidden('withdrawn')(typed, request, services))];
    },
  },
  async run({ options, where, language }, services) {
    const { library, story } = await ownStoryInAnyState(services, where, options.story);
    if (story.state === 'taken-down') throw new FicError('story-taken-down');
    const { reason } = options;
    const ask = await services.state.takedownAsks.keep({ library, story: story.id, reason });
    return message(takedownQuestion(language, story, reason, ask));
  },
});

export const confirmTakedown = component({
  route: 'takedown',
  answer: 'update',
  who: 'moderators',
  async run({ args, where, who, language }, services) {
    // Kept: pressed again, because the answer got lost, it tells again what became of it.
    const asked = await services.state.takedownAsks.get(args.ask);
    if (!asked || asked.library !== libraryOf(where)) throw new FicError('takedown-over');
    const { library, reason } = asked;
    const at = services.now();
    const before = await services.catalog.get(asked.story, [library]);
    const { story, sweep } = await services.takedowns.take(asked.story, [library], { by: who.id, at, reason });
    if (before?.state !== 'taken-down') {
      const details = { title: story.title, reason };
      await services.record({ library, by: who.id, at, action: 'taken-down', story: story.id, details });
      await services.reportDesk.withdrawn(story.id, library, who.id);
    }
    const finished = await Promise.race([sweep.finished, wait(SWEEP_WITHIN_MS, null, { ref: false })]);
    if (finished) return message(takedownView(language, story, finished, true));
    return {
      ...message(takedownView(language, story, sweep.soFar(), false)),
      afterwards: sweep.finished.then((report) => takedownView(language, story, report, true)),
    };
  },
});

export const cancelTakedown = component({
  route: 'takedown-cancel',
  answer: 'update',
  who: 'moderators',
  async run({ args, language }, services) {
    await services.state.takedownAsks.forget(args.ask);
    return message(notice(language.say('takedown.cancelled')));
  },
});

/** A withdrawn story can be taken down, too. @throws FicError as `ownStory`. */
async function ownStoryInAnyState(
  services: Services,
  where: Where,
  typed: string,
): Promise<{ readonly library: LibraryId; readonly story: Story }> {
  try {
    return await ownStory(services, where, typed);
  } catch (error) {
    if (!(error instanceof FicError && error.code === 'story-not-found')) throw error;
    const library = libraryOf(where);
    const story = await services.catalog.get(await idOfHidden(services, 'withdrawn', library, typed), [library]);
    if (!story) throw error;
    return { library, story };
  }
}
