/**
 * How text becomes the words of an index, the same for what is kept and for what is asked, whatever the engine.
 *
 * Words are folded runs of letters and digits. Scripts that write no spaces are indexed letter by letter and asked for as
 * phrases: "福尔摩斯" is found by "尔摩". A word with an apostrophe is kept joined and in its parts, so that "O'Brien" is
 * found by "obrien", "o'brien" and "brien".
 */
import { fold } from '#src/story/fold.ts';

/** Tokens that must stand side by side; one, except in scripts without spaces. */
export type Phrase = readonly string[];

const RUN = /[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu;
const UNSPACED = '\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}';
const PIECE = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, 'gu');
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');

/** UTF-16 units: what is longer is no word of any language, and is cut alike on both sides. */
const LONGEST_WORD = 64;
/** What is read of a query: more than anybody types, little enough to answer at once. */
const LONGEST_QUERY = 500;
const MOST_PHRASES = 32;

export function indexedWords(text: string): string[] {
  return runs(text).flatMap((run) => {
    const parts = run.split("'");
    const words = parts.length > 1 ? [parts.join(''), ...parts] : parts;
    return words.flatMap(pieces).flat();
  });
}

/** All must be found; the last one may be the beginning of a word. Empty where nothing of it can be looked for. */
export function askedPhrases(text: string): Phrase[] {
  return runs(text.slice(0, LONGEST_QUERY))
    .flatMap((run) => pieces(run.replaceAll("'", '')))
    .slice(0, MOST_PHRASES);
}

/** Every word of a name that was asked for, in the order typed. */
export function askedWords(text: string): string[] {
  return askedPhrases(text).flat();
}

/** `words` as `indexedWords` gives them. */
export function hasWords(words: readonly string[], asked: readonly string[]): boolean {
  return asked.every((word) => words.includes(word));
}

function runs(text: string): string[] {
  return fold(text).match(RUN) ?? [];
}

function pieces(run: string): Phrase[] {
  const found: readonly string[] = run.match(PIECE) ?? [];
  return found.map((piece) => (IS_UNSPACED.test(piece) ? [...piece] : [piece.slice(0, LONGEST_WORD)]));
}
