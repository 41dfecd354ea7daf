/**
 * What is known of each story beside its words and names, a column each: numbers side by side, in the order in which stories came.
 */
import { loadArray, saveArray } from '#src/search/saved-arrays.ts';

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

export class Column<T extends Numbers> {
  /** Longer than there are rows. */
  data: T;
  readonly #Kind: new (
    size: number | ArrayBuffer,
  ) => T;

  constructor(Kind: new (size: number | ArrayBuffer) => T) {
    this.#Kind = Kind;
    this.data = new Kind(0);
  }

  set(row: number, value: number): void {
    if (row >= this.data.length) {
      const larger = new this.#Kind(Math.max(16, Math.ceil((row + 1) * 1.25)));
      larger.set(this.data as never);
      this.data = larger;
    }
    this.data[row] = value;
  }

  *save(rows: number): Generator<Uint8Array> {
    const { buffer, byteOffset, BYTES_PER_ELEMENT } = this.data;
    yield* saveArray(new Uint8Array(buffer as ArrayBuffer, byteOffset, rows * BYTES_PER_ELEMENT));
  }

  /** @throws Error where the portions are broken. */
  load(parts: Iterator<Uint8Array>, rows: number): void {
    const bytes = loadArray(parts, Uint8Array);
    if (bytes.length !== rows * this.data.BYTES_PER_ELEMENT) throw new Error('A saved column has another length.');
    this.data = new this.#Kind(bytes.buffer as ArrayBuffer);
  }
}

/** What a story without an author has for one. */
export const NO_NAME = 0xffffffff;

export class Columns {
  rows = 0;
  /** 0 where the story is gone, or stands in a later row. */
  readonly alive = new Column(Uint8Array);
  readonly number = new Column(Uint32Array);
  readonly position = new Column(Float64Array);
  readonly rank = new Column(Uint8Array);
  /** Places in BANDS, STATUSES and the library's list of languages. */
  readonly band = new Column(Uint8Array);
  readonly status = new Column(Uint8Array);
  readonly language = new Column(Uint16Array);
  readonly words = new Column(Uint32Array);
  readonly chapters = new Column(Uint32Array);
  readonly kudos = new Column(Uint32Array);
  readonly publishedAt = new Column(Float64Array);
  readonly updatedAt = new Column(Float64Array);
  readonly postedAt = new Column(Float64Array);
  /** 0 or 1. */
  readonly oneshot = new Column(Uint8Array);
  readonly fandoms = new Column(Uint8Array);
  readonly titleWords = new Column(Uint8Array);
  /** Numbers of names. */
  readonly title = new Column(Uint32Array);
  readonly author = new Column(Uint32Array);
  /** Beginnings of the folded title and of the first author, as `sortKey` makes them. */
  readonly titleKey = new Column(Float64Array);
  readonly authorKey = new Column(Float64Array);

  /** Takes over as its next row what other columns have in a row; numbers of names and languages as they are there. */
  take(from: Columns, row: number): void {
    const others = from.#all();
    for (const [at, column] of this.#all().entries()) column.set(this.rows, others[at]!.data[row]!);
    this.rows += 1;
  }

  *save(): Generator<Uint8Array> {
    yield* saveArray(Uint32Array.of(this.rows));
    for (const column of this.#all()) yield* column.save(this.rows);
  }

  /** @throws Error where the portions are broken. */
  static load(parts: Iterator<Uint8Array>): Columns {
    const columns = new Columns();
    [columns.rows = 0] = loadArray(parts, Uint32Array);
    for (const column of columns.#all()) column.load(parts, columns.rows);
    return columns;
  }

  #all(): Column<Numbers>[] {
    return Object.values(this).filter((value) => value instanceof Column);
  }
}

/** Letters of a text that its key has, at 7 bits each. */
const KEY_LETTERS = 7;
const BEYOND_ASCII = 127;

/**
 * A number that sorts as the text does as far as it reaches; where two are alike, the texts tell. No text sorts after all others.
 */
export function sortKey(text: string): number {
  if (text === '') return Number.POSITIVE_INFINITY;
  let key = 0;
  let cut = false;
  for (let index = 0; index < KEY_LETTERS; index += 1) {
    const unit: number = cut || index >= text.length ? 0 : text.charCodeAt(index);
    // What follows a letter that is not told apart from others must not count.
    cut ||= unit >= BEYOND_ASCII;
    key = key * 128 + Math.min(unit, BEYOND_ASCII);
  }
  return key;
}
