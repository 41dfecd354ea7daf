/**
 * Folding: how names and words are compared everywhere, so that "Éowyn", "eowyn" and "EOWYN" are one name.
 *
 * What is dropped is what readers leave out when they type: accents of Latin, Greek and Cyrillic letters, Hebrew points, Arabic
 * vowel signs. Marks without which a word is another one stay: the Cyrillic й is no и, the kana が no か, and Thai or Devanagari
 * vowels are letters that happen to be marks. Katakana and hiragana are one, as readers type whichever comes; traditional and
 * simplified Chinese are two, since which character stands for which depends on the word.
 */

/** Only the marks of alphabets; those of other scripts are parts of their letters. */
const MARKS =
  /([ИУиу]\u0306|[Іі]\u0308|[ГКгк]\u0301)|[\p{M}&&[\p{scx=Latn}\p{scx=Grek}\p{scx=Cyrl}\p{scx=Hebr}\p{scx=Arab}\p{scx=Syrc}\p{scx=Zinh}]]/gv;
/**
 * Nobody sees or types them: soft hyphens, joiners, the Arabic stretcher, non-joiners where they only shape a letter, and breaks for
 * the end of a line between words that are written without spaces.
 */
const UNSEEN =
  /\u00ad|\u200d|\u0640|(?<=\p{M})\u200c|(?<=[\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}])[\u200b\u2060]/gu;
const GAPS = /[\s\u200b-\u200f\u2060\ufeff]+/g;
const APOSTROPHES = /[\u2018\u2019\u02bc\u00b4`]/g;
/** Letters that are typed otherwise by people without them on their keyboard, or that are one letter in two shapes. */
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
  ς: 'σ',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');
/** With their repetition marks; each stands so far behind its hiragana. */
const KATAKANA = /[\u30a1-\u30f6\u30fd\u30fe]/g;
const KANA_DISTANCE = 0x60;
const BEYOND_ASCII = /[\u0080-\uffff]/;

/** Lower case, without accents, "œ" as "oe", typographic apostrophes straightened, white space single. Folding twice changes nothing. */
export function fold(text: string): string {
  const folded = BEYOND_ASCII.test(text) ? foldLetters(text) : text.replaceAll('`', "'").toLowerCase();
  return folded.replace(GAPS, ' ').trim();
}

function foldLetters(text: string): string {
  return text
    .replace(APOSTROPHES, "'")
    .normalize('NFKD')
    .replace(MARKS, '$1')
    .replace(UNSEEN, '')
    .replace(APOSTROPHES, "'")
    .toLowerCase()
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFC')
    .replace(KATAKANA, (letter) => String.fromCharCode(letter.charCodeAt(0) - KANA_DISTANCE));
}
