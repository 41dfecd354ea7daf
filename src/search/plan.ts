/**
 * A question as it is carried out in one library: conditions with their words and names looked up.
 */
import type { Columns } from '#src/search/columns.ts';

export type Plan =
  | Several
  | { readonly kind: 'not'; readonly of: Plan }
  | WordPlan
  | PhrasePlan
  | NamesPlan
  | RangePlan
  | { readonly kind: 'language' /** By place in the library's list, 1 where it fits. */; readonly fits: Uint8Array }
  | { readonly kind: 'stories' /** Rising. */; readonly rows: Uint32Array };

/** `any` adds up what holds; of `either`, which are ways to say one thing, the best counts. */
interface Several {
  readonly kind: 'all' | 'any' | 'either';
  readonly of: readonly Plan[];
}

/** Lists of stories with a word, one of which will do. */
export interface Variant {
  readonly lists: readonly number[];
  /** What it is worth, by field mask; 0 is no match. */
  readonly worths: Uint8Array;
}

export interface WordPlan {
  readonly kind: 'word';
  readonly variants: readonly Variant[];
  /** 0 where it says nothing of how well a story matches. */
  readonly rare: number;
}

/** Several words side by side in one value. */
export interface PhrasePlan {
  readonly kind: 'phrase';
  readonly words: readonly string[];
  /** The last word may go on. */
  readonly open: boolean;
  /** Of each word: the lists of which one must have the story. */
  readonly lists: readonly (readonly number[])[];
  /** Where it may stand. */
  readonly fields: number;
  readonly rare: number;
}

export interface NamesPlan {
  readonly kind: 'names';
  readonly names: readonly number[];
  /** Where the names were meant by free words: what that is worth; else 0. */
  readonly worth: number;
  readonly rare: number;
}

type ColumnName = {
  [Name in keyof Columns]: Columns[Name] extends { readonly data: unknown } ? Name : never;
}[keyof Columns];

/** Numbers of [from, below). */
export interface RangePlan {
  readonly kind: 'range';
  readonly column: ColumnName;
  readonly from: number;
  readonly below: number;
}

export const NOTHING: Plan = { kind: 'any', of: [] };
