/**
 * Every sentence that a person reads, looked up by key in their language, and numbers and lists as that language writes them.
 */

import type { Sentences } from '#locales/sentences.ts';
import { FALLBACK, type LanguageFiles, readLanguages } from '#src/language/files.ts';
import { type Message, messagesOf } from '#src/language/message.ts';

/** A sentence that exists in the English files, checked by the compiler. */
type SentenceKey = keyof Sentences;

/** What all of several possible sentences need. */
type Both<Each> = (Each extends unknown ? (each: Each) => void : never) extends (all: infer All) => void ? All : never;

/** The values that a sentence needs: none of them can be forgotten or misspelt. */
type ValuesOf<Key extends SentenceKey> = Both<Sentences[Key]>;

type Given<Values> = keyof Values extends never ? [] : [values: Values];

/** Sentences that need nothing, such as a button's name. */
export type PlainKey = { [Key in SentenceKey]: keyof Sentences[Key] extends never ? Key : never }[SentenceKey];

/** One language, ready to speak. */
export interface Language {
  /** Its folder's name in `locales/`, a BCP 47 tag. */
  readonly locale: string;
  /** Values are said as they are, whatever stands in them; numbers as this language writes them. */
  say<Key extends SentenceKey>(key: Key, ...values: Given<ValuesOf<Key>>): string;
  /**
   * A sentence whose key comes from data, such as an error's code. What it needs and `values` lack is left out; a key
   * without a sentence is said as it is.
   */
  sayOf(key: string, values: Readonly<Record<string, string | number>>): string;
  /** What a command is described as; '' for one that nobody described. @param name - such as `fic search`. */
  describe(name: string): string;
  /** `12,345` as this language writes it. */
  number(value: number): string;
  /** `0.27` as `27%`. */
  percent(share: number): string;
  /** `A, B and C`. */
  list(items: readonly string[]): string;
  /** `A, B, C`. */
  row(items: readonly string[]): string;
  /** `en` as `English`; a code that is none as it is. @param code - BCP 47. */
  languageName(code: string): string;
}

export interface Languages {
  /** The language for a Discord locale such as `en-GB`; English where there is none, and where nothing is known: null. */
  for(locale: string | null): Language;
  /** What a command, option or choice is called and described as, by language, in every one that names it; English first. */
  commandTexts(path: string): ReadonlyMap<string, string>;
}

/** Loads `locales/` once; a key that is missing in a language is said in English. @param folder - in place of `locales/`. */
export function loadLanguages(folder?: string): Languages {
  const files = readLanguages(folder);
  const known = new Map<string, Language>();
  return {
    for(locale) {
      const names = locale === null ? [] : [locale, locale.split('-')[0] ?? ''];
      const chosen = names.find((name) => files.has(name)) ?? FALLBACK;
      const language = known.get(chosen) ?? speaker(chosen, files);
      known.set(chosen, language);
      return language;
    },
    commandTexts(path) {
      const texts = new Map<string, string>();
      for (const [locale, sentences] of files) {
        const text = sentences.get(`commands.${path}`);
        if (text !== undefined) texts.set(locale, text);
      }
      return texts;
    },
  };
}

function speaker(locale: string, files: LanguageFiles): Language {
  const numbers = lazily(() => new Intl.NumberFormat(locale));
  const percents = lazily(() => new Intl.NumberFormat(locale, { style: 'percent' }));
  const lists = lazily(() => new Intl.ListFormat(locale, { type: 'conjunction' }));
  const rows = lazily(() => new Intl.ListFormat(locale, { type: 'unit' }));
  const languages = lazily(() => new Intl.DisplayNames(locale, { type: 'language' }));
  /** Languages in the order in which they are asked, each with what makes messages of its texts. */
  const asked = [...new Set([locale, FALLBACK])].map((name) => ({ texts: files.get(name), read: messagesOf(name) }));
  /** A sentence is read when it is first said. */
  const messages = new Map<string, Message>();

  function find(key: string): Message | null {
    const known = messages.get(key);
    if (known) return known;
    for (const { texts, read } of asked) {
      const text = texts?.get(key);
      if (text === undefined) continue;
      const message = read(text);
      messages.set(key, message);
      return message;
    }
    return null;
  }

  return {
    locale,
    say: (key, ...values) => find(key)?.say(values[0] ?? {}) ?? key,
    sayOf(key, values) {
      const message = find(key);
      if (!message) return key;
      return message.say({ ...Object.fromEntries(message.needs.keys().map((name) => [name, ''])), ...values });
    },
    describe(name) {
      const key = `commands.${name.replaceAll(' ', '.')}.description`;
      return asked.map(({ texts }) => texts?.get(key)).find((text) => text !== undefined) ?? '';
    },
    number: (value) => numbers().format(value),
    percent: (share) => percents().format(share),
    list: (items) => lists().format(items),
    row: (items) => rows().format(items),
    languageName(code) {
      try {
        return languages().of(code) ?? code;
      } catch {
        return code;
      }
    },
  };
}

/** Made when it is first asked for: a start needs few of them, and some take milliseconds. */
function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
