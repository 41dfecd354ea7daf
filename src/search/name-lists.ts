/**
 * The names of each story, as numbers: what facets are counted by, and what is taken off the names' uses when a story goes.
 */

import { grown } from '#src/search/growing.ts';
import { PAGE, PAGE_BITS, placeFor, roomyPage, WITHIN } from '#src/search/pages.ts';
import { loadArray, saveArray } from '#src/search/saved-arrays.ts';

/** Bytes that a number may take. */
const WIDEST = 5;
/** More names than any story has that is meant to be read; a page holds many times as many, and two bytes can tell them. */
export const MOST_NAMES = 4096;

export class NameLists {
  #pages: Uint8Array[] = [];
  #free = 0;
  #starts = new Uint32Array(0);
  #size = 0;

  /** Gives the next row its names: at most MOST_NAMES. */
  add(names: readonly number[]): void {
    const most = (names.length + 1) * WIDEST;
    const start = placeFor(this.#free, most);
    const page = roomyPage(this.#pages, start, most);
    this.#starts = grown(this.#starts, this.#size + 1);
    this.#starts[this.#size++] = start;
    let end = write(page, start & WITHIN, names.length);
    for (const name of names) end = write(page, end, name);
    this.#free = (start & ~WITHIN) + end;
  }

  /** In the order given. */
  names(row: number): number[] {
    const names: number[] = [];
    this.each(row, (name) => names.push(name));
    return names;
  }

  each(row: number, tell: (name: number) => void): void {
    const start = this.#starts[row]!;
    const page = this.#pages[start >>> PAGE_BITS]!;
    let at = start & WITHIN;
    let left = -1;
    while (left !== 0) {
      let byte = page[at++]!;
      let number = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = page[at++]!;
        number |= (byte & 0x7f) << shift;
      }
      if (left < 0) left = number;
      else {
        tell(number);
        left -= 1;
      }
    }
  }

  /** Adds to `counts`, by name, how many of the first `count` rows have it; and to `touched` the names that had none. */
  tally(rows: Uint32Array, count: number, counts: Uint32Array, touched: number[]): void {
    for (let index = 0; index < count; index += 1) {
      const start = this.#starts[rows[index]!]!;
      const page = this.#pages[start >>> PAGE_BITS]!;
      let at = start & WITHIN;
      let left = page[at++]!;
      if (left >= 0x80) left = (left & 0x7f) | (page[at++]! << 7);
      for (; left > 0; left -= 1) {
        let number = page[at++]!;
        if (number >= 0x80) {
          number = (number & 0x7f) | ((page[at]! & 0x7f) << 7);
          for (let shift = 14; page[at++]! >= 0x80; shift += 7) number |= (page[at]! & 0x7f) << shift;
        }
        if (counts[number]!++ === 0) touched.push(number);
      }
    }
  }

  /** In portions; nothing may be added until the last one is taken. */
  *save(): Generator<Uint8Array> {
    yield* saveArray(Uint32Array.of(this.#free, this.#pages.length));
    for (const page of this.#pages) yield* saveArray(page);
    yield* saveArray(this.#starts.subarray(0, this.#size));
  }

  /** @throws Error where the portions are broken. */
  static load(parts: Iterator<Uint8Array>): NameLists {
    const lists = new NameLists();
    const [free = 0, pages = 0] = loadArray(parts, Uint32Array);
    lists.#free = free;
    for (let page = 0; page < pages; page += 1) lists.#pages.push(loadArray(parts, Uint8Array));
    lists.#starts = loadArray(parts, Uint32Array);
    lists.#size = lists.#starts.length;
    if (free > pages * PAGE) throw new Error('Saved lists of names are broken.');
    return lists;
  }
}

function write(page: Uint8Array, at: number, number: number): number {
  let left = number;
  let end = at;
  while (left >= 0x80) {
    page[end++] = (left & 0x7f) | 0x80;
    left >>>= 7;
  }
  page[end++] = left;
  return end;
}
