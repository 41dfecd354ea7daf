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

/** Picks of a ranked list where few are very common: rank k weighs 1/(k + q)^s, after Zipf and Mandelbrot. */
export class ZipfBag<T> {
  readonly #items: readonly T[];
  readonly #sums: readonly number[];

  constructor(items: readonly T[], { s, q }: { readonly s: number; readonly q: number }) {
    let sum = 0;
    this.#items = items;
    this.#sums = items.map((_, index) => {
      sum += (index + 1 + q) ** -s;
      return sum;
    });
  }

  pick(dice: Dice): T {
    const at = dice.roll() * (this.#sums.at(-1) ?? 0);
    const item = this.#items[this.#sums.findIndex((sum) => sum > at)];
    if (item === undefined) throw new Error('The bag is empty.');
    return item;
  }
}
