/**
 * Every sentence that a person reads, looked up by key in their language, and numbers and lists as that language writes them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import i18next from 'i18next';
import type sentences from '../../locales/en/sentences.json';

const FOLDER = resolve(import.meta.dirname, '../../locales');
const DEFAULT_LOCALE = 'en';

/** Dotted paths of a JSON tree's leaves; plural forms (`fics_one`, `fics_other`) are one key (`fics`). */
type Paths<Tree, Prefix extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? `${Prefix}${Singular<Key>}`
    : Paths<Tree[Key], `${Prefix}${Key}.`>;
}[keyof Tree & string];
type Singular<Key extends string> = Key extends `${infer Stem}_${'one' | 'other' | 'few' | 'many' | 'two' | 'zero'}`
  ? Stem
  : Key;

/** A sentence that exists in the English files, checked by the compiler. */
export type SentenceKey = Paths<typeof sentences>;

export type Values = Readonly<Record<string, string | number>>;

/** One language, ready to speak. */
export interface Language {
  /** BCP 47. */
  readonly locale: string;
  say(key: SentenceKey, values?: Values): string;
  /** What a command is described as; '' for one that nobody described. @param name - such as `fic search`. */
  describe(name: string): string;
  /** `12,345` as this language writes it. */
  number(value: number): string;
  /** `0.27` as `27%`. */
  percent(share: number): string;
  /** `A, B and C`. */
  list(items: readonly string[]): string;
  /** `en` as `English`; a code that is none as it is. @param code - BCP 47. */
  languageName(code: string): string;
}

export interface Languages {
  /** The language for a Discord locale such as `en-GB`; English where there is none. */
  for(locale: string): Language;
  /** What a command, option or choice is called and described as, in every language that names it; English first. */
  commandTexts(path: string): ReadonlyMap<string, string>;
}

/** Loads `locales/<locale>/*.json` once; a key that is missing in a language is said in English. */
export function loadLanguages(folder: string = FOLDER): Languages {
  const locales = readdirSync(folder);
  const read = (locale: string, file: string): Record<string, unknown> =>
    JSON.parse(readFileSync(resolve(folder, locale, file), 'utf8'));
  const resources = Object.fromEntries(
    locales.map((locale) => [
      locale,
      { sentences: read(locale, 'sentences.json'), commands: read(locale, 'commands.json') },
    ]),
  );
  const instance = i18next.createInstance();
  void instance.init({
    resources,
    fallbackLng: DEFAULT_LOCALE,
    defaultNS: 'sentences',
    initAsync: false,
  });
  const known = new Map<string, Language>();

  return {
    for(locale) {
      const base = locale.split('-')[0] ?? DEFAULT_LOCALE;
      const chosen = [locale, base].find((name) => locales.includes(name)) ?? DEFAULT_LOCALE;
      let language = known.get(chosen);
      if (!language) {
        const t = instance.getFixedT(chosen, 'sentences');
        const described = (name: string) => {
          const path = `${name.replaceAll(' ', '.')}.description`;
          const [text] = [chosen, DEFAULT_LOCALE].flatMap((each) => instance.getResource(each, 'commands', path) ?? []);
          return String(text ?? '');
        };
        language = speaker(chosen, described, (key, count) =>
          t(key, { skipInterpolation: true, ...(count !== undefined && { count }) }),
        );
        known.set(chosen, language);
      }
      return language;
    },
    commandTexts(path) {
      const texts = new Map<string, string>();
      for (const locale of [DEFAULT_LOCALE, ...locales.filter((name) => name !== DEFAULT_LOCALE)]) {
        const text: unknown = instance.getResource(locale, 'commands', path);
        if (typeof text === 'string') texts.set(locale, text);
      }
      return texts;
    },
  };
}

/** @param template - a sentence with its `{{names}}` still in it; `count` chooses the plural form. */
function speaker(
  locale: string,
  describe: Language['describe'],
  template: (key: string, count: number | undefined) => string,
): Language {
  const numbers = new Intl.NumberFormat(locale);
  const percents = new Intl.NumberFormat(locale, { style: 'percent' });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const plurals = new Intl.PluralRules(locale);
  const languages = new Intl.DisplayNames(locale, { type: 'language' });
  /** By key and plural form: i18next takes some 10 µs to find a sentence, and a page of a story needs thirty. */
  const templates = new Map<string, string>();

  const find = (key: string, count: number | undefined) => {
    const form = count === undefined ? key : `${key} ${count === 0 ? 'zero' : plurals.select(count)}`;
    let found = templates.get(form);
    if (found === undefined) {
      found = template(key, count);
      templates.set(form, found);
    }
    return found;
  };
  return {
    locale,
    describe,
    say(key, values = {}) {
      const count = typeof values.count === 'number' ? values.count : undefined;
      return find(key, count).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
    },
    number: (value) => numbers.format(value),
    percent: (share) => percents.format(share),
    list: (items) => lists.format(items),
    languageName(code) {
      try {
        return languages.of(code) ?? code;
      } catch {
        return code;
      }
    },
  };
}
