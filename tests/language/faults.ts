/**
 * What is wrong with a language, held against the English one: its keys, its values, its plural forms, its lengths.
 */
import {
  isLiteralElement,
  isNumberElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  type MessageFormatElement,
  type PluralElement,
} from '@formatjs/icu-messageformat-parser';
import { Locale } from 'discord-api-types/v10';
import { FALLBACK, type LanguageFiles } from '#src/language/files.ts';
import { everyElement, needsOf, readMessage } from '#src/language/message-needs.ts';
import { mostOf } from '#tests/language/limits.ts';

/** What Discord takes as the name of a command or option. */
const COMMAND_NAME = /^[-_'\p{Ll}\p{Lm}\p{Lo}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const isCommandText = (key: string) => key.startsWith('commands.');
/** Commands and options are called in English where a language has no name of its own. */
const isCommandName = (key: string) => isCommandText(key) && key.endsWith('.name');

/** One line each, with the key; none where all is well. */
export function faultsOf(languages: LanguageFiles, name: string): string[] {
  const english = languages.get(FALLBACK) ?? new Map<string, string>();
  const sentences = languages.get(name) ?? new Map<string, string>();
  const missing = [...english.keys()].filter((key) => !sentences.has(key));
  const extra = [...sentences.keys()].filter((key) => !english.has(key) && !isCommandName(key));
  return [
    ...(isSpoken(name) ? [] : [`Discord shows itself in no language called ${name}.`]),
    ...missing.map((key) => `${key} is missing.`),
    ...extra.map((key) => `${key} is nothing that is said.`),
    ...[...sentences].flatMap(([key, text]) =>
      isCommandText(key) ? commandFaults(key, text) : sentenceFaults(name, key, text, english.get(key)),
    ),
  ];
}

function isSpoken(name: string): boolean {
  return Object.values(Locale).some((locale) => locale === name || locale.split('-')[0] === name);
}

function commandFaults(key: string, text: string): string[] {
  if (isCommandName(key) && !COMMAND_NAME.test(text)) return [`${key} is no name that Discord takes: ${text}`];
  return tooLong(key, text.length);
}

function sentenceFaults(locale: string, key: string, text: string, english: string | undefined): string[] {
  try {
    const message = readMessage(text);
    const wanted = english === undefined ? message : readMessage(english);
    return [
      ...(told(message) === told(wanted)
        ? []
        : [`${key} needs ${told(message)}, and the English one ${told(wanted)}.`]),
      ...[...everyElement(message)].filter(isPluralElement).flatMap((each) => pluralFaults(locale, key, each)),
      ...(hasLostNumber(message, false) ? [`${key} has a # within a selection: name the number there.`] : []),
      ...tooLong(key, longest(message)),
    ];
  } catch (error) {
    return [`${key} is no message: ${error instanceof Error ? error.message : error}`];
  }
}

/** What a sentence needs, one text for equal needs. */
function told(message: readonly MessageFormatElement[]): string {
  const needs = [...needsOf(message)].map(([name, need]) => `${name}: ${need}`);
  return needs.length === 0 ? 'nothing' : needs.toSorted().join('; ');
}

/** Every form that the language has, and none that it has not; `=0` and its like beside them. */
function pluralFaults(locale: string, key: string, { options, pluralType }: PluralElement): string[] {
  const rules = new Intl.PluralRules(locale, { type: pluralType ?? 'cardinal' });
  const forms: readonly string[] = rules.resolvedOptions().pluralCategories;
  const said = Object.keys(options).filter((form) => !form.startsWith('='));
  return [
    ...forms.filter((form) => !said.includes(form)).map((form) => `${key} lacks the plural form "${form}".`),
    ...said.filter((form) => !forms.includes(form)).map((form) => `${key} has a plural form "${form}" of no use.`),
  ];
}

/** Within a selection the sign of a plural's number is a mere sign. */
function hasLostNumber(message: readonly MessageFormatElement[], inPlural: boolean): boolean {
  return message.some((element) => {
    if (isLiteralElement(element)) return inPlural && element.value.includes('#');
    if (!isPluralElement(element) && !isSelectElement(element)) return false;
    const within = inPlural || isPluralElement(element);
    return Object.values(element.options).some(({ value }) => hasLostNumber(value, within));
  });
}

/** UTF-16 units of the longest form, values left out; numbers count as one digit. */
export function longest(message: readonly MessageFormatElement[]): number {
  return message.reduce((sum, element) => {
    if (isLiteralElement(element)) return sum + element.value.length;
    if (isNumberElement(element) || isPoundElement(element)) return sum + 1;
    if (!isPluralElement(element) && !isSelectElement(element)) return sum;
    return sum + Math.max(...Object.values(element.options).map(({ value }) => longest(value)));
  }, 0);
}

function tooLong(key: string, length: number): string[] {
  const most = mostOf(key);
  return length > most ? [`${key} has ${length} characters, and Discord takes ${most}.`] : [];
}
