/**
 * `/library takedown`: hides a fic at its author's word, keeps it from coming back, and takes away what was posted of it; asked
 * once before, since those messages do not come back.
 */

import { setTimeout as wait } from 'node:timers/promises';
import { anyOwnStory, completeAnyOwn } from '#commands/care/own-story.ts';
import { TAKEDOWN_ASKS } from '#commands/takedown/kept.ts';
import { command, component } from '#commands/takedown/ports.ts';
import { takedownQuestion, takedownView } from '#commands/takedown/view.ts';
import { text } from '#src/kit/declaration.ts';
import { message } from '#src/kit/reply.ts';
import { libraryOf } from '#src/kit/request.ts';
import { notice } from '#src/kit/show/notices.ts';
import { FicError } from '#src/story/errors.ts';

/** So long the first answer waits for the messages, in ms: with few of them it is the last one, too. */
const SWEEP_WITHIN_MS = 1000;

export const takedown = command({
  name: 'library takedown',
  answer: 'reply-private',
  who: 'moderators',
  options: { story: text({ required: true }), reason: text({ required: true, maxLength: 500 }) },
  /** A withdrawn story can be taken down, too. */
  complete: { story: completeAnyOwn },
  async run({ options, where, language }, services) {
    const library = libraryOf(where);
    const story = await anyOwnStory(services, where, options.story);
    if (story.state === 'taken-down') throw new FicError('story-taken-down');
    const { reason } = options;
    const ask = await services.kept(TAKEDOWN_ASKS).keep({ library, story: story.id, reason });
    return message(takedownQuestion(language, story, reason, ask));
  },
});

export const confirmTakedown = component({
  route: 'takedown',
  answer: 'update',
  who: 'moderators',
  async run({ args, where, who, language }, services) {
    // Kept: pressed again, because the answer got lost, it tells again what became of it.
    const asked = await services.kept(TAKEDOWN_ASKS).get(args.ask);
    if (!asked || asked.library !== libraryOf(where)) throw new FicError('takedown-over');
    const { library, reason } = asked;
    const at = services.now();
    const before = await services.catalog.get(asked.story, [library]);
    const { story, sweep } = await services.takedowns.take(asked.story, [library], { by: who.id, at, reason });
    if (before?.state !== 'taken-down') {
      const details = { title: story.title, reason };
      services.tell({ library, by: who.id, at, action: 'taken-down', story: story.id, details });
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
  async run({ args, where, language }, services) {
    const asked = await services.kept(TAKEDOWN_ASKS).get(args.ask);
    if (asked && asked.library !== libraryOf(where)) throw new FicError('takedown-over');
    await services.kept(TAKEDOWN_ASKS).forget(args.ask);
    return message(notice(language.say('takedown.cancelled')));
  },
});
