/**
 * The options of `/fic search` as the same tree that the query language is read into.
 */
import { allOf, type Condition, type Range, type Sort, type StoryQuery } from '#src/query/ast.ts';
import { type FIELDS, MEASURED_OPTIONS, NAMED_OPTIONS, type NamedField, type OptionField } from '#src/query/fields.ts';
import { parseRange } from '#src/query/range.ts';
import type { Band } from '#src/story/rating.ts';
import type { Status } from '#src/story/story.ts';

/** What an option gives, by its field's kind. A range may be as it was typed. */
interface Given {
  readonly named: string;
  readonly number: string | Range;
  readonly rating: Band;
  readonly status: Status;
  readonly sort: Sort;
}

/** Each is what a person typed or chose; blank ones ask for nothing. */
export type SearchOptions = {
  readonly [Name in OptionField]?: Given[(typeof FIELDS)[Name]['kind']] | undefined;
} & {
  /** A name that drops a story, of those `DROPPED`. */
  readonly without?: string | undefined;
};

/**
 * @param where - what the query option was read into; it comes first.
 * @throws FicError `range-unreadable`.
 */
export function queryOf(options: SearchOptions, where: readonly Condition[] = []): StoryQuery {
  const { rating, status, sort } = options;
  const conditions: Condition[] = [...where];
  for (const field of NAMED_OPTIONS) {
    const text = options[field]?.trim();
    if (text) conditions.push({ kind: 'named', field, text });
  }
  const without = options.without?.trim();
  if (without) conditions.push(...withoutAny(without));
  if (rating) conditions.push({ kind: 'rating', from: rating, to: rating });
  if (status) conditions.push({ kind: 'status', status });
  for (const field of MEASURED_OPTIONS) {
    const range = options[field];
    if (range) conditions.push({ kind: 'number', field, ...(typeof range === 'string' ? parseRange(range) : range) });
  }
  return { where: allOf(conditions), ...(sort && { sort }) };
}

/** What the option `without` drops, in the order in which its names are offered. Genres, warnings and categories are tags. */
export const DROPPED = ['tag', 'character', 'pairing'] as const satisfies readonly NamedField[];

function withoutAny(text: string): Condition[] {
  return [
    { kind: 'not', of: { kind: 'any', of: DROPPED.map((field): Condition => ({ kind: 'named', field, text })) } },
  ];
}

/** Free words as they were typed, in no language: each must be found. Signs alone are no words, but where there is nothing else. For titles typed where a fic is asked for. */
export function plainWords(text: string): StoryQuery {
  const parts = text.split(/\s+/).filter((part) => part !== '');
  const words = parts.filter((part) => /[\p{L}\p{N}]/u.test(part));
  if (words.length === 0 && parts.length > 0) words.push(text.trim());
  return { where: allOf(words.map((word): Condition => ({ kind: 'words', text: word, as: 'word' }))) };
}
