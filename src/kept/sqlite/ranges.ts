/**
 * Ranges of keys, gone through in batches, so that others are served between two of them.
 */
import type { KeyRange } from '#src/kept/sqlite/worker.ts';

/** Entries that one call takes. */
export const BATCH = 500;

/** ";" is the character after ":", so these are exactly the keys that begin with the namespace and a colon. */
export function rangeOf(namespace: string | undefined): KeyRange {
  return namespace ? { from: `${namespace}:`, to: `${namespace};` } : { from: '', to: null };
}

/** "0" is the character after "/", so these are exactly the keys that begin with the first part, an id, and have more of them. */
export function rangeUnder(namespace: string, first: string): KeyRange {
  return { from: `${namespace}:${first}/`, to: `${namespace}:${first}0` };
}

/** @param page - the first BATCH entries of a range, in the order of their keys. */
export async function* inBatches(
  range: KeyRange,
  page: (range: KeyRange) => Promise<[key: string, value: string][]>,
): AsyncGenerator<[key: string, value: string], void> {
  let left = range;
  for (;;) {
    const entries = await page(left);
    yield* entries;
    const last = entries.at(-1);
    if (!last || entries.length < BATCH) return;
    left = { ...left, from: `${last[0]}\0` };
  }
}
