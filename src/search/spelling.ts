/**
 * How far apart two spellings are: a letter too many, too few, another one, or two that changed places are one edit each
 * (optimal string alignment). Letters are UTF-16 units of folded words.
 */

/** More bits than these a number does not have; longer words are compared the slow way. */
const LONGEST_AT_ONCE = 32;

/** From so many letters on, a word may be wrong in one letter, or in two. */
const ONE_EDIT_FROM = 4;
const TWO_EDITS_FROM = 8;

/** Of what was typed. */
export function mostEdits(word: string): 0 | 1 | 2 {
  if (word.length < ONE_EDIT_FROM) return 0;
  return word.length < TWO_EDITS_FROM ? 1 : 2;
}

/** One bit for each letter that is there: an edit changes at most two of them, one where it changes the length, too. */
export function signatureOf(word: string): number {
  let signature = 0;
  for (let index = 0; index < word.length; index += 1) signature |= 1 << (word.charCodeAt(index) & 31);
  return signature >>> 0;
}

/** UTF-16 units, or bytes where they are the same. */
export type Units = Uint8Array | Uint16Array;

export function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let index = 0; index < text.length; index += 1) units[index] = text.charCodeAt(index);
  return units;
}

/**
 * Measures words against one, many times.
 *
 * @returns the edits between it and the word whose letters stand at [start, end).
 */
export function makeMeasure(word: string): (units: Units, start: number, end: number) => number {
  if (word.length === 0) return (_units, start, end) => end - start;
  if (word.length > LONGEST_AT_ONCE) {
    return (units, start, end) => editsBetween(word, String.fromCharCode(...units.subarray(start, end)));
  }
  const ascii = new Int32Array(128);
  const beyond = new Map<number, number>();
  for (let index = 0; index < word.length; index += 1) {
    const unit = word.charCodeAt(index);
    if (unit < 128) ascii[unit]! |= 1 << index;
    else beyond.set(unit, (beyond.get(unit) ?? 0) | (1 << index));
  }
  const last = 1 << (word.length - 1);
  // Hyyrö 2003, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances": a column of the table of
  // distances in a few numbers, as the differences of its neighbours.
  return (units, start, end) => {
    let edits = word.length;
    let up = -1;
    let down = 0;
    let same = 0;
    let before = 0;
    for (let at = start; at < end; at += 1) {
      const unit = units[at]!;
      const there = unit < 128 ? ascii[unit]! : (beyond.get(unit) ?? 0);
      const swapped = ((~same & there) << 1) & before;
      same = (((there & up) + up) ^ up) | there | down | swapped;
      let right = down | ~(same | up);
      let left = same & up;
      if ((right & last) !== 0) edits += 1;
      else if ((left & last) !== 0) edits -= 1;
      right = (right << 1) | 1;
      left <<= 1;
      up = left | ~(same | right);
      down = right & same;
      before = there;
    }
    return edits;
  };
}

/** The table of distances, row by row. */
function editsBetween(word: string, other: string): number {
  let older: number[] = [];
  let old = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= word.length; row += 1) {
    const fresh = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = word[row - 1] === other[column - 1];
      let edits = Math.min(old[column]! + 1, fresh[column - 1]! + 1, old[column - 1]! + (same ? 0 : 1));
      const swapped =
        row > 1 && column > 1 && word[row - 1] === other[column - 2] && word[row - 2] === other[column - 1];
      if (swapped) edits = Math.min(edits, older[column - 2]! + 1);
      fresh.push(edits);
    }
    older = old;
    old = fresh;
  }
  return old[other.length]!;
}

/** "1995" is no mistyped "1996": what digits a word has, in their order. */
export function digitsOf(word: string): string {
  return word.replace(/\P{N}+/gu, '');
}
