/** Lets one shard of a kind through in a while: Discord's `max_concurrency`. */
import type { Clock } from '../world/clock.ts';

export class Turnstile {
  readonly #clock: Clock;
  readonly #interval: number;
  /** When the last one went through, by key. */
  readonly #passed = new Map<number, number>();

  /** @param interval - in ms of that clock. */
  constructor(clock: Clock, interval: number) {
    this.#clock = clock;
    this.#interval = interval;
  }

  pass(key: number): boolean {
    const now = this.#clock.now();
    const last = this.#passed.get(key);
    if (last !== undefined && now - last < this.#interval) return false;
    this.#passed.set(key, now);
    return true;
  }
}
