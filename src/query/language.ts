/**
 * The query language: text → tree, and back. What cannot be understood is pointed at; what can, is searched.
 */
import type { StoryQuery } from '#src/query/ast.ts';
import { Lexer } from '#src/query/lexer.ts';
import type { Mistake } from '#src/query/mistakes.ts';
import { Parser } from '#src/query/parser.ts';
import { pairUp } from '#src/query/signs.ts';
import { FORBIDDEN } from '#src/story/characters.ts';

export { printCondition, printQuery } from '#src/query/printer.ts';

export interface QueryReading {
  /** Of what could be understood, in normal form (see `normalQuery`). */
  readonly query: StoryQuery;
  /** In the order of their places. */
  readonly mistakes: readonly Mistake[];
}

interface Limits {
  /** UTF-16 units. */
  readonly length: number;
  /** Words, phrases and values of fields. */
  readonly terms: number;
  /** Brackets in brackets. */
  readonly depth: number;
}

/** More than anybody types. */
export const LIMITS_OF_TYPED: Limits = { length: 2000, terms: 32, depth: 20 };
/** What was typed and what options, chips and menus made of it: quotes and long names of fields make it longer. */
const LIMITS_OF_PRINTED: Limits = { length: 100_000, terms: 1000, depth: 60 };

/** Reads any text, in time that grows with its length alone. */
export function parseQuery(text: string, limits: Limits = LIMITS_OF_TYPED): QueryReading {
  const { read, mistakes } = readable(text, limits.length);
  const isCut = read.length < text.length;
  const pairs = pairUp(read, limits.depth);
  const lexer = new Lexer(read, pairs);
  const parser = new Parser(read, lexer.tokens(), limits.terms);
  const query = parser.query();
  const one = (code: Mistake['code'], at: number, details = {}): Mistake => ({ code, at, length: 1, details });
  if (pairs.tooDeep !== null) mistakes.push(one('too-deep', pairs.tooDeep, { most: String(limits.depth) }));
  // What closes them may have been cut off.
  if (!isCut) {
    mistakes.push(...pairs.alone.map((at) => one('bracket-unbalanced', at)));
    if (pairs.aloneQuote !== null) mistakes.push(one('quote-unbalanced', pairs.aloneQuote));
  }
  mistakes.push(...lexer.mistakes, ...parser.mistakes);
  return { query, mistakes: mistakes.sort((a, b) => a.at - b.at) };
}

/** The query that `printQuery` wrote down, however long it became. */
export function readPrinted(text: string): StoryQuery {
  return parseQuery(text, LIMITS_OF_PRINTED).query;
}

/** Places in what is read are places in the text. */
function readable(text: string, longest: number): { read: string; mistakes: Mistake[] } {
  const mistakes: Mistake[] = [];
  let read = text.toWellFormed();
  if (read.length > longest) {
    const part = read.slice(0, longest + 1);
    // A word that would be cut in two is left out.
    const start = /\s\S*$/.exec(part)?.index ?? longest;
    read = read.slice(0, start).toWellFormed();
    mistakes.push({ code: 'too-long', at: start, length: text.length - start, details: { most: String(longest) } });
  }
  const controls = [...read.matchAll(FORBIDDEN)].filter(([char]) => !/\s/.test(char));
  const [first] = controls;
  if (first) mistakes.push({ code: 'controls', at: first.index, length: 1, details: {} });
  return { read: read.replace(FORBIDDEN, ' '), mistakes };
}
