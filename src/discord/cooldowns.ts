/**
 * How soon a member may call the same thing again: one number for each who called lately, and a bound on how many those are.
 */
import type { Cooldown } from '#src/kit/declaration.ts';

/** Members and commands remembered at once: minutes of a very busy bot, and less than 2 MB. */
const REMEMBERED = 10_000;

export class Cooldowns {
  /** When what a caller has used up is whole again, in ms, by caller: the generic cell rate algorithm keeps no more. */
  readonly #wholeAt = new Map<string, number>();
  readonly #now: () => number;

  /** @param now - ms on a monotonic clock. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Counts a call. @returns 0 where it may be, else the ms to wait; a call that may not be costs nothing. */
  take(caller: string, { times, seconds }: Cooldown): number {
    const now = this.#now();
    const whole = Math.max(now, this.#wholeAt.get(caller) ?? now);
    const each = (seconds * 1000) / times;
    const wait = whole + each - seconds * 1000 - now;
    // One call is a sum of fractions: a millionth of a ms is none.
    if (wait > 1e-6) return wait;
    // Deleted first, so that the Map's order is that of the last calls.
    this.#wholeAt.delete(caller);
    this.#wholeAt.set(caller, whole + each);
    if (this.#wholeAt.size > REMEMBERED) this.#forget(now);
    return 0;
  }

  /** Whatever this person called. Callers are a person's id and what they called. */
  forgetPerson(person: string): void {
    for (const caller of this.#wholeAt.keys()) if (caller.startsWith(`${person} `)) this.#wholeAt.delete(caller);
  }

  /** How many callers are remembered. */
  get size(): number {
    return this.#wholeAt.size;
  }

  /** Who is whole again; where nobody is, whoever called longest ago. */
  #forget(now: number): void {
    for (const [caller, wholeAt] of this.#wholeAt) if (wholeAt <= now) this.#wholeAt.delete(caller);
    if (this.#wholeAt.size <= REMEMBERED) return;
    for (const oldest of this.#wholeAt.keys().take(1)) this.#wholeAt.delete(oldest);
  }
}
