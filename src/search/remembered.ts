/**
 * What was worked out for a text a moment ago: most names and words of a story are those of many others.
 */

/** Then all is forgotten, and what is common is soon known again. */
const MOST = 1 << 14;

export class Remembered<T> {
  readonly #known = new Map<string, T>();
  readonly #make: (text: string) => T;

  constructor(make: (text: string) => T) {
    this.#make = make;
  }

  of(text: string): T {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const made = this.#make(text);
    if (this.#known.size >= MOST) this.#known.clear();
    this.#known.set(text, made);
    return made;
  }
}
