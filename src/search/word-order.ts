/**
 * The order of the texts of a table: all that begin so stand side by side.
 */
import { firstWhere, mergeInto } from '#src/search/growing.ts';
import { loadArray, saveArray } from '#src/search/saved-arrays.ts';
import type { TextList } from '#src/search/text-list.ts';
import { written } from '#src/search/text-list.ts';

/** How many may wait for their place: so many cost about 2 ms at once. */
const MOST_WAITING = 2_048;

/** [start, end) of places in an order. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export class WordOrder {
  readonly #texts: TextList;
  /** Numbers, the first `#placed` of them in order. What was added since waits until somebody asks. */
  #order: Uint32Array;
  #placed: number;

  constructor(texts: TextList, order = new Uint32Array(0)) {
    this.#texts = texts;
    this.#order = order;
    this.#placed = order.length;
  }

  /** To be called when a text was added. */
  heed(): void {
    if (this.#texts.size - this.#placed >= MOST_WAITING) this.#settle();
  }

  /** Where those stand that begin so; good until the next text is added. */
  range(prefix: string, within?: Range): Range {
    this.#settle();
    const order = this.#order;
    const beginning = written(prefix);
    const last = within?.end ?? this.#placed;
    const start = firstWhere(
      last,
      (place) => this.#texts.compareBeginning(order[place]!, beginning) >= 0,
      within?.start ?? 0,
    );
    const end = firstWhere(last, (place) => this.#texts.compareBeginning(order[place]!, beginning) > 0, start);
    return { start, end };
  }

  /** The number of the text at a place. */
  at(place: number): number {
    return this.#order[place]!;
  }

  text(place: number): string {
    return this.#texts.text(this.#order[place]!);
  }

  /** Numbers, as the texts sort. */
  numbers({ start, end }: Range): Uint32Array {
    return this.#order.subarray(start, end);
  }

  *save(): Generator<Uint8Array> {
    this.#settle();
    yield* saveArray(this.#order.subarray(0, this.#placed));
  }

  /** @throws Error where the portions are broken. */
  static load(texts: TextList, parts: Iterator<Uint8Array>): WordOrder {
    const order = loadArray(parts, Uint32Array);
    if (order.length !== texts.size) throw new Error('A saved order of words is broken.');
    return new WordOrder(texts, order);
  }

  #settle(): void {
    const waiting = Array.from({ length: this.#texts.size - this.#placed }, (_, index) => this.#placed + index);
    if (waiting.length === 0) return;
    this.#order = mergeInto(this.#order, this.#placed, waiting, (a, b) => this.#texts.compare(a, b));
    this.#placed = this.#texts.size;
  }
}
