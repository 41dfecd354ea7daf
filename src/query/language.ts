/**
 * The query language: text → tree, and back. What cannot be understood is pointed at; what can, is searched.
 */
import type { StoryQuery } from '#src/query/ast.ts';
import { plainWords } from '#src/query/options.ts';

export type MistakeCode = 'unbalanced';

/** Where a query says something that cannot be understood. */
export interface Mistake {
  readonly code: MistakeCode;
  /** UTF-16 units. */
  readonly at: number;
  readonly length: number;
  readonly details: Readonly<Record<string, string>>;
}

export interface QueryReading {
  /** Of what could be understood. */
  readonly query: StoryQuery;
  readonly mistakes: readonly Mistake[];
}

/** Reads any text. */
export function parseQuery(text: string): QueryReading {
  return { query: text.startsWith('{') ? JSON.parse(text) : plainWords(text), mistakes: [] };
}

/** What `parseQuery` reads as this query. */
export function printQuery(query: StoryQuery): string {
  return JSON.stringify(query);
}
