/**
 * The words of the query language: fields, states, sorts and languages by every name that people type.
 */
import languages from '#data/vocabulary/languages.json' with { type: 'json' };
import vocabulary from '#data/vocabulary/query.json' with { type: 'json' };
import type { DateField, Measure, NamedField, Sort } from '#src/query/ast.ts';
import type { MistakeCode } from '#src/query/mistakes.ts';
import { fold } from '#src/story/fold.ts';
import type { Status } from '#src/story/story.ts';

export type Field = { readonly example: string } & (
  | { readonly kind: 'named'; readonly name: NamedField }
  | { readonly kind: 'number'; readonly name: Measure }
  | { readonly kind: 'date'; readonly name: DateField }
  | { readonly kind: 'flag'; readonly name: IsWord }
  | { readonly kind: 'rating' | 'status' | 'language' | 'text' | 'sort' | 'is'; readonly name: string }
);
export type IsWord = keyof typeof vocabulary.is;
export type DateUnit = keyof typeof vocabulary.units;

function key(word: string): string {
  return fold(word).replace(/[\s_-]+/g, '');
}

/** By each synonym, and by its own name. */
function table<Name extends string>(synonyms: Readonly<Record<Name, readonly string[]>>): ReadonlyMap<string, Name> {
  return new Map(
    Object.entries<readonly string[]>(synonyms).flatMap(([name, others]) =>
      [name, ...others].map((word): [string, Name] => [key(word), name as Name]),
    ),
  );
}

const FIELDS: ReadonlyMap<string, Field> = new Map(
  vocabulary.fields.flatMap(({ synonyms, ...field }) =>
    [field.name, ...synonyms].map((name): [string, Field] => [key(name), field as unknown as Field]),
  ),
);
const ABSENT: ReadonlySet<string> = new Set(vocabulary.absent.map(key));
const STATUSES = table<Status>(vocabulary.statuses);
const IS = table<IsWord>(vocabulary.is);
const SORTS = table<Sort>(vocabulary.sorts);
const UNITS = table<DateUnit>(vocabulary.units);
const YES: ReadonlySet<string> = new Set(vocabulary.yes);
const NO: ReadonlySet<string> = new Set(vocabulary.no);

/** Every field's own name, with an example. */
export const FIELD_EXAMPLES: ReadonlyMap<string, string> = new Map(
  vocabulary.fields.map(({ name, example }) => [name, example]),
);
/** How it is done right, of mistakes that are about no field. */
export const MISTAKE_EXAMPLES: Readonly<Partial<Record<MistakeCode, string>>> = vocabulary.mistakes;

export const fieldOf = (name: string) => FIELDS.get(key(name));
/** A field that archives have and Ficus does not. */
export const isAbsentField = (name: string) => ABSENT.has(key(name));
export const nearestField = (name: string) => nearest(name, FIELDS)?.name;
export const statusOf = (word: string) => STATUSES.get(key(word));
export const nearestStatus = (word: string) => nearest(word, STATUSES);
export const isWordOf = (word: string) => IS.get(key(word));
export const nearestIsWord = (word: string) => nearest(word, IS);
export const sortOf = (word: string) => SORTS.get(key(word));
export const nearestSort = (word: string) => nearest(word, SORTS);
export const unitOf = (word: string) => UNITS.get(key(word));

/** Null for what is neither. */
export function yesOrNo(word: string): boolean | null {
  const folded = fold(word);
  return YES.has(folded) ? true : NO.has(folded) ? false : null;
}

/** Names in English and in the language itself. Made at the first question: it takes some milliseconds. */
let languageNames: ReadonlyMap<string, string> | undefined;

function allLanguages(): ReadonlyMap<string, string> {
  if (languageNames) return languageNames;
  const names = new Map<string, string>();
  const enter = (name: string | undefined, language: string) => {
    if (name && !names.has(key(name))) names.set(key(name), language);
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
  return LANGUAGE_TAG.test(folded) ? folded : allLanguages().get(key(word));
}

export const nearestLanguage = (word: string) => nearest(word, allLanguages());

/** UTF-16 units; longer words are near nothing. */
const LONGEST_NEAR = 24;

/** What a word was meant to be, where it is a letter away (two in longer words); short words are near too much. */
function nearest<Meaning>(word: string, meanings: ReadonlyMap<string, Meaning>): Meaning | undefined {
  const typed = key(word);
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
