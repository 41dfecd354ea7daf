/**
 * Work that must not interleave: steps under one key run one after the other, in the order they were asked for.
 */
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
