/**
 * What somebody asks of the catalog: free words and filters, all of which must hold.
 */
import { FicError } from '#src/story/errors.ts';
import type { Band } from '#src/story/rating.ts';
import type { Status } from '#src/story/story.ts';

export const SORTS = ['best', 'updated', 'published', 'words', 'title', 'author'] as const;
export type Sort = (typeof SORTS)[number];

/** Inclusive; null is open. */
export interface Range {
  readonly min: number | null;
  readonly max: number | null;
}

/** Each filter is what a person typed or chose; comparison folds case and accents. */
export interface StoryQuery {
  /** Free words: all must match; the last one as a prefix. */
  readonly text?: string;
  readonly author?: string;
  readonly fandom?: string;
  /** Any order, any separator ("/", "&", " and ", " x ", ","). */
  readonly pairing?: string;
  readonly character?: string;
  readonly tag?: string;
  /** A tag, warning, genre, character or pairing that drops a story. */
  readonly without?: string;
  readonly rating?: Band;
  readonly status?: Status;
  readonly words?: Range;
  /** Default: `best` where there are words to match, else `updated`. Descending, except title and author. */
  readonly sort?: Sort;
}

/**
 * Reads "1000", "<1000", ">1000", "1000-5000", "1k-5k"; thousands separators are ignored.
 *
 * @throws FicError `range-unreadable` with the text.
 */
export function parseRange(text: string): Range {
  const plain = text.replace(/[\s,._'\u2019]/g, '').toLowerCase();
  const number = '(\\d{1,9})(k?)';
  const value = (digits: string | undefined, k: string | undefined) => Number(digits) * (k ? 1000 : 1);
  const between = new RegExp(`^${number}[-\u2013\u2014]${number}$`).exec(plain);
  if (between) {
    const [low, high] = [value(between[1], between[2]), value(between[3], between[4])].sort((a, b) => a - b);
    return { min: low ?? null, max: high ?? null };
  }
  const one = new RegExp(`^(<=?|>=?|)${number}(\\+?)$`).exec(plain);
  if (!one) throw new FicError('range-unreadable', { text });
  const bound = value(one[2], one[3]);
  if (one[1] === '<') return { min: null, max: Math.max(0, bound - 1) };
  if (one[1] === '<=') return { min: null, max: bound };
  if (one[1] === '>') return { min: bound + 1, max: null };
  if (one[1] === '>=' || one[4] === '+') return { min: bound, max: null };
  return { min: bound, max: bound };
}
