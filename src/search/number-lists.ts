/**
 * Many lists of numbers that each only grow at their end, in one row: most hold one number, some a hundred thousand.
 *
 * The first number of a list stands by itself. The rest is in stretches, each twice as long as the one before and followed by where
 * the next one begins.
 */
import { grown } from '#src/search/growing.ts';
import { loadArray, saveArray } from '#src/search/saved-arrays.ts';

const SHORTEST_STRETCH = 4;
const LONGEST_STRETCH = 1_024;
/** So many numbers are in stretches that grow. */
const GROWING = 2 * LONGEST_STRETCH - SHORTEST_STRETCH;

/** The length of the stretch that begins with the rest's so-manieth number; 0 where none begins. */
function stretchAt(rest: number): number {
  if (rest >= GROWING) return (rest - GROWING) % LONGEST_STRETCH === 0 ? LONGEST_STRETCH : 0;
  const times = rest / SHORTEST_STRETCH + 1;
  return Number.isInteger(times) && (times & (times - 1)) === 0 ? rest + SHORTEST_STRETCH : 0;
}

export class NumberLists {
  #counts: Uint32Array;
  #firsts: Uint32Array;
  /** Where in the row the rest begins, and where its next number goes. */
  #begins: Uint32Array;
  #ends: Uint32Array;
  #row: Uint32Array;
  #size: number;
  #used: number;

  constructor(
    counts = new Uint32Array(0),
    firsts = new Uint32Array(0),
    begins = new Uint32Array(0),
    ends = new Uint32Array(0),
    row = new Uint32Array(0),
  ) {
    this.#counts = counts;
    this.#firsts = firsts;
    this.#begins = begins;
    this.#ends = ends;
    this.#row = row;
    this.#size = counts.length;
    this.#used = row.length;
  }

  /** @param list - one that is there, or the next. */
  add(list: number, number: number): void {
    if (list === this.#size) this.#open();
    const count = this.#counts[list]!;
    this.#counts[list] = count + 1;
    if (count === 0) {
      this.#firsts[list] = number;
      return;
    }
    const length = stretchAt(count - 1);
    if (length > 0) {
      this.#row = grown(this.#row, this.#used + length + 1);
      if (count === 1) this.#begins[list] = this.#used;
      else this.#row[this.#ends[list]!] = this.#used;
      this.#ends[list] = this.#used;
      this.#used += length + 1;
    }
    const end = this.#ends[list]!;
    this.#row[end] = number;
    this.#ends[list] = end + 1;
  }

  count(list: number): number {
    return this.#counts[list]!;
  }

  /** In the order added. */
  each(list: number, tell: (number: number) => void): void {
    const count = this.#counts[list]!;
    if (count === 0) return;
    tell(this.#firsts[list]!);
    let start = this.#begins[list]!;
    for (let rest = 0; rest < count - 1; ) {
      const length = stretchAt(rest);
      const end = start + Math.min(length, count - 1 - rest);
      for (let at = start; at < end; at += 1) tell(this.#row[at]!);
      start = this.#row[start + length]!;
      rest += length;
    }
  }

  /** In portions; nothing may be added until the last one is taken. */
  *save(): Generator<Uint8Array> {
    for (const array of [this.#counts, this.#firsts, this.#begins, this.#ends]) {
      yield* saveArray(array.subarray(0, this.#size));
    }
    yield* saveArray(this.#row.subarray(0, this.#used));
  }

  /** @throws Error where the portions are broken. */
  static load(parts: Iterator<Uint8Array>): NumberLists {
    const load = () => loadArray(parts, Uint32Array);
    const [counts, firsts, begins, ends] = [load(), load(), load(), load()];
    if ([firsts, begins, ends].some(({ length }) => length !== counts.length)) {
      throw new Error('Saved lists of numbers are broken.');
    }
    return new NumberLists(counts, firsts, begins, ends, load());
  }

  #open(): void {
    this.#size += 1;
    this.#counts = grown(this.#counts, this.#size);
    this.#firsts = grown(this.#firsts, this.#size);
    this.#begins = grown(this.#begins, this.#size);
    this.#ends = grown(this.#ends, this.#size);
  }
}
