/**
 * What a mistyped word was meant to be: among the words that this audience may meet, those nearest to it.
 */
import { digitsOf, makeMeasure, mostEdits, unitsOf } from '#src/search/spelling.ts';
import { fold } from '#src/story/fold.ts';

/** So many meanings of one word, or of one name, are searched. */
export const MOST_MEANINGS = 3;

export interface Candidate {
  readonly word: string;
  /** How many stories have it; those without are none. */
  readonly weight: number;
}

/** Of words those that are nearest: by edits, then with the same first letter, then the weightier, then as they sort. */
export function nearest(typed: string, candidates: readonly Candidate[]): string[] {
  const measure = makeMeasure(typed);
  const edits = (word: string) => measure(unitsOf(word), 0, word.length);
  const measured = candidates
    .filter(({ weight }) => weight > 0)
    .map((candidate) => ({ ...candidate, edits: edits(candidate.word), odd: Number(candidate.word[0] !== typed[0]) }));
  measured.sort(
    (a, b) =>
      a.edits - b.edits || a.odd - b.odd || b.weight - a.weight || (a.word < b.word ? -1 : Number(a.word > b.word)),
  );
  return measured
    .filter(({ edits }) => edits === measured[0]?.edits)
    .slice(0, MOST_MEANINGS)
    .map(({ word }) => word);
}

/** Whether a word may be a slip of the other. */
export function isNear(typed: string, word: string): boolean {
  const edits = makeMeasure(typed)(unitsOf(word), 0, word.length);
  return edits > 0 && edits <= mostEdits(typed) && digitsOf(typed) === digitsOf(word) && digitsOf(typed) !== typed;
}

const RUN = /[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu;

/** A text with its mistyped words mended, in at most MOST_MEANINGS ways, folded. @param meanings - by the word as `askedWords` gives it. */
export function mendedTexts(text: string, meanings: ReadonlyMap<string, readonly string[]>): string[] {
  let texts = [fold(text)];
  for (const [typed, words] of meanings) {
    texts = texts.flatMap((each) =>
      words.map((word) => each.replace(RUN, (run) => (run.replaceAll("'", '') === typed ? word : run))),
    );
    texts = texts.slice(0, MOST_MEANINGS);
  }
  return texts;
}
