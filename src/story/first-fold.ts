/**
 * How letters were folded at first, without any mark of any script. What a takedown keeps of a text was made so, and nobody has the
 * text any more to make it anew: this must never change. Everything else goes by `fold`.
 */
const MARKS = /\p{M}+/gu;
const GAPS = /[\s\u200b-\u200f\u2060\ufeff]+/g;
const APOSTROPHES = /[\u2018\u2019\u02bc\u00b4`]/g;
const LETTERS: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

export function firstFold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(APOSTROPHES, "'")
    .toLowerCase()
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .replace(GAPS, ' ')
    .trim();
}
