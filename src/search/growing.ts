/**
 * Arrays of numbers that grow: a million of them cost what their bytes cost, which arrays of objects do not.
 */
type Numbers = Uint8Array | Uint32Array;

/** A larger one costs a copy of all: seldom, and never twice the memory. */
const GROWTH = 1.25;

/** The same array, or a copy of it with room for at least `length`. */
export function grown<T extends Numbers>(array: T, length: number): T {
  if (length <= array.length) return array;
  const Kind = array.constructor as new (size: number) => T;
  const larger = new Kind(Math.max(16, length, Math.ceil(array.length * GROWTH)));
  larger.set(array);
  return larger;
}

/**
 * Puts `added` into the first `count` of `order`, which stand in order. What costs is each place's search and one pass of moving,
 * so that a few can be added often.
 *
 * @param added - is sorted by it.
 * @returns the array to go on with.
 */
export function mergeInto(
  order: Uint32Array,
  count: number,
  added: number[],
  compare: (a: number, b: number) => number,
): Uint32Array {
  added.sort(compare);
  const merged = grown(order, count + added.length);
  let end = count;
  for (let left = added.length - 1; left >= 0; left -= 1) {
    const number = added[left]!;
    const place = firstWhere(end, (at) => compare(merged[at]!, number) > 0);
    merged.copyWithin(place + left + 1, place, end);
    merged[place + left] = number;
    end = place;
  }
  return merged;
}

/** The first of 0…count-1 for which it is so, as it then is for all that follow; `count` where it is so for none. */
export function firstWhere(count: number, isSo: (at: number) => boolean, from = 0): number {
  let low = from;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isSo(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
