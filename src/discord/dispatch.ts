/**
 * The one way in for every interaction: checks who may, keeps Discord's clock, turns failures into sentences, logs once.
 */

import type { BaseInteraction, Interaction } from 'discord.js';
import { Acknowledgement, type Sent, type Timer, wireBody } from '#src/discord/acknowledgement.ts';
import { type Afterwards, sayMore } from '#src/discord/afterwards.ts';
import { complete } from '#src/discord/completion.ts';
import type { Cooldowns } from '#src/discord/cooldowns.ts';
import { type Failure, failureOf, unsentAs } from '#src/discord/failures.ts';
import { type Answerable, type Handler, handlersOf, kindOf } from '#src/discord/handlers.ts';
import { asked, spoken } from '#src/discord/incoming.ts';
import { pressOf, RecentIds, UntoldPresses } from '#src/discord/presses.ts';
import { type Pace, type RawWire, replyWire } from '#src/discord/reply-wire.ts';
import { type LineFor, trackerFor } from '#src/discord/tracking.ts';
import type { CommandSet } from '#src/kit/declaration.ts';
import type { Reply } from '#src/kit/reply.ts';
import type { Asked } from '#src/kit/request.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { withPostscript } from '#src/kit/show/postscript.ts';
import type { Language, Languages } from '#src/language/language.ts';
import type { Showing } from '#src/moderation/showing.ts';
import type { Handled, InteractionKind, Outcome } from '#src/ops/handled.ts';
import type { Log } from '#src/ops/log.ts';
import type { Repeats } from '#src/ops/repeats.ts';
import { underRequest } from '#src/ops/request-id.ts';
import { FicError } from '#src/story/errors.ts';

/** Presses with what they came to. */
export type DispatchPresses = UntoldPresses<Failure & { readonly failed: boolean }>;

export interface DispatcherParts<Services> {
  readonly set: CommandSet<Services>;
  readonly services: Services;
  readonly languages: Languages;
  readonly mayModerate: (from: Asked) => boolean;
  /**
   * What a moderator is told below the answer to a command or a modal, also where it failed; null where there is nothing to
   * tell. `what` is what they called, such as `/library import`.
   */
  readonly postscript: (from: Asked, what: string) => string | null;
  /** Hears what can be seen of stories in what is sent. */
  readonly showing: Showing;
  /** What stands in the place of what shows a story that was taken down. @param several - it shows others, too. */
  readonly takenDown: (language: Language, several: boolean) => MessageBody;
  readonly log: Log;
  /** What was pressed and not answered yet; its own where nobody else looks. */
  readonly presses?: DispatchPresses;
  /** For what comes in storms, when Discord is ill. */
  readonly repeats: Repeats;
  readonly timer: Timer;
  /** What answers are held against: real time where none is given. */
  readonly pace?: Pace | undefined;
  /** ms since 1970. */
  readonly now: () => number;
  /** Short and unique: what a person quotes when they report a defect, and what every line of the log about it carries. */
  readonly newRequestId: () => string;
  /** Null where nobody has to wait. */
  readonly cooldowns: Cooldowns | null;
  /** Hears of every interaction when it is over. */
  readonly onHandled: (handled: Handled) => void;
  /** Aborted when whoever still waits has to be told that the bot stops. */
  readonly stopping: AbortSignal;
  readonly afterwards?: Afterwards;
  /** Hears in which language Discord shows itself to whoever called a command or sent a form; `what` as of `postscript`. */
  readonly heard?: (member: string, locale: string, what: string) => void;
}

/** @returns a listener for discord.js's `interactionCreate`; its promise never rejects. */
export function dispatcher<Services>(parts: DispatcherParts<Services>): (interaction: Interaction) => Promise<void> {
  const { set, services, languages, showing, log, repeats, timer, cooldowns } = parts;
  const handled = new RecentIds();
  const { presses = new UntoldPresses() as DispatchPresses } = parts;
  const { commandOf, handlerOf, nameOf } = handlersOf(set, services);

  async function run(
    handler: Handler,
    interaction: BaseInteraction,
    what: string,
    permitted: (from: Asked) => void,
  ): Promise<Reply> {
    const wait = cooldowns?.take(`${interaction.user.id} ${what}`, handler.cooldown) ?? 0;
    if (wait > 0) throw new FicError('too-soon', { seconds: Math.ceil(wait / 1000) });
    const from = await asked(interaction, languages);
    if (handler.who === 'moderators') {
      if (from.where.guildId === null) throw new FicError('server-only');
      if (!parts.mayModerate(from)) throw new FicError('moderators-only');
      permitted(from);
    }
    return handler.run(from);
  }

  /** What others do as they hear of an answer is no reason to lose sight of what it shows. */
  function tell(what: string, hear: () => void): void {
    try {
      hear();
    } catch (error) {
      log.error({ err: error, what }, 'what is to be done once somebody is answered could not be done');
    }
  }

  /** A moderator has the answer itself also where what stands below it cannot be made. */
  function postscriptFor(moderator: Asked, what: string): string | null {
    try {
      return parts.postscript(moderator, what);
    } catch (error) {
      log.error({ err: error, what }, 'what a moderator is told below an answer could not be made');
      return null;
    }
  }

  /** What a call comes to, told or not. */
  async function outcomeOf(
    interaction: Answerable,
    handler: Handler | undefined,
    what: string,
    failure: (error: unknown) => Failure,
  ): Promise<Failure & { readonly failed: boolean }> {
    if (!handler) return { ...failure(new FicError('button-outdated')), failed: false };
    let moderator: Asked | undefined;
    const below = ({ reply, how }: Failure): Failure => {
      const words = moderator && !interaction.isMessageComponent() ? postscriptFor(moderator, what) : null;
      if (!words || reply.kind !== 'message') return { reply, how };
      return { reply: { ...reply, body: withPostscript(reply.body, words) }, how };
    };
    const permitted = (from: Asked) => {
      moderator = from;
    };
    try {
      const reply = await unlessStopped(parts.stopping, run(handler, interaction, what, permitted));
      return { ...below({ reply, how: 'answered' }), failed: false };
    } catch (error) {
      return { ...below(failure(error)), failed: true };
    }
  }

  /** @param over - hears how it went, as soon as it is answered or given up; what else is to be done comes after. */
  async function answer(
    interaction: Answerable,
    over: (what: string, isKnown: boolean, how: Outcome) => void,
  ): Promise<void> {
    const { language, publicLanguage } = spoken(interaction, languages);
    const wire = replyWire(interaction.client.rest as RawWire, interaction, parts.pace);
    const lineFor: LineFor = (stories, isPrivate) =>
      parts.takenDown(isPrivate ? language : publicLanguage, stories.length > 1);
    const failure = (error: unknown) => failureOf(error, language, what, { log, repeats });
    let what = 'unknown';
    let handler: Handler | undefined;
    let acknowledgement: Acknowledgement | undefined;
    let isOver = false;
    const end = (how: Outcome) => {
      isOver = true;
      over(what, handler !== undefined, how);
    };
    try {
      what = nameOf(interaction);
      handler = handlerOf(interaction);
      acknowledgement = new Acknowledgement(wire, handler?.answer ?? 'reply-private', timer);
      const tracker = trackerFor(interaction, { showing, wire, lineFor, now: parts.now });
      const press = pressOf(interaction);
      const outcome = await presses.once(press, () => outcomeOf(interaction, handler, what, failure));
      let { reply } = outcome;
      let sent: Sent;
      try {
        reply = tracker.fitting(reply, handler?.answer ?? 'reply-private');
        sent = await acknowledgement.send(reply);
      } catch (error) {
        const unsent = unsentAs(error, what, repeats);
        if (unsent) {
          presses.unanswered(press, outcome);
          end(unsent);
          await tracker.unheardOf(reply, handler?.answer ?? 'reply-private');
          return;
        }
        presses.answered(press, outcome);
        throw error;
      }
      presses.answered(press, outcome);
      end(outcome.how);
      // Who presses a button called a command before; who wishes to be forgotten presses one.
      if (!interaction.isMessageComponent()) {
        tell(what, () => parts.heard?.(interaction.user.id, interaction.locale, what));
      }
      await tracker.sent(reply, sent);
      if (reply.kind === 'modal') return;
      if (interaction.isChatInputCommand()) await sayMore(parts, interaction, language, acknowledgement);
      reply.afterwards
        ?.then((body) => wire.edit(wireBody(body)))
        .catch((error: unknown) => log.info({ err: error, what }, 'an answer could not be brought up to date'));
    } catch (error) {
      // Who has an answer gets no apology beside it.
      if (isOver) throw error;
      const { reply, how } = failure(error);
      acknowledgement ??= new Acknowledgement(wire, 'reply-private', timer);
      await acknowledgement
        .send(reply)
        .catch((again: unknown) => log.warn({ err: again, what }, 'could not apologise'));
      end(how);
    }
  }

  async function handle(interaction: Interaction): Promise<void> {
    const started = performance.now();
    const over = (kind: InteractionKind, what: string, isKnown: boolean, outcome: Outcome) => {
      const ms = performance.now() - started;
      log.debug({ kind, what, outcome, ms }, 'handled');
      const name = isKnown ? what : 'unknown';
      tell(what, () => parts.onHandled({ kind, name, outcome, seconds: ms / 1000 }));
    };
    if (interaction.isAutocomplete()) {
      const command = commandOf(interaction);
      const outcome = await complete(interaction, command, parts);
      over('completion', `/${command?.name}`, command !== undefined, outcome);
    } else if (interaction.isChatInputCommand() || interaction.isMessageComponent() || interaction.isModalSubmit()) {
      const kind = kindOf(interaction);
      await answer(interaction, (what, isKnown, outcome) => over(kind, what, isKnown, outcome));
    }
  }

  return (interaction) =>
    underRequest(parts.newRequestId(), async () => {
      // Discord promises no event only once: what a resumed session plays again may have been heard before.
      if (!handled.add(interaction.id)) {
        log.debug({ interaction: interaction.id }, 'an interaction was delivered again');
        return;
      }
      try {
        await handle(interaction);
      } catch (error) {
        log.error({ err: error, what: interaction.type }, 'an interaction could not be handled');
      }
    });
}

/** The work's value; FicError `stopping` as soon as the bot can wait no longer, whatever becomes of the work. */
async function unlessStopped<T>(stopping: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(new FicError('stopping'));
  if (stopping.aborted) stop();
  stopping.addEventListener('abort', stop);
  try {
    return await Promise.race([work, promise]);
  } finally {
    stopping.removeEventListener('abort', stop);
  }
}
