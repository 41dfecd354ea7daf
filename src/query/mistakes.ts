/**
 * What can be wrong with a query, and where.
 */
export const MISTAKE_CODES = [
  'quote-unbalanced',
  'bracket-unbalanced',
  'nothing-inside',
  'operator-alone',
  'field-unknown',
  'field-absent',
  'comparison-misplaced',
  'value-empty',
  'range-impossible',
  'date-unreadable',
  'rating-unreadable',
  'status-unreadable',
  'language-unreadable',
  'sort-unreadable',
  'sort-again',
  'is-unreadable',
  'controls',
  'too-deep',
  'too-many',
  'too-long',
] as const;
export type MistakeCode = (typeof MISTAKE_CODES)[number];

/** Where a query says something that cannot be understood. */
export interface Mistake {
  readonly code: MistakeCode;
  /** UTF-16 units; the whole place lies in the text. */
  readonly at: number;
  /** At least 1. */
  readonly length: number;
  /** `field`, `value`, `operator`, `nearest`, `most`, `example`: those that the mistake has. `example` is in the query language. */
  readonly details: Readonly<Record<string, string>>;
}
