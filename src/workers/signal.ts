/**
 * Something that happens again and again, and whoever wants to hear of it: any number of listeners, from whenever they begin to listen.
 */
type Listener<Told extends readonly unknown[]> = (...told: Told) => void;

export class Signal<Told extends readonly unknown[]> {
  readonly #listeners = new Set<Listener<Told>>();

  /** What a listener throws is thrown at whoever tells. @returns what ends the listening. */
  listen(listener: Listener<Told>): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** To everyone who listens now, in the order in which they began. */
  tell(...told: Told): void {
    for (const listener of [...this.#listeners]) listener(...told);
  }
}
