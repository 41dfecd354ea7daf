/**
 * Which stories have a word or a name: one list each of rising rows, as short as can be, all in pages of bytes.
 *
 * A list's first row stands by itself: most words are in one story only. More are in a chain of blocks, each half as long again as
 * the one before; a block begins with the address of the next, and has per row how far it is from the one before (7 bits a
 * byte, the low ones first) and, where the lists have them, a byte: the fields in which the word stands. A zero ends a block early.
 */
import { firstWhere, grown } from '#src/search/growing.ts';
import { PAGE, PAGE_BITS, placeFor, roomyPage, WITHIN } from '#src/search/pages.ts';
import { loadArray, saveArray } from '#src/search/saved-arrays.ts';

/** Bytes of a list's first block, second and so on; the last goes for all that follow. */
const SIZES = [8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096];
const LAST = SIZES.length - 1;
/** Of a block: the next one's address. */
const HEAD = 4;

/** Where long lists may be entered: at each block of the longest kind, its address and the row before it. */
interface Doors {
  readonly rows: number[];
  readonly blocks: number[];
}

export class Postings {
  readonly #masked: boolean;
  #pages: Uint8Array[] = [];
  /** Address of the first free byte. No block is at 0. */
  #free = HEAD;
  #counts = new Uint32Array(0);
  #lasts = new Uint32Array(0);
  /** Address of the first block; of a list of one row, its mask. */
  #heads = new Uint32Array(0);
  #tails = new Uint32Array(0);
  /** Where the next row is written. */
  #ends = new Uint32Array(0);
  /** Place of the last block's size in SIZES. */
  #steps = new Uint8Array(0);
  #size = 0;
  #doors = new Map<number, Doors>();

  /** @param masked - whether rows have masks. */
  constructor(masked: boolean) {
    this.#masked = masked;
  }

  /** How many rows a list has, dead ones too; 0 for one that was never added to. */
  count(list: number): number {
    return list >= 0 && list < this.#size ? this.#counts[list]! : 0;
  }

  /** @param row - higher than all in the list. */
  add(list: number, row: number, mask = 0): void {
    this.#reach(list);
    const count = this.#counts[list]!;
    if (count === 0) this.#heads[list] = mask;
    else {
      if (count === 1) {
        const first = this.#heads[list]!;
        const block = this.#block(0);
        this.#heads[list] = block;
        this.#tails[list] = block;
        this.#ends[list] = block + HEAD;
        this.#write(list, this.#lasts[list]! + 1, this.#lasts[list]!, first);
      }
      this.#write(list, row - this.#lasts[list]!, this.#lasts[list]!, mask);
    }
    this.#counts[list] = count + 1;
    this.#lasts[list] = row;
  }

  /**
   * Copies the rows of [from, below) and their masks.
   *
   * @param rows - has room for them.
   * @returns how many there are.
   */
  scan(list: number, from: number, below: number, rows: Uint32Array, masks: Uint8Array): number {
    const count = this.count(list);
    if (count === 0) return 0;
    const end = this.#lasts[list]!;
    if (end < from) return 0;
    if (count === 1) {
      if (end >= below) return 0;
      rows[0] = end;
      masks[0] = this.#heads[list]!;
      return 1;
    }
    const masked = this.#masked;
    let block = this.#heads[list]!;
    let step = 0;
    let row = -1;
    const doors = this.#doors.get(list);
    if (doors) {
      const door = doorBefore(doors.rows, from);
      if (door >= 0) {
        block = doors.blocks[door]!;
        row = doors.rows[door]!;
        step = LAST;
      }
    }
    let found = 0;
    for (;;) {
      const page = this.#pages[block >>> PAGE_BITS]!;
      let at = block & WITHIN;
      const stop = at + SIZES[step]!;
      const next = page[at]! | (page[at + 1]! << 8) | (page[at + 2]! << 16) | (page[at + 3]! << 24);
      at += HEAD;
      while (at < stop) {
        let byte = page[at++]!;
        if (byte === 0) break;
        let delta = byte & 0x7f;
        for (let shift = 7; byte >= 0x80; shift += 7) {
          byte = page[at++]!;
          delta |= (byte & 0x7f) << shift;
        }
        row += delta;
        if (row >= below) return found;
        if (row >= from) {
          rows[found] = row;
          masks[found++] = masked ? page[at]! : 0;
        }
        if (masked) at += 1;
        if (row === end) return found;
      }
      block = next >>> 0;
      if (step < LAST) step += 1;
    }
  }

  /**
   * Copies those of the wanted rows that the list has, and their masks: fast where few are wanted of a long list.
   *
   * @param wanted - rising; only the first `count`.
   * @returns how many there are.
   */
  pick(list: number, wanted: Uint32Array, count: number, rows: Uint32Array, masks: Uint8Array): number {
    if (count === 0 || this.count(list) === 0) return 0;
    const end = this.#lasts[list]!;
    const masked = this.#masked;
    let index = 0;
    let want = wanted[0]!;
    if (end < want) return 0;
    let found = 0;
    if (this.#counts[list] === 1) {
      while (index < count && wanted[index]! < end) index += 1;
      if (wanted[index] !== end || index === count) return 0;
      rows[0] = end;
      masks[0] = this.#heads[list]!;
      return 1;
    }
    const doors = this.#doors.get(list);
    let door = -1;
    let block = this.#heads[list]!;
    let step = 0;
    let row = -1;
    for (;;) {
      if (doors && door + 1 < doors.rows.length && doors.rows[door + 1]! < want) {
        door = doorBefore(doors.rows, want);
        if (doors.rows[door]! > row) {
          block = doors.blocks[door]!;
          row = doors.rows[door]!;
          step = LAST;
        }
      }
      const page = this.#pages[block >>> PAGE_BITS]!;
      let at = block & WITHIN;
      const stop = at + SIZES[step]!;
      const next = page[at]! | (page[at + 1]! << 8) | (page[at + 2]! << 16) | (page[at + 3]! << 24);
      at += HEAD;
      while (at < stop) {
        let byte = page[at++]!;
        if (byte === 0) break;
        let delta = byte & 0x7f;
        for (let shift = 7; byte >= 0x80; shift += 7) {
          byte = page[at++]!;
          delta |= (byte & 0x7f) << shift;
        }
        row += delta;
        if (row >= want) {
          while (want < row) {
            index += 1;
            if (index === count) return found;
            want = wanted[index]!;
          }
          if (want === row) {
            rows[found] = row;
            masks[found++] = masked ? page[at]! : 0;
            index += 1;
            if (index === count) return found;
            want = wanted[index]!;
          }
        }
        if (masked) at += 1;
        if (row === end) return found;
      }
      block = next >>> 0;
      if (step < LAST) step += 1;
    }
  }

  /** Whether one of the rows is so; asked in their order, until one is. */
  some(list: number, isSo: (row: number, mask: number) => boolean): boolean {
    const count = this.count(list);
    if (count === 0) return false;
    const end = this.#lasts[list]!;
    if (count === 1) return isSo(end, this.#heads[list]!);
    let block = this.#heads[list]!;
    let row = -1;
    for (let step = 0; ; step = Math.min(LAST, step + 1)) {
      const page = this.#pages[block >>> PAGE_BITS]!;
      let at = block & WITHIN;
      const stop = at + SIZES[step]!;
      const next = page[at]! | (page[at + 1]! << 8) | (page[at + 2]! << 16) | (page[at + 3]! << 24);
      at += HEAD;
      while (at < stop) {
        let byte = page[at++]!;
        if (byte === 0) break;
        let delta = byte & 0x7f;
        for (let shift = 7; byte >= 0x80; shift += 7) {
          byte = page[at++]!;
          delta |= (byte & 0x7f) << shift;
        }
        row += delta;
        if (isSo(row, this.#masked ? page[at++]! : 0)) return true;
        if (row === end) return false;
      }
      block = next >>> 0;
    }
  }

  /** In portions; nothing may be added until the last one is taken. */
  *save(): Generator<Uint8Array> {
    yield* saveArray(
      Uint32Array.of(Number(this.#masked), this.#free, this.#pages.length, this.#size, this.#doors.size),
    );
    for (const page of this.#pages) yield* saveArray(page);
    for (const array of [this.#counts, this.#lasts, this.#heads, this.#tails, this.#ends]) {
      yield* saveArray(array.subarray(0, this.#size));
    }
    yield* saveArray(this.#steps.subarray(0, this.#size));
    const doors = [...this.#doors];
    yield* saveArray(Uint32Array.from(doors.flatMap(([list, { rows }]) => [list, rows.length])));
    yield* saveArray(Uint32Array.from(doors.flatMap(([, { rows }]) => rows)));
    yield* saveArray(Uint32Array.from(doors.flatMap(([, { blocks }]) => blocks)));
  }

  /** @throws Error where the portions are broken. */
  static load(parts: Iterator<Uint8Array>): Postings {
    const load = () => loadArray(parts, Uint32Array);
    const [masked = 0, free = 0, pages = 0, size = 0, doors = 0] = load();
    const postings = new Postings(masked === 1);
    postings.#free = free;
    for (let page = 0; page < pages; page += 1) postings.#pages.push(loadArray(parts, Uint8Array));
    postings.#size = size;
    postings.#counts = load();
    postings.#lasts = load();
    postings.#heads = load();
    postings.#tails = load();
    postings.#ends = load();
    postings.#steps = loadArray(parts, Uint8Array);
    const [lists, rows, blocks] = [load(), load(), load()];
    for (let index = 0, at = 0; index < doors; index += 1) {
      const count = lists[index * 2 + 1]!;
      const slice = (array: Uint32Array) => Array.from(array.subarray(at, at + count));
      postings.#doors.set(lists[index * 2]!, { rows: slice(rows), blocks: slice(blocks) });
      at += count;
    }
    const fits = postings.#pages.every((page) => page.length <= PAGE) && free <= pages * PAGE + HEAD;
    if (!fits || postings.#counts.length !== size || postings.#steps.length !== size) {
      throw new Error('Saved postings are broken.');
    }
    return postings;
  }

  #reach(list: number): void {
    if (list < this.#size) return;
    this.#size = list + 1;
    this.#counts = grown(this.#counts, this.#size);
    this.#lasts = grown(this.#lasts, this.#size);
    this.#heads = grown(this.#heads, this.#size);
    this.#tails = grown(this.#tails, this.#size);
    this.#ends = grown(this.#ends, this.#size);
    this.#steps = grown(this.#steps, this.#size);
  }

  /** @param before - the row before it. */
  #write(list: number, delta: number, before: number, mask: number): void {
    const needed = bytesOf(delta) + Number(this.#masked);
    while (this.#ends[list]! + needed > this.#tails[list]! + SIZES[this.#steps[list]!]!) this.#lengthen(list, before);
    const end = this.#ends[list]!;
    const page = this.#pages[end >>> PAGE_BITS]!;
    let at = end & WITHIN;
    let left = delta;
    while (left >= 0x80) {
      page[at++] = (left & 0x7f) | 0x80;
      left >>>= 7;
    }
    page[at++] = left;
    if (this.#masked) page[at] = mask;
    this.#ends[list] = end + needed;
  }

  #lengthen(list: number, before: number): void {
    const tail = this.#tails[list]!;
    const step = Math.min(LAST, this.#steps[list]! + 1);
    const block = this.#block(step);
    const page = this.#pages[tail >>> PAGE_BITS]!;
    const at = tail & WITHIN;
    page[at] = block;
    page[at + 1] = block >>> 8;
    page[at + 2] = block >>> 16;
    page[at + 3] = block >>> 24;
    if (step === LAST) {
      const doors = this.#doors.get(list) ?? { rows: [], blocks: [] };
      doors.rows.push(before);
      doors.blocks.push(block);
      this.#doors.set(list, doors);
    }
    this.#tails[list] = block;
    this.#ends[list] = block + HEAD;
    this.#steps[list] = step;
  }

  /** @returns its address. */
  #block(step: number): number {
    const size = SIZES[step]!;
    const block = placeFor(this.#free, size);
    roomyPage(this.#pages, block, size);
    this.#free = block + size;
    return block;
  }
}

function bytesOf(delta: number): number {
  let bytes = 1;
  for (let left = delta >>> 7; left > 0; left >>>= 7) bytes += 1;
  return bytes;
}

/** The last of the rising rows below `row`; -1 where there is none. */
function doorBefore(rows: readonly number[], row: number): number {
  return firstWhere(rows.length, (at) => rows[at]! >= row) - 1;
}
