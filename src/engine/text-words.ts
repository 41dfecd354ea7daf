/**
 * How the text of a story becomes the words of an index, each with its place in the text: so that what was found can be shown.
 *
 * As in words.ts a word is a folded run of letters and digits, and scripts without spaces are taken letter by letter. Words with
 * an apostrophe are one word here ("don't" is "dont"), since a phrase has them side by side with their neighbours.
 */
import { fold } from '#src/story/fold.ts';

/** Raised with every change of what a text's words are: what was indexed by another is indexed anew. */
export const TEXT_WORDS_VERSION = 1;

/** What is read of a question: more than anybody remembers of a line. */
const MOST_WORDS_ASKED = 32;

export interface TextWord {
  /** Folded; of letters and digits alone. */
  readonly word: string;
  /** [start, end) in UTF-16 units of the text. Words that one sign stands for ("½") share it. */
  readonly start: number;
  readonly end: number;
}

const APOSTROPHES = "'\u2019\u02bc\u00b4`";
const RUN = new RegExp(`[\\p{L}\\p{N}\\p{M}]+(?:[${APOSTROPHES}][\\p{L}\\p{N}\\p{M}]+)*`, 'gu');
const UNSPACED = '\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}';
const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u');
const PIECE = new RegExp(`[${UNSPACED}]|[^${UNSPACED}]+`, 'gu');
const PLAIN = /^[A-Za-z0-9]+$/;
const FOLDED_WORD = /[\p{L}\p{N}]+/gu;
/** UTF-16 units: what is longer is no word of any language, and is cut alike on both sides. */
const LONGEST_WORD = 64;

export function textWords(text: string): TextWord[] {
  const words: TextWord[] = [];
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (PLAIN.test(run)) add(words, run.toLowerCase(), index, index + run.length);
    else if (!HAS_UNSPACED.test(run)) addFolded(words, run, index);
    else for (const { 0: piece, index: at } of run.matchAll(PIECE)) addFolded(words, piece, index + at);
  }
  return words;
}

function addFolded(words: TextWord[], run: string, start: number): void {
  const folded = fold(run).replaceAll("'", '').match(FOLDED_WORD) ?? [];
  for (const word of folded) add(words, word, start, start + run.length);
}

function add(words: TextWord[], word: string, start: number, end: number): void {
  words.push({ word: word.slice(0, LONGEST_WORD), start, end });
}

/** Where these words stand side by side for the first time: [start, end) in the text. Null where they do not. */
export function findWords(text: string, asked: readonly string[]): [start: number, end: number] | null {
  const words = textWords(text);
  for (let at = 0; at + asked.length <= words.length; at += 1) {
    if (!asked.every((word, index) => words[at + index]?.word === word)) continue;
    const [first, last] = [words[at], words[at + asked.length - 1]];
    if (first && last) return [first.start, last.end];
  }
  return null;
}

/** The words of a question; empty where nothing of it can be looked for. */
export function askedTextWords(text: string): string[] {
  return textWords(text.slice(0, LONGEST_WORD * MOST_WORDS_ASKED))
    .slice(0, MOST_WORDS_ASKED)
    .map(({ word }) => word);
}
