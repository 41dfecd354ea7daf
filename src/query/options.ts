/**
 * The options of `/fic search` as the same tree that the query language is read into.
 */
import { allOf, type Condition, type NamedField, type Range, type Sort, type StoryQuery } from '#src/query/ast.ts';
import type { Band } from '#src/story/rating.ts';
import type { Status } from '#src/story/story.ts';

/** Each is what a person typed or chose; blank ones ask for nothing. */
export interface SearchOptions {
  readonly author?: string;
  readonly fandom?: string;
  readonly pairing?: string;
  readonly character?: string;
  readonly tag?: string;
  /** A tag, warning, genre, character or pairing that drops a story. */
  readonly without?: string;
  readonly rating?: Band;
  readonly status?: Status;
  readonly words?: Range;
  readonly sort?: Sort;
}

/** @param where - what the query option was read into; it comes first. */
export function queryOf(options: SearchOptions, where: readonly Condition[] = []): StoryQuery {
  const { rating, status, words, sort } = options;
  const conditions: Condition[] = [...where];
  for (const field of ['author', 'fandom', 'pairing', 'character', 'tag'] as const) {
    const text = options[field]?.trim();
    if (text) conditions.push({ kind: 'named', field, text });
  }
  const without = options.without?.trim();
  if (without) conditions.push(...withoutAny(without));
  if (rating) conditions.push({ kind: 'rating', from: rating, to: rating });
  if (status) conditions.push({ kind: 'status', status });
  if (words) conditions.push({ kind: 'number', field: 'words', ...words });
  return { where: allOf(conditions), ...(sort && { sort }) };
}

const DROPPED: readonly NamedField[] = ['tag', 'character', 'pairing'];

/** Genres, warnings and categories are tags. */
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
