/**
 * What stands above a chapter: "Chapter 2: The Storm", "PART TWO", "Prologue", "II.", "- 3 -".
 */
import vocabulary from '#data/vocabulary/headings.json' with { type: 'json' };
import { fold } from '#src/story/fold.ts';

export interface Heading {
  /** `numeral` is a bare number: it heads a chapter only in a sequence. */
  readonly kind: 'unit' | 'named' | 'numeral';
  readonly number: number | null;
  /** "Chapter 1/5" says five. */
  readonly total: number | null;
  /** Without "Chapter 3:"; null where there is only a number. */
  readonly title: string | null;
}

/** Longer lines are prose. */
const MAX_LENGTH = 120;
/** "Chapter 2 The Storm" without a separator: longer ones are sentences. */
const MAX_LOOSE_TITLE = 60;

const alternatives = (words: readonly string[]) => words.map(fold).join('|');
const ROMAN = '(?=[ivxlc])(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})';
const NUMBER_WORDS = new Map(Object.entries(vocabulary.numbers).map(([word, number]) => [fold(word), number]));
const WORD = alternatives([...NUMBER_WORDS.keys()].sort((a, b) => b.length - a.length));
const NUMBER = `\\d{1,4}|${ROMAN}|(?:${WORD})(?:[ -](?:${WORD}))?`;
const EDGE = `[\\s*_~=#\\u2022\\u00b7\\u2013\\u2014-]*`;
const SEPARATED = `\\s*[:.\\u2013\\u2014-]+\\s*(.*)`;

const UNIT = new RegExp(
  `^(?:${alternatives(vocabulary.units)})\\.?\\s*(?:#|no\\.?\\s)?\\s*(${NUMBER})(?![\\p{L}\\p{N}])(?:\\s*(?:/|of|von|из)\\s*(\\d{1,4}))?(?:${SEPARATED}|\\s+(.*))?$`,
  'iu',
);
const NAMED = new RegExp(
  `^(?:${alternatives(vocabulary.named)})(?:\\s+(?:${NUMBER}))?(?![\\p{L}\\p{N}])(?:${SEPARATED})?$`,
  'iu',
);
const NUMERAL = new RegExp(`^[(\\[]?(\\d{1,3}|${ROMAN}|${WORD})[)\\]]?(?:[.:]\\s*(.*))?$`, 'iu');
const EDGES = new RegExp(`^${EDGE}|${EDGE}$`, 'gu');

/** Reads a line that stands alone; null where it is prose. */
export function readHeading(line: string): Heading | null {
  if (line.length > MAX_LENGTH) return null;
  const text = line.replace(EDGES, '').replace(/\s+/g, ' ');
  if (text === '') return null;
  // Folding keeps the length of everything but letters with marks, so titles are cut from the text itself.
  const plain = text.normalize('NFC');
  const folded = fold(plain);
  const unit = UNIT.exec(folded);
  if (unit) {
    const title = titleAtEnd(plain, unit[3] ?? unit[4] ?? '');
    if (unit[4] !== undefined && !isLooseTitle(title)) return null;
    return {
      kind: 'unit',
      number: readNumber(unit[1] ?? ''),
      total: unit[2] ? Number(unit[2]) : null,
      title: title || null,
    };
  }
  const named = NAMED.exec(folded);
  if (named) return { kind: 'named', number: null, total: null, title: plain };
  const numeral = NUMERAL.exec(folded);
  // "two" may be a whole paragraph of speech; a heading is written large.
  if (!numeral || (numeral[1] && NUMBER_WORDS.has(numeral[1]) && !/^\p{Lu}/u.test(plain))) return null;
  const title = titleAtEnd(plain, numeral[2] ?? '');
  if (title !== '' && !isShortTitle(title)) return null;
  return { kind: 'numeral', number: readNumber(numeral[1] ?? ''), total: null, title: title || null };
}

/** "twenty-one", "IV", "12"; null where it is none. */
export function readNumber(text: string): number | null {
  const folded = fold(text);
  if (/^\d+$/.test(folded)) return Number(folded);
  const whole = NUMBER_WORDS.get(folded);
  if (whole !== undefined) return whole;
  const words = folded.split(/[ -]/).map((word) => NUMBER_WORDS.get(word));
  if (words.length === 2 && words[0] !== undefined && words[1] !== undefined) return words[0] + words[1];
  return /^[ivxlc]+$/.test(folded) ? readRoman(folded) : null;
}

function readRoman(numeral: string): number {
  const values: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };
  const digits = [...numeral].map((letter) => values[letter] ?? 0);
  return digits.reduce((sum, digit, at) => sum + (digit < (digits[at + 1] ?? 0) ? -digit : digit), 0);
}

/** The end of the text that folds to `folded`, as written. */
function titleAtEnd(text: string, folded: string): string {
  if (folded === '') return '';
  const words = folded.split(' ').length;
  return text.split(' ').slice(-words).join(' ').trim();
}

function isLooseTitle(title: string): boolean {
  return isShortTitle(title) && /^["'\u201c\u2018(]?[\p{Lu}\p{N}]/u.test(title);
}

function isShortTitle(title: string): boolean {
  return title.length <= MAX_LOOSE_TITLE && !/[.,;:]["'\u201d]?$/.test(title);
}
