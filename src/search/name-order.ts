/**
 * The names of one kind in the order of their texts, with the most uses of each stretch: the best of all that begin so are found
 * without looking at them all, however short the beginning.
 */
import type { BestNames } from '#src/search/best-names.ts';
import { firstWhere, grown, mergeInto } from '#src/search/growing.ts';
import { loadArray, saveArray } from '#src/search/saved-arrays.ts';

/** What an order needs to know of the names that it keeps. */
export interface KeptNames {
  compare(a: number, b: number): number;
  uses(name: number, level: Level): number;
}

/** Of the ratings that are counted apart: up to Teen's lower half, up to all of Teen, and all. */
export type Level = 0 | 1 | 2;
export const LEVELS: readonly Level[] = [0, 1, 2];

/** Names of a stretch, and stretches of a long one, as powers of two. */
const STRETCH = 6;
const LONG_STRETCH = 12;
/** How many may wait for their place: when somebody asks, and while nobody does. A hundred thousand names make room in 1 ms. */
const MOST_WAITING = 256;
const MOST_WAITING_UNASKED = 4_096;

export class NameOrder {
  readonly #kept: KeptNames;
  #order: Uint32Array;
  #placed: number;
  #waiting: number[] = [];
  /** By level: no name of the stretch has more uses. Lowered only when somebody looks. */
  #stretches: Uint32Array[] = [];
  #longStretches: Uint32Array[] = [];

  constructor(kept: KeptNames, order = new Uint32Array(0)) {
    this.#kept = kept;
    this.#order = order;
    this.#placed = order.length;
  }

  /** Those that have their places, in order. */
  get names(): Uint32Array {
    return this.#order.subarray(0, this.#placed);
  }

  /** Gives a name the next place, while nobody waits: it sorts after all others, and has no uses yet. @returns its place. */
  append(name: number): number {
    const place = this.#placed;
    this.#placed += 1;
    this.#order = grown(this.#order, this.#placed);
    this.#order[place] = name;
    this.#stretches = this.#stretches.map((most) => grown(most, (place >>> STRETCH) + 1));
    this.#longStretches = this.#longStretches.map((most) => grown(most, (place >>> LONG_STRETCH) + 1));
    return place;
  }

  /** Tells every name's place. */
  eachPlace(tell: (name: number, place: number) => void): void {
    for (let place = 0; place < this.#placed; place += 1) tell(this.#order[place]!, place);
  }

  /** @returns whether others changed their places. */
  add(name: number): boolean {
    this.#waiting.push(name);
    return this.#waiting.length >= MOST_WAITING_UNASKED && this.settle(0);
  }

  /** Gives those who wait their places, where they are more than so many. @returns whether it did. */
  settle(most = MOST_WAITING): boolean {
    if (this.#waiting.length <= most) return false;
    const count = this.#placed + this.#waiting.length;
    this.#order = mergeInto(this.#order, this.#placed, this.#waiting, (a, b) => this.#kept.compare(a, b));
    this.#placed = count;
    this.#waiting = [];
    this.measure();
    return true;
  }

  /** Looks at all names' uses. */
  measure(): void {
    const most = (size: number) => LEVELS.map(() => new Uint32Array((this.#placed >>> size) + 1));
    this.#stretches = most(STRETCH);
    this.#longStretches = most(LONG_STRETCH);
    for (let place = 0; place < this.#placed; place += 1) this.raise(place);
  }

  /** To be called when the name at a place has more uses than before. */
  raise(place: number): void {
    for (const level of LEVELS) {
      const uses = this.#kept.uses(this.#order[place]!, level);
      const stretches = this.#stretches[level]!;
      const longs = this.#longStretches[level]!;
      if (uses > stretches[place >>> STRETCH]!) stretches[place >>> STRETCH] = uses;
      if (uses > longs[place >>> LONG_STRETCH]!) longs[place >>> LONG_STRETCH] = uses;
    }
  }

  /** Offers the names that begin so to one that has been offered none. @param compareBeginning - 0 where one begins so, else as its text compares. */
  offer(compareBeginning: (name: number) => number, level: Level, best: BestNames): void {
    const order = this.#order;
    const start = firstWhere(this.#placed, (place) => compareBeginning(order[place]!) >= 0);
    const end = firstWhere(this.#placed, (place) => compareBeginning(order[place]!) > 0, start);
    const longs = this.#longStretches[level]!;
    for (let from = start; from < end; ) {
      const long = from >>> LONG_STRETCH;
      const to = Math.min(end, (long + 1) << LONG_STRETCH);
      if (longs[long]! >= best.least) this.#offerStretches(from, to, level, best);
      from = to;
    }
    for (const name of this.#waiting) if (compareBeginning(name) === 0) best.offer(name);
  }

  #offerStretches(start: number, end: number, level: Level, best: BestNames): void {
    const stretches = this.#stretches[level]!;
    for (let from = start; from < end; ) {
      const stretch = from >>> STRETCH;
      const to = Math.min(end, (stretch + 1) << STRETCH);
      if (stretches[stretch]! >= best.least) {
        let most = 0;
        for (let place = from; place < to; place += 1) {
          const name = this.#order[place]!;
          const uses = this.#kept.uses(name, level);
          if (uses > most) most = uses;
          if (uses >= best.least) best.offer(name);
        }
        if (to - from === 1 << STRETCH) stretches[stretch] = most;
      }
      from = to;
    }
    if (end - start === 1 << LONG_STRETCH) {
      const first = start >>> STRETCH;
      let most = 0;
      for (let at = first; at < end >>> STRETCH; at += 1) most = Math.max(most, stretches[at]!);
      this.#longStretches[level]![start >>> LONG_STRETCH] = most;
    }
  }

  /** In portions; nothing may be added until the last one is taken. */
  *save(): Generator<Uint8Array> {
    yield* saveArray(this.#order.subarray(0, this.#placed));
  }

  /** To be measured when its names are there. @throws Error where the portions are broken. */
  static load(kept: KeptNames, parts: Iterator<Uint8Array>): NameOrder {
    return new NameOrder(kept, loadArray(parts, Uint32Array));
  }
}
