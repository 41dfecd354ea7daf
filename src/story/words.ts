/**
 * Words: how long a text is to a reader, how long it takes, how far one is.
 *
 * A word is what stands between white space or dashes and holds a letter or a digit, so scene breaks count for nothing and
 * "one—two" is two, as in the archives. Scripts written without spaces are counted by what takes about as long to read.
 */

/** Silent reading of fiction (200 to 320 are usual). */
export const READING_WORDS_PER_MINUTE = 260;

/** A Thai, Lao, Khmer or Burmese word takes about this many units, vowel signs and tones included. */
const UNITS_PER_UNSPACED_WORD = 5;

const LETTER = 0;
const SPACE = 1;
const SIGN = 2;
/** One word each, as archives count them. Hangul is written with spaces and counted by them. */
const IDEOGRAPH = 3;
const UNSPACED = 4;

/** By UTF-16 unit, later lines win; whatever is not listed is a letter. Emoji are signs: they lie beyond U+D83C–D83E. */
const CLASSES: readonly (readonly [first: number, last: number, kind: number])[] = [
  [0x0000, 0x0020, SPACE],
  [0x0021, 0x002f, SIGN],
  [0x003a, 0x0040, SIGN],
  [0x005b, 0x0060, SIGN],
  [0x007b, 0x00bf, SIGN],
  [0x0085, 0x0085, SPACE],
  [0x00a0, 0x00a0, SPACE],
  [0x00aa, 0x00aa, LETTER],
  [0x00b5, 0x00b5, LETTER],
  [0x00ba, 0x00ba, LETTER],
  [0x00d7, 0x00d7, SIGN],
  [0x00f7, 0x00f7, SIGN],
  [0x0300, 0x036f, SIGN],
  [0x0e00, 0x0eff, UNSPACED],
  [0x1000, 0x109f, UNSPACED],
  [0x1680, 0x1680, SPACE],
  [0x1780, 0x17ff, UNSPACED],
  [0x2000, 0x200a, SPACE],
  [0x200b, 0x206f, SIGN],
  [0x2014, 0x2015, SPACE],
  [0x2028, 0x2029, SPACE],
  [0x202f, 0x202f, SPACE],
  [0x205f, 0x205f, SPACE],
  [0x20a0, 0x20ff, SIGN],
  [0x2190, 0x2bff, SIGN],
  [0x2e00, 0x2e7f, SIGN],
  [0x2e80, 0x2fdf, IDEOGRAPH],
  [0x3000, 0x3000, SPACE],
  [0x3001, 0x3004, SIGN],
  [0x3005, 0x3007, IDEOGRAPH],
  [0x3008, 0x3020, SIGN],
  [0x3041, 0x30ff, IDEOGRAPH],
  [0x30fb, 0x30fb, SIGN],
  [0x31f0, 0x31ff, IDEOGRAPH],
  [0x3400, 0x9fff, IDEOGRAPH],
  [0xd83c, 0xd83e, SIGN],
  [0xd840, 0xd88f, IDEOGRAPH],
  [0xdc00, 0xdfff, SIGN],
  [0xe000, 0xf8ff, SIGN],
  [0xf900, 0xfaff, IDEOGRAPH],
  [0xfe00, 0xfe4f, SIGN],
  [0xfeff, 0xfeff, SIGN],
  [0xff00, 0xff0f, SIGN],
  [0xff1a, 0xff20, SIGN],
  [0xff66, 0xff9d, IDEOGRAPH],
  [0xfff0, 0xffff, SIGN],
];

const KINDS = new Uint8Array(0x10000);
for (const [first, last, kind] of CLASSES) KINDS.fill(kind, first, last + 1);

const HYPHEN = 0x2d;

/** One pass over the units, without allocating: a novel of a million words takes some 20 ms. */
export function countWords(text: string): number {
  let words = 0;
  let inWord = false;
  let unspaced = 0;
  let before = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const kind = KINDS[unit];
    if (kind === UNSPACED) {
      if (unspaced % UNITS_PER_UNSPACED_WORD === 0) words += 1;
      unspaced += 1;
      inWord = false;
    } else {
      unspaced = 0;
      if (kind === LETTER) {
        if (!inWord) words += 1;
        inWord = true;
      } else if (kind === IDEOGRAPH) {
        words += 1;
        inWord = false;
      } else if (kind === SPACE || (unit === HYPHEN && before === HYPHEN)) {
        inWord = false;
      }
    }
    before = unit;
  }
  return words;
}

/** Whole minutes; at least one where there is anything left to read. */
export function readingMinutes(words: number): number {
  return words <= 0 ? 0 : Math.max(1, Math.round(words / READING_WORDS_PER_MINUTE));
}

export interface Progress {
  /** 0 to 100; 100 only where nothing is left. */
  readonly percent: number;
  readonly minutesLeft: number;
}

/** How far somebody is who has read `wordsBefore` of `wordsTotal` words. */
export function progress({ wordsBefore, wordsTotal }: { wordsBefore: number; wordsTotal: number }): Progress {
  const left = Math.max(0, wordsTotal - wordsBefore);
  const percent = left === 0 ? 100 : Math.max(0, Math.floor((wordsBefore / wordsTotal) * 100));
  return { percent, minutesLeft: readingMinutes(left) };
}
