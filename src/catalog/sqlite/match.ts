/**
 * FTS5 expressions, https://www.sqlite.org/fts5.html#full_text_query_syntax, made of words and marks only: what somebody
 * typed is quoted here or never gets into one.
 */
import type { Phrase } from '#src/catalog/words.ts';

/** An expression that can stand beside any other. */
export type Match = string;

export function phrase(words: Phrase): Match {
  return `"${words.join(' ')}"`;
}

/** The last word may go on. */
export function beginning(words: Phrase): Match {
  return `${phrase(words)} *`;
}

/** @param marks - at least one. */
export function anyMark(marks: readonly string[]): Match {
  return anyOf(marks.map((mark) => `"${mark}"`));
}

export function anyOf(matches: readonly Match[]): Match {
  return `(${matches.join(' OR ')})`;
}

export function allOf(matches: readonly Match[]): Match {
  return `(${matches.join(' AND ')})`;
}

export function butNot(match: Match, dropped: Match): Match {
  return `(${match} NOT ${dropped})`;
}
