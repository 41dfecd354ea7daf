/**
 * Folding: how names and words are compared everywhere, so that "Éowyn", "eowyn" and "EOWYN" are one name.
 */
const MARKS = /\p{M}+/gu;
const GAPS = /[\s\u200b-\u200f\u2060\ufeff]+/g;
const APOSTROPHES = /[\u2018\u2019\u02bc\u00b4`]/g;
/** Letters that Unicode takes for letters of their own, though people without them on their keyboard write two. */
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

/** Lower case, without accents, "œ" as "oe", typographic apostrophes straightened, white space single. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(APOSTROPHES, "'")
    .toLowerCase()
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .replace(GAPS, ' ')
    .trim();
}
