/**
 * The words of the query language: fields, states, sorts and languages by every name that people type.
 */
import languages from '#data/vocabulary/languages.json' with { type: 'json' };
import vocabulary from '#data/vocabulary/query.json' with { type: 'json' };
import { readVocabulary, wordKey } from '#src/query/read-vocabulary.ts';
import { fold } from '#src/story/fold.ts';

const { fields, absent, examples, yes, no, statuses, is, sorts, units } = readVocabulary(vocabulary);

/** Every field's own name, with an example. */
export const FIELD_EXAMPLES: ReadonlyMap<string, string> = new Map(
  fields.values().map(({ name, example }) => [name, example]),
);
/** How it is done right, of mistakes that are about no field. */
export const MISTAKE_EXAMPLES = examples;

export const fieldOf = (name: string) => fields.get(wordKey(name));
/** A field that archives have and Ficus does not. */
export const isAbsentField = (name: string) => absent.has(wordKey(name));
export const nearestField = (name: string) => nearest(name, fields)?.name;
export const statusOf = (word: string) => statuses.get(wordKey(word));
export const nearestStatus = (word: string) => nearest(word, statuses);
export const isWordOf = (word: string) => is.get(wordKey(word));
export const nearestIsWord = (word: string) => nearest(word, is);
export const sortOf = (word: string) => sorts.get(wordKey(word));
export const nearestSort = (word: string) => nearest(word, sorts);
export const unitOf = (word: string) => units.get(wordKey(word));

/** Null for what is neither. */
export function yesOrNo(word: string): boolean | null {
  const folded = fold(word);
  return yes.has(folded) ? true : no.has(folded) ? false : null;
}

/** Names in English and in the language itself. Made at the first question: it takes some milliseconds. */
let languageNames: ReadonlyMap<string, string> | undefined;

function allLanguages(): ReadonlyMap<string, string> {
  if (languageNames) return languageNames;
  const names = new Map<string, string>();
  const enter = (name: string | undefined, language: string) => {
    if (name && !names.has(wordKey(name))) names.set(wordKey(name), language);
  };
  const english = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
  for (const code of languages.languages) {
    enter(english.of(code), code);
    enter(new Intl.DisplayNames([code], { type: 'language', fallback: 'none' }).of(code), code);
  }
  for (const [code, others] of Object.entries(languages.others)) for (const other of others) enter(other, code);
  languageNames = names;
  return names;
}

/** BCP 47 as far as stories use it, in lower case. */
const LANGUAGE_TAG = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/;

/** As BCP 47 in lower case; undefined for what is no language. */
export function languageOf(word: string): string | undefined {
  const folded = fold(word).replaceAll('_', '-');
  return LANGUAGE_TAG.test(folded) ? folded : allLanguages().get(wordKey(word));
}

export const nearestLanguage = (word: string) => nearest(word, allLanguages());

/** UTF-16 units; longer words are near nothing. */
const LONGEST_NEAR = 24;

/** What a word was meant to be, where it is a letter away (two in longer words); short words are near too much. */
function nearest<Meaning>(word: string, meanings: ReadonlyMap<string, Meaning>): Meaning | undefined {
  const typed = wordKey(word);
  if (typed.length < 4 || typed.length > LONGEST_NEAR) return undefined;
  const most = typed.length < 7 ? 1 : 2;
  let best: { readonly meaning: Meaning; readonly distance: number } | undefined;
  for (const [name, meaning] of meanings) {
    if (Math.abs(name.length - typed.length) > most) continue;
    const distance = editDistance(typed, name);
    if (distance <= most && distance < (best?.distance ?? Infinity)) best = { meaning, distance };
  }
  return best?.meaning;
}

/** Two letters that changed places count once. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      let least = Math.min(change, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
