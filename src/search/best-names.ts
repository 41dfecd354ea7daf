/**
 * The names with the most uses among many that are offered; the rest is forgotten at once.
 */
export class BestNames {
  readonly #limit: number;
  readonly #uses: (name: number) => number;
  readonly #compare: (a: number, b: number) => number;
  readonly #names: number[] = [];

  /** @param compare - of two names with as many uses. */
  constructor(limit: number, uses: (name: number) => number, compare: (a: number, b: number) => number) {
    this.#limit = limit;
    this.#uses = uses;
    this.#compare = compare;
  }

  /** Best first. */
  get names(): readonly number[] {
    return this.#names;
  }

  get isFull(): boolean {
    return this.#names.length >= this.#limit;
  }

  /** What has fewer uses need not be offered, where names are offered as they compare. */
  get least(): number {
    return this.isFull ? this.#uses(this.#names.at(-1) ?? 0) + 1 : 1;
  }

  /** One that was offered before is not taken twice; without uses, not at all. */
  offer(name: number): void {
    const uses = this.#uses(name);
    if (uses === 0 || this.#limit <= 0) return;
    const isBefore = (other: number) => {
      const others = this.#uses(other);
      return uses > others || (uses === others && this.#compare(name, other) < 0);
    };
    const last = this.#names.at(-1);
    if (this.isFull && last !== undefined && !isBefore(last)) return;
    if (this.#names.includes(name)) return;
    if (this.isFull) this.#names.pop();
    let place = this.#names.length;
    while (place > 0 && isBefore(this.#names[place - 1]!)) place -= 1;
    this.#names.splice(place, 0, name);
  }
}
