/**
 * What was done before is not done again: an interaction that Discord delivers twice, a button that somebody presses twice
 * before the first press is answered, or once more because its answer got lost.
 */
import type { ChatInputCommandInteraction, MessageComponentInteraction, ModalSubmitInteraction } from 'discord.js';
import { modalValues } from '#src/discord/incoming.ts';
import type { Reply } from '#src/kit/reply.ts';

/** Discord plays again what a session missed in a few minutes; this is several minutes of a very busy bot. */
const REMEMBERED_IDS = 5000;

/** Who was not answered presses again within seconds. */
const UNANSWERED_MS = 60_000;

/** The ids that came last. */
export class RecentIds {
  readonly #ids = new Set<string>();

  /** @returns whether it is new. */
  add(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    // A Set keeps its order: the first is the oldest.
    if (this.#ids.size > REMEMBERED_IDS) for (const oldest of this.#ids.values().take(1)) this.#ids.delete(oldest);
    return true;
  }
}

/** One person, one message, one button, the same choices; null for a command, which somebody types anew each time. */
export function pressOf(
  interaction: ChatInputCommandInteraction | MessageComponentInteraction | ModalSubmitInteraction,
): string | null {
  if (interaction.isChatInputCommand()) return null;
  const { user, message, customId } = interaction;
  const given = interaction.isModalSubmit()
    ? modalValues(interaction)
    : interaction.isAnySelectMenu() && interaction.values;
  return JSON.stringify([user.id, message?.id ?? null, customId, given]);
}

/** What became of a press. */
export interface PressOutcome {
  readonly reply: Reply;
  /** Nothing was done, so that pressing again tries again. */
  readonly failed: boolean;
}

interface Untold<Told extends PressOutcome> {
  readonly outcome: Promise<Told>;
  /** What it came to: two who share it may be told at different times, with a newer press of the same kind between. */
  settled: Told | null;
  until: number;
}

/** Outcomes by press, while the person who pressed has not been told them. */
export class UntoldPresses<Told extends PressOutcome = PressOutcome> {
  readonly #untold = new Map<string, Untold<Told>>();
  readonly #now: () => number;

  /** @param now - ms on a monotonic clock. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Does the work, or gives the outcome of the same press that is not answered yet. */
  once(press: string | null, work: () => Promise<Told>): Promise<Told> {
    if (press === null) return work();
    const known = this.#untold.get(press);
    if (known && this.#now() < known.until) return known.outcome;
    const outcome = work();
    const untold: Untold<Told> = { outcome, settled: null, until: Number.POSITIVE_INFINITY };
    this.#untold.set(press, untold);
    return outcome.then((settled) => {
      untold.settled = settled;
      return settled;
    });
  }

  /** What this person was not told yet; a press under way is told first. */
  forget(userId: string): void {
    const theirs = `${JSON.stringify([userId]).slice(0, -1)},`;
    for (const [press, { settled }] of this.#untold)
      if (settled && press.startsWith(theirs)) this.#untold.delete(press);
  }

  /** Pressed again, it means it. */
  answered(press: string | null, outcome: Told): void {
    if (press !== null && this.#untold.get(press)?.settled === outcome) this.#untold.delete(press);
  }

  /** Pressed again within the minute, it asks what became of it: that is told, and not done once more. */
  unanswered(press: string | null, outcome: Told): void {
    if (press === null) return;
    const now = this.#now();
    const known = this.#untold.get(press);
    if (known?.settled === outcome) {
      if (outcome.failed) this.#untold.delete(press);
      else known.until = now + UNANSWERED_MS;
    }
    for (const [old, { until }] of this.#untold) if (until <= now) this.#untold.delete(old);
  }
}
