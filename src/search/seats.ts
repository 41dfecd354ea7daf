/**
 * Where each story stands: in which library's index, in which row.
 */
import { grown } from '#src/search/growing.ts';

/** Numbers below are in arrays, as a database gives them; others are known one by one. */
const DENSE = 1 << 25;

export interface Seat {
  /** Place of its library's index. */
  readonly index: number;
  readonly row: number;
}

export class Seats {
  /** By number of a story; one more than it is, 0 for none. */
  #indexes = new Uint32Array(0);
  #rows = new Uint32Array(0);
  readonly #others = new Map<number, Seat>();

  get(number: number): Seat | undefined {
    if (number >= DENSE) return this.#others.get(number);
    const index = this.#indexes[number] ?? 0;
    return index === 0 ? undefined : { index: index - 1, row: this.#rows[number]! };
  }

  set(number: number, seat: Seat): void {
    if (number >= DENSE) {
      this.#others.set(number, seat);
      return;
    }
    this.#indexes = grown(this.#indexes, number + 1);
    this.#rows = grown(this.#rows, number + 1);
    this.#indexes[number] = seat.index + 1;
    this.#rows[number] = seat.row;
  }

  delete(number: number): void {
    this.#others.delete(number);
    if (number < this.#indexes.length) this.#indexes[number] = 0;
  }
}
