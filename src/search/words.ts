/**
 * How text becomes the words of an index, the same for what is kept and for what is asked, whatever the engine.
 *
 * Words are folded runs of letters and digits; "O'Brien" is one, and found by its parts, too. Scripts that write no spaces, and
 * Korean, whose words carry their particles along, are cut into pairs of letters that overlap, to be asked for side by side:
 * "福尔摩斯" has 福尔, 尔摩 and 摩斯, and is found by "尔摩斯" and not by "斯摩".
 */
import { fold } from '#src/story/fold.ts';

/** Tokens that must stand side by side; one, except in scripts that are cut into pairs. */
export type Phrase = readonly string[];

const LETTER = '[\\p{L}\\p{N}]\\p{M}*';
const RUN = new RegExp(`(?:${LETTER})+(?:'(?:${LETTER})+)*`, 'gu');
/** A letter with the signs upon it: half of one is no letter of these scripts. */
const LETTERS = new RegExp(LETTER, 'gu');
const PAIRED =
  '\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}';
const PIECE = new RegExp(`[${PAIRED}]+|[^${PAIRED}]+`, 'gu');
const IS_PAIRED = new RegExp(`^[${PAIRED}]`, 'u');
/** Of these one letter may be a word, and is found wherever it stands. */
const IS_WORD = /^[\p{scx=Han}\p{scx=Hang}]/u;
/** What only some write between the parts of a name: シャーロック・ホームズ. */
const WITHIN = new RegExp(`(?<=[${PAIRED}])[\\u30fb\\u30a0=](?=[${PAIRED}])`, 'gu');

/** UTF-16 units: what is longer is no word of any language, and is cut alike on both sides. */
const LONGEST_WORD = 64;
/** What is read of a query, in UTF-16 units: more than anybody types, little enough to answer at once. */
const LONGEST_QUERY = 500;
/** Before it is folded, which joins what is written in pieces: a Korean syllable of three. */
const LONGEST_UNFOLDED = 4 * LONGEST_QUERY;
const MOST_PHRASES = 32;

/** In their order, so that phrases stand side by side; then what is found by itself alone: parts of words, and single letters. */
export function indexedWords(text: string): string[] {
  const words: string[] = [];
  const parts: string[] = [];
  for (const run of runs(fold(text))) {
    for (const piece of pieces(run.replaceAll("'", ''))) {
      words.push(...tokens(piece));
      parts.push(...singles(piece));
    }
    if (run.includes("'")) parts.push(...run.split("'").flatMap(pieces).flatMap(tokens));
  }
  return words.concat(parts);
}

/** All must be found; the last one may be the beginning of a word. Empty where nothing of it can be looked for. */
export function askedPhrases(text: string): Phrase[] {
  return runs(fold(text.slice(0, LONGEST_UNFOLDED)).slice(0, LONGEST_QUERY))
    .flatMap((run) => pieces(run.replaceAll("'", '')))
    .slice(0, MOST_PHRASES)
    .map(tokens);
}

/** Every word of a name that was asked for, in the order typed. */
export function askedWords(text: string): string[] {
  return askedPhrases(text).flat();
}

/** `words` as `indexedWords` gives them. */
export function hasWords(words: readonly string[], asked: readonly string[]): boolean {
  return asked.every((word) => words.includes(word));
}

function runs(folded: string): string[] {
  return folded.replace(WITHIN, '').match(RUN) ?? [];
}

/** Each of one script, or of several that have words. */
function pieces(run: string): string[] {
  return run.match(PIECE) ?? [];
}

function tokens(piece: string): string[] {
  if (!IS_PAIRED.test(piece)) return [piece.slice(0, LONGEST_WORD)];
  const letters: readonly string[] = piece.match(LETTERS) ?? [];
  if (letters.length < 2) return [...letters];
  return letters.slice(1).map((letter, index) => (letters[index] ?? '') + letter);
}

/** Letters by which a piece of several is found: those that may be words, and the last one, which no pair begins with. */
function singles(piece: string): string[] {
  if (!IS_PAIRED.test(piece)) return [];
  const letters: readonly string[] = piece.match(LETTERS) ?? [];
  return letters.length < 2 ? [] : letters.filter((letter, at) => at === letters.length - 1 || IS_WORD.test(letter));
}
