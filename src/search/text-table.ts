/**
 * Texts that are each there once, and found: a list of them and a table of hashes, both without an object a text.
 */
import { loadArray, saveArray } from '#src/search/saved-arrays.ts';
import { TextList, type Written, written } from '#src/search/text-list.ts';

const LEAST_SLOTS = 64;

export class TextTable {
  readonly texts: TextList;
  /** A text's number and one; 0 is free. A power of two of them, at most three quarters taken. */
  #slots: Uint32Array;
  /** Of each table another: nobody can write a file whose words all meet in one place. */
  readonly #seed: number;

  constructor(
    texts = new TextList(),
    slots = new Uint32Array(LEAST_SLOTS),
    seed = crypto.getRandomValues(new Uint32Array(1))[0]!,
  ) {
    this.texts = texts;
    this.#slots = slots;
    this.#seed = seed;
  }

  get size(): number {
    return this.texts.size;
  }

  /** Its number; -1 where it is not there. */
  find(text: string): number {
    const looked = written(text);
    const slots = this.#slots;
    for (let slot = this.#hash(looked) & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
      const number = slots[slot]! - 1;
      if (number < 0 || this.texts.equals(number, looked)) return number;
    }
  }

  /** Must not be there yet. @returns its number. */
  add(text: string): number {
    const number = this.texts.add(text);
    if (this.size > this.#slots.length * 0.75) this.#rehash(this.#slots.length * 2);
    else this.#seat(number, this.#hash(written(text)));
    return number;
  }

  *save(): Generator<Uint8Array> {
    yield* this.texts.save();
    yield* saveArray(Uint32Array.of(this.#seed));
    yield* saveArray(this.#slots);
  }

  /** @throws Error where the portions are broken. */
  static load(parts: Iterator<Uint8Array>): TextTable {
    const texts = TextList.load(parts);
    const [seed = 0] = loadArray(parts, Uint32Array);
    const slots = loadArray(parts, Uint32Array);
    const fits = (slots.length & (slots.length - 1)) === 0 && slots.length >= LEAST_SLOTS && texts.size < slots.length;
    if (!fits) throw new Error('A saved table of texts is broken.');
    return new TextTable(texts, slots, seed);
  }

  #seat(number: number, hash: number): void {
    let slot = hash & (this.#slots.length - 1);
    while (this.#slots[slot] !== 0) slot = (slot + 1) & (this.#slots.length - 1);
    this.#slots[slot] = number + 1;
  }

  #rehash(length: number): void {
    this.#slots = new Uint32Array(length);
    const hash = (bytes: Uint8Array, start: number, end: number) => hashOf(this.#seed, bytes, start, end);
    for (let number = 0; number < this.size; number += 1) this.#seat(number, this.texts.measured(number, hash));
  }

  #hash({ bytes, length }: Written): number {
    return hashOf(this.#seed, bytes, 0, length);
  }
}

/** FNV-1a of [start, end), stirred at the end so that its low bits are good. */
function hashOf(seed: number, bytes: Uint8Array, start: number, end: number): number {
  let hash = seed;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ bytes[at]!, 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
