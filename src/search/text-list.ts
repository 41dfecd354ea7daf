/**
 * Many short texts in one row of bytes, numbered as they come: a tenth of what as many strings take.
 *
 * Each UTF-16 unit is written by itself, as UTF-8 writes it (CESU-8): nothing is lost, not even half a pair, and the order of the
 * bytes is the order of JavaScript's strings.
 */
import { grown } from '#src/search/growing.ts';
import { loadArray, saveArray } from '#src/search/saved-arrays.ts';

/** Bytes that a unit may take. */
const WIDEST = 3;

/** A text as it stands in a list; good until the next one is written. */
export interface Written {
  readonly bytes: Uint8Array;
  readonly length: number;
}

let scratch = new Uint8Array(256);

export function written(text: string): Written {
  scratch = grown(scratch, text.length * WIDEST);
  let end = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) scratch[end++] = unit;
    else {
      if (unit < 0x800) scratch[end++] = 0xc0 | (unit >> 6);
      else {
        scratch[end++] = 0xe0 | (unit >> 12);
        scratch[end++] = 0x80 | ((unit >> 6) & 0x3f);
      }
      scratch[end++] = 0x80 | (unit & 0x3f);
    }
  }
  return { bytes: scratch, length: end };
}

export class TextList {
  #bytes: Uint8Array;
  #buffer: Buffer;
  /** Where each text begins; one more than there are texts. */
  #starts: Uint32Array;
  #size: number;

  constructor(bytes = new Uint8Array(0), starts = new Uint32Array(1)) {
    this.#bytes = bytes;
    this.#buffer = Buffer.from(bytes.buffer);
    this.#starts = starts;
    this.#size = starts.length - 1;
  }

  get size(): number {
    return this.#size;
  }

  /** @returns its number. */
  add(text: string): number {
    const { bytes, length } = written(text);
    const start = this.#starts[this.#size]!;
    if (start + length > this.#bytes.length) {
      this.#bytes = grown(this.#bytes, start + length);
      this.#buffer = Buffer.from(this.#bytes.buffer);
    }
    for (let index = 0; index < length; index += 1) this.#bytes[start + index] = bytes[index]!;
    this.#size += 1;
    this.#starts = grown(this.#starts, this.#size + 1);
    this.#starts[this.#size] = start + length;
    return this.#size - 1;
  }

  text(number: number): string {
    const start = this.#starts[number]!;
    const end = this.#starts[number + 1]!;
    for (let at = start; at < end; at += 1) {
      if (this.#bytes[at]! >= 0x80) return this.#beyondAscii(start, end);
    }
    return this.#buffer.toString('latin1', start, end);
  }

  /** In bytes. */
  width(number: number): number {
    return this.#starts[number + 1]! - this.#starts[number]!;
  }

  /** What a function makes of its bytes. */
  measured<T>(number: number, measure: (bytes: Uint8Array, start: number, end: number) => T): T {
    return measure(this.#bytes, this.#starts[number]!, this.#starts[number + 1]!);
  }

  /** As JavaScript compares strings. @param other - where `b` is. @param skipped - bytes of each that do not count. */
  compare(a: number, b: number, other: TextList = this, skipped: readonly [number, number] = [0, 0]): number {
    const bytes = this.#bytes;
    const others = other.#bytes;
    let left = this.#starts[a]! + skipped[0];
    let right = other.#starts[b]! + skipped[1];
    const leftEnd = this.#starts[a + 1]!;
    const rightEnd = other.#starts[b + 1]!;
    while (left < leftEnd && right < rightEnd) {
      const difference = bytes[left++]! - others[right++]!;
      if (difference !== 0) return difference;
    }
    return leftEnd - left - (rightEnd - right);
  }

  /** 0 where the text begins so, else as the text compares with it. @param skipped - bytes of it that do not count. */
  compareBeginning(number: number, { bytes, length }: Written, skipped = 0): number {
    const start = this.#starts[number]! + skipped;
    const width = this.#starts[number + 1]! - start;
    const shared = Math.min(width, length);
    for (let index = 0; index < shared; index += 1) {
      const difference = this.#bytes[start + index]! - bytes[index]!;
      if (difference !== 0) return difference;
    }
    return width < length ? -1 : 0;
  }

  equals(number: number, text: Written): boolean {
    return this.width(number) === text.length && this.compareBeginning(number, text) === 0;
  }

  *save(): Generator<Uint8Array> {
    yield* saveArray(this.#starts.subarray(0, this.#size + 1));
    yield* saveArray(this.#bytes.subarray(0, this.#starts[this.#size]));
  }

  /** @throws Error where the portions are broken. */
  static load(parts: Iterator<Uint8Array>): TextList {
    const starts = loadArray(parts, Uint32Array);
    const bytes = loadArray(parts, Uint8Array);
    if (starts.length === 0 || starts.at(-1) !== bytes.length) throw new Error('A saved list of texts is broken.');
    return new TextList(bytes, starts);
  }

  #beyondAscii(start: number, end: number): string {
    let text = '';
    for (let at = start; at < end; ) {
      const first = this.#bytes[at++]!;
      if (first < 0x80) text += String.fromCharCode(first);
      else if (first < 0xe0) text += String.fromCharCode(((first & 0x1f) << 6) | (this.#bytes[at++]! & 0x3f));
      else {
        const second = this.#bytes[at++]! & 0x3f;
        text += String.fromCharCode(((first & 0xf) << 12) | (second << 6) | (this.#bytes[at++]! & 0x3f));
      }
    }
    return text;
  }
}
