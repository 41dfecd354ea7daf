/**
 * Marks: tokens in the search index for all that filters, so that words and filters are one intersection of posting lists.
 *
 * Each begins with ":", which no word of a text or a query does: nothing typed can ever reach them.
 */
import type { NameKind } from '#src/catalog/names.ts';
import type { Band } from '#src/story/rating.ts';
import type { LibraryId, Status } from '#src/story/story.ts';

/** The steps of the rating scale. A story bears the mark of each step at which it may be shown. */
const STEPS = [10, 15, 20, 25, 30, 40, 45] as const;

const KIND_LETTERS: Readonly<Record<NameKind, string>> = {
  author: 'a',
  character: 'c',
  fandom: 'f',
  pairing: 'p',
  tag: 't',
};

/** Borne by no story. */
export const NO_MARK = ':none';

export function libraryMark(library: LibraryId): string {
  return `:l${Buffer.from(library).toString('hex')}`;
}

export function stepMarks(rank: number): string[] {
  return STEPS.filter((step) => step >= rank).map((step) => `:g${step}`);
}

/** What every story must bear that may be shown up to this rank; null where all may. */
export function gateMark(maxRank: number): string | null {
  if (maxRank >= STEPS[STEPS.length - 1]!) return null;
  const step = STEPS.findLast((candidate) => candidate <= maxRank);
  return step === undefined ? NO_MARK : `:g${step}`;
}

export function bandMark(band: Band): string {
  return `:b${band}`;
}

export function statusMark(status: Status): string {
  return `:s${status.replace('-', '')}`;
}

/** @param number - of a row of `names`. */
export function nameMark(number: number): string {
  return `:n${number}`;
}

/** Borne by each story with a name of this kind that has this word. */
export function wordMark(kind: NameKind, word: string): string {
  return `:${KIND_LETTERS[kind]}${word}`;
}
