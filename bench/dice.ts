/** Chance that falls the same way in every run: all that the synthetic stories are made of. */

export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** Uniform in [0, 1). Mulberry32. */
  roll(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number of [from, to]. */
  between(from: number, to: number): number {
    return from + Math.floor(this.roll() * (to - from + 1));
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.between(0, items.length - 1)];
    if (item === undefined) throw new Error('There is nothing to pick from.');
    return item;
  }

  /** exp of a normal distribution; Box and Muller. */
  lognormal(mu: number, sigma: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.roll())) * Math.cos(2 * Math.PI * this.roll());
    return Math.exp(mu + sigma * normal);
  }
}

/**
 * Picks of a ranked list where few are very common: rank k weighs 1/(k + q)^s, after Zipf and Mandelbrot. A pick takes the same
 * time from any list: Walker's table, as Vose fills it.
 */
export class ZipfBag<T> {
  readonly #items: readonly T[];
  /** How likely a place of the table keeps its own item. */
  readonly #own: Float64Array;
  readonly #other: Uint32Array;

  constructor(items: readonly T[], { s, q }: { readonly s: number; readonly q: number }) {
    const { length } = items;
    const weights = Float64Array.from(items, (_, index) => (index + 1 + q) ** -s);
    const mean = weights.reduce((sum, weight) => sum + weight, 0) / length;
    this.#items = items;
    this.#own = weights.map((weight) => weight / mean);
    this.#other = new Uint32Array(length);
    const poor: number[] = [];
    const rich: number[] = [];
    this.#own.forEach((share, index) => {
      (share < 1 ? poor : rich).push(index);
    });
    for (let from = rich.at(-1); poor.length > 0 && from !== undefined; from = rich.at(-1)) {
      const to = poor.pop() ?? 0;
      this.#other[to] = from;
      const left = (this.#own[from] ?? 0) - (1 - (this.#own[to] ?? 0));
      this.#own[from] = left;
      if (left < 1) poor.push(rich.pop() ?? 0);
    }
    // What rounding left over keeps its own.
    for (const index of poor) this.#own[index] = 1;
  }

  pick(dice: Dice): T {
    const place = dice.between(0, this.#items.length - 1);
    const item = this.#items[dice.roll() < (this.#own[place] ?? 1) ? place : (this.#other[place] ?? 0)];
    if (item === undefined) throw new Error('The bag is empty.');
    return item;
  }
}
