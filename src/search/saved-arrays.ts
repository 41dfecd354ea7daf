/**
 * Arrays of numbers as portions of bytes, and back: as fast as they can be copied, and never mistaken where a disk lied.
 */
import { crc32 } from 'node:zlib';

type Numbers = Uint8Array | Uint32Array;

/** Also tells the order of a machine's bytes. */
const MARK = 0x46_69_63_31;
const LONGEST_PORTION = 1 << 20;

/** The array must not change while its portions are taken. */
export function* saveArray(array: Numbers): Generator<Uint8Array> {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  const head = Uint32Array.of(MARK, array.BYTES_PER_ELEMENT, bytes.length, crc32(bytes));
  yield new Uint8Array(head.buffer);
  for (let at = 0; at < bytes.length; at += LONGEST_PORTION) yield bytes.subarray(at, at + LONGEST_PORTION);
}

/**
 * Takes as many portions as `saveArray` gave.
 *
 * @throws Error where they are others, or changed.
 */
export function loadArray<T extends Numbers>(parts: Iterator<Uint8Array>, Kind: new (size: number) => T): T {
  const head = new Uint32Array(4);
  const start = next(parts);
  if (start.length !== head.byteLength) throw new Error('A saved array does not begin as one.');
  new Uint8Array(head.buffer).set(start);
  const [mark, width, size = 0, sum] = head;
  const empty = new Kind(0);
  if (mark !== MARK || width !== empty.BYTES_PER_ELEMENT) throw new Error('A saved array is of another kind.');
  const array = new Kind(size / width);
  const bytes = new Uint8Array(array.buffer);
  for (let at = 0; at < size; ) {
    const part = next(parts);
    if (part.length === 0 || at + part.length > bytes.length) throw new Error('A saved array has another size.');
    bytes.set(part, at);
    at += part.length;
  }
  if (crc32(bytes) !== sum) throw new Error('A saved array was changed.');
  return array;
}

function next(parts: Iterator<Uint8Array>): Uint8Array {
  const { done, value } = parts.next();
  if (done) throw new Error('A saved array is cut off.');
  return value;
}
