/** How often a fault strikes: so many times, or with a chance, until somebody switches it off. */

export interface Frequency {
  /** How many times in all; 1 by default, `Infinity` for as long as it is on. */
  readonly times?: number | undefined;
  /** From 0 to 1; 1 by default. */
  readonly chance?: number | undefined;
}

/** From 0 up to 1, as `Math.random` gives it. */
export type Random = () => number;

interface Entry<Fault, Where> {
  readonly fault: Fault;
  readonly where: Where;
  left: number;
}

/** The faults of one kind that are on, the oldest first. */
export class Occasions<Fault, Where extends Frequency> {
  readonly #random: Random;
  readonly #entries = new Set<Entry<Fault, Where>>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** The answer switches it off again. */
  add(fault: Fault, where: Where): () => void {
    const entry = { fault, where, left: where.times ?? 1 };
    this.#entries.add(entry);
    return () => this.#entries.delete(entry);
  }

  /** The fault that strikes here and now, if any does; it is counted. */
  take(fits: (where: Where) => boolean): Fault | null {
    for (const entry of this.#entries) {
      if (!fits(entry.where) || this.#random() >= (entry.where.chance ?? 1)) continue;
      entry.left -= 1;
      if (entry.left <= 0) this.#entries.delete(entry);
      return entry.fault;
    }
    return null;
  }
}
