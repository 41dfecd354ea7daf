/**
 * The forms of an English word that somebody may mean by another of them: "vampire" and "vampires", "kiss", "kissed" and "kissing".
 *
 * By rules alone, which make some forms that no one writes (they find nothing), and know nothing of what has none: "went" and
 * "men", "darker" and "darkest" (a "lover" is no more "love" than a "number" is more "numb"), British and American spellings.
 * Names are not to be bent: whoever asks has to see to it.
 */

/** In letters: "was" and "his" are no plurals. */
const SHORTEST = 4;
const SHORTEST_BASE = 3;
const VOWEL = /[aeiouy]/;
const HISSING = /(?:[sxz]|ch|sh)$/;
const CONSONANT_Y = /[^aeiou]y$/;
const CONSONANT_O = /[^aeiou]o$/;
const SOFT_F = /(?:[lr]|ea|oa|ie)f$/;
/** Its last letter is doubled before a vowel, where the last syllable is stressed; a word of one syllable has no other. */
const DOUBLING = /[^aeiou][aeiouy][^aeiouwxy]$|qu[aeiou][^aeiouwxy]$/;
const ONE_SYLLABLE = /^[^aeiouy]*(?:qu)?[aeiouy][^aeiouy]+$/;
/** What is a form already, or no English word's end. */
const NO_BASE = /[^e]ed$|[aeiouy].*ing$|[^su]s$|([^aeiouylsfzr])\1e?$/;
/** "Shed" and "red" are not of "sh" and "r". */
const SHORT_ED = /^[^aeiouy]{1,2}ed$/;

/**
 * Words of four letters or more that may stand for this one, itself not among them; at most 12, none for words of other letters than
 * a to z. If one word is among another's, the other is among its own.
 */
export function inflections(word: string): string[] {
  if (word.length < SHORTEST || !/^[a-z]+$/.test(word)) return [];
  const related = new Set(basesOf(word).flatMap(formsOf));
  related.delete(word);
  return [...related].filter((form) => form.length >= SHORTEST);
}

/** Every base that has the word among its forms. */
function basesOf(word: string): string[] {
  const candidates = [word, word.slice(0, -1), word.slice(0, -2)];
  const stem = /^(.+?)(?:ings?|ed)$/.exec(word)?.[1];
  if (stem !== undefined) candidates.push(stem, `${stem}e`, stem.slice(0, -1));
  candidates.push(word.replace(/ie[sd]$/, 'y'), word.replace(/yings?$/, 'ie'));
  candidates.push(word.replace(/ves$/, 'f'), word.replace(/ves$/, 'fe'));
  return [...new Set(candidates)].filter((base) => isBase(base) && formsOf(base).includes(word));
}

function isBase(word: string): boolean {
  if (word.length < SHORTEST_BASE || !VOWEL.test(word)) return false;
  return SHORT_ED.test(word) || !NO_BASE.test(word);
}

/** Itself, then with -s, -ed, -ing and -ings. */
function formsOf(base: string): string[] {
  return [
    base,
    ...pluralsOf(base),
    ...stemsOf(base).flatMap((stem) => [`${stem}ing`, `${stem}ings`]),
    ...pastsOf(base),
  ];
}

function pluralsOf(base: string): string[] {
  if (HISSING.test(base)) return [`${base}es`];
  if (CONSONANT_Y.test(base)) return [`${base.slice(0, -1)}ies`];
  if (CONSONANT_O.test(base)) return [`${base}s`, `${base}es`];
  if (SOFT_F.test(base)) return [`${base}s`, `${base.slice(0, -1)}ves`];
  if (base.endsWith('ife')) return [`${base}s`, `${base.slice(0, -2)}ves`];
  return [`${base}s`];
}

/** What -ing is put to. */
function stemsOf(base: string): string[] {
  if (base.endsWith('ie')) return [`${base.slice(0, -2)}y`];
  if (/[^eoy]e$/.test(base)) return [base.slice(0, -1)];
  return beforeVowel(base);
}

function pastsOf(base: string): string[] {
  if (base.endsWith('e')) return [`${base}d`];
  if (CONSONANT_Y.test(base)) return [`${base.slice(0, -1)}ied`];
  return beforeVowel(base).map((stem) => `${stem}ed`);
}

function beforeVowel(base: string): string[] {
  if (!DOUBLING.test(base)) return [base];
  const doubled = base + base.slice(-1);
  return ONE_SYLLABLE.test(base) ? [doubled] : [base, doubled];
}
