/**
 * Heavy work of many askers, by turns: somebody who asks for a hundred things at once makes nobody else wait for more than one
 * of them.
 */
import { FicError } from '#src/story/errors.ts';

interface Waiting {
  readonly begin: () => void;
  readonly refuse: (why: FicError) => void;
}

export interface FairQueueParts {
  /** How many run at the same time. */
  readonly atOnce: number;
  /** How many may wait under one key. */
  readonly perKey: number;
}

export class FairQueue {
  readonly #parts: FairQueueParts;
  /** By key, in the order in which the keys have their turns; a key without work is not in it. */
  readonly #waiting = new Map<string, Waiting[]>();
  #running = 0;
  #closed = false;

  constructor(parts: FairQueueParts) {
    this.#parts = parts;
  }

  /** @throws FicError `queue-full` where its key has too much waiting, `stopping` where the queue is closed. */
  run<T>(key: string, step: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new FicError('stopping'));
    const own = this.#waiting.get(key) ?? [];
    if (own.length >= this.#parts.perKey) {
      return Promise.reject(new FicError('queue-full', { waiting: own.length }));
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    own.push({ begin: resolve, refuse: reject });
    this.#waiting.set(key, own);
    this.#next();
    // What was refused while it waited has not run.
    return promise.then(() =>
      step().finally(() => {
        this.#running -= 1;
        this.#next();
      }),
    );
  }

  get waiting(): number {
    let sum = 0;
    for (const own of this.#waiting.values()) sum += own.length;
    return sum;
  }

  get running(): number {
    return this.#running;
  }

  /** What waits is refused with `stopping`; what runs goes on. */
  close(): void {
    this.#closed = true;
    const waiting = [...this.#waiting.values()].flat();
    this.#waiting.clear();
    for (const { refuse } of waiting) refuse(new FicError('stopping'));
  }

  /** The next key's next step; then that key is the last of all. */
  #next(): void {
    while (this.#running < this.#parts.atOnce) {
      const [first] = this.#waiting;
      if (!first) return;
      const [key, own] = first;
      this.#waiting.delete(key);
      const [next, ...rest] = own;
      if (rest.length > 0) this.#waiting.set(key, rest);
      this.#running += 1;
      next?.begin();
    }
  }
}
