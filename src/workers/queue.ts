/**
 * Work that must not interleave.
 */

/**
 * Work under one key runs one after the other, in the order in which it was asked for, in every process that has the same store:
 * by a queue where there is one process, by a lock where there are several. Work under one key never asks for the same key again.
 *
 * It is for what is read, changed and written. What concerns Discord's messages and threads alone needs no more than a `KeyedQueue`:
 * everything that happens in a server reaches the one process that has its shard.
 */
export type Exclusively = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Of one process. */
export function queued(): Exclusively {
  const queue = new KeyedQueue();
  return (key, work) => queue.run(key, work);
}

/** Steps under one key run one after the other, in the order they were asked for, in this process. */
export class KeyedQueue {
  readonly #last = new Map<string, Promise<void>>();

  run<T>(key: string, step: () => Promise<T>): Promise<T> {
    const result = (this.#last.get(key) ?? Promise.resolve()).then(step);
    const done = () => {
      if (this.#last.get(key) === ended) this.#last.delete(key);
    };
    // A failure is for whoever asked; the next step only waits.
    const ended = result.then(done, done);
    this.#last.set(key, ended);
    return result;
  }

  /** Waits for every step asked for so far. */
  async settled(): Promise<void> {
    await Promise.all(this.#last.values());
  }
}
