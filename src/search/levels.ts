/**
 * The levels at which names are counted: which of them a rating is at, and which an audience sees.
 */
import type { Level } from '#src/search/name-order.ts';
import { OPEN_RANK } from '#src/story/audience.ts';

/** Just below Teen. */
const MILD_RANK = 19;
/** Of any rating. */
const HIGHEST_RANK = 45;

/** Of a story, by the rank at which it gates. */
export function levelOf(rank: number): Level {
  if (rank > OPEN_RANK) return 2;
  return rank > MILD_RANK ? 1 : 0;
}

/** The highest level with nothing above a rank; null where even the lowest has. */
export function levelWithin(maxRank: number): Level | null {
  if (maxRank >= HIGHEST_RANK) return 2;
  if (maxRank >= OPEN_RANK) return 1;
  return maxRank >= MILD_RANK ? 0 : null;
}
