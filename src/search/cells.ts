/**
 * Notes taken of the rows of one stretch, while lists are united or read: what each row is worth so far. There is one set of them,
 * since one question is answered at a time.
 */
import type { Found } from '#src/search/found.ts';
import type { Postings } from '#src/search/postings.ts';
import { better } from '#src/search/ranking.ts';

/** Rows looked at in one go: what is noted of them fits into a processor's cache. */
export const ROWS_AT_ONCE = 1 << 17;
/** Of a list so many times as long as what is looked for, the rows are picked, not read. */
const LONG = 8;

/** What was read last: rows, and masks or what they are worth. */
export const scannedRows = new Uint32Array(ROWS_AT_ONCE);
export const scannedMasks = new Uint8Array(ROWS_AT_ONCE);
/** By row of the stretch: what it is worth; all 0 between two uses. */
const cells = new Uint8Array(ROWS_AT_ONCE);
const fourCells = new Uint32Array(cells.buffer);

/** [from, below). */
export interface RowRange {
  readonly from: number;
  readonly below: number;
}

/** To be called before the first question after one that was broken off. */
export function clearCells(): void {
  cells.fill(0);
}

/** Notes in the cells what a list's rows are worth. @param bits - whether worths are sets of bits. */
export function mark(
  lists: Postings,
  list: number,
  worths: Uint8Array,
  within: Found | null,
  { from, below }: RowRange,
  bits = false,
): void {
  const few = within && within.count * LONG < lists.count(list);
  const count = few
    ? lists.pick(list, within.rows, within.count, scannedRows, scannedMasks)
    : lists.scan(list, from, below, scannedRows, scannedMasks);
  for (let index = 0; index < count; index += 1) {
    const cell = scannedRows[index]! - from;
    const worth = worths[scannedMasks[index]!]!;
    const known = cells[cell]!;
    cells[cell] = known === 0 ? worth : bits ? known | worth : better(known, worth);
  }
}

/** Takes what the cells have into the scanned rows and masks, and clears them. @returns how many. */
export function collect(within: Found | null, { from }: RowRange): number {
  let count = 0;
  if (within) {
    for (let index = 0; index < within.count; index += 1) {
      const row = within.rows[index]!;
      const worth = cells[row - from]!;
      if (worth === 0) continue;
      scannedRows[count] = row;
      scannedMasks[count++] = worth;
    }
    cells.fill(0);
    return count;
  }
  for (let four = 0; four < fourCells.length; four += 1) {
    if (fourCells[four] === 0) continue;
    for (let cell = four * 4; cell < four * 4 + 4; cell += 1) {
      if (cells[cell] === 0) continue;
      scannedRows[count] = from + cell;
      scannedMasks[count++] = cells[cell]!;
      cells[cell] = 0;
    }
  }
  return count;
}
