/**
 * Real time, of which a busy machine takes nothing away: while this process does not get its turns, the clock stands, so that no
 * deadline passes that nobody had the time to keep. On a quiet machine it runs as any clock does.
 */
import type { Clock } from '#playground/world/clock.ts';
import type { Pace } from '#src/discord/reply-wire.ts';

/** In ms: it looks so often, and no look counts for more than a timer may be late by itself. */
const TURN = 5;
const LONGEST_TURN = 8;

interface Waiting {
  /** In ms of what has passed. */
  readonly at: number;
  readonly call: () => void;
}

export class PatientClock implements Clock, Disposable {
  readonly #waiting = new Set<Waiting>();
  #turns: NodeJS.Timeout | undefined;
  #passed = 0;
  #looked = 0;

  readonly now = Date.now;

  readonly after = (milliseconds: number, call: () => void): (() => void) => {
    this.#begin();
    const waiting = { at: this.#passed + milliseconds, call };
    this.#waiting.add(waiting);
    return () => this.#waiting.delete(waiting);
  };

  /** The same time, for who looks at it instead of being called. */
  readonly pace: Pace = {
    now: () => {
      this.#begin();
      return this.#passed;
    },
    wait: (ms) => new Promise((resolve) => void this.after(ms, resolve)),
    limit: (ms) => {
      const over = new AbortController();
      this.after(ms, () => over.abort(new DOMException('The time is over.', 'TimeoutError')));
      return over.signal;
    },
  };

  /** Calls nobody any more. */
  [Symbol.dispose](): void {
    this.#waiting.clear();
    clearInterval(this.#turns);
  }

  /** From the first time that somebody asks, until it is disposed of. */
  #begin(): void {
    if (this.#turns) return;
    this.#looked = performance.now();
    this.#turns = setInterval(() => this.#look(), TURN).unref();
  }

  #look(): void {
    const now = performance.now();
    this.#passed += Math.min(now - this.#looked, LONGEST_TURN);
    this.#looked = now;
    const due = [...this.#waiting].filter(({ at }) => at <= this.#passed).sort((a, b) => a.at - b.at);
    for (const each of due) {
      // One that is called may take back another.
      if (this.#waiting.delete(each)) each.call();
    }
  }
}
