/**
 * What a sentence in ICU MessageFormat needs, and which forms it has.
 */
import {
  isArgumentElement,
  isLiteralElement,
  isNumberElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser';

/** What a value is to a sentence: words, a number, or one of the cases that the sentence tells apart. */
export type Need = 'text' | 'number' | readonly string[];

/** @throws SyntaxError where a text is no message. */
export function readMessage(text: string): MessageFormatElement[] {
  // "<" is a sign of our query language, and tags are for web pages.
  return parse(text, { ignoreTag: true });
}

/** By the value's name. @throws Error where one name stands for two things, or for what no sentence of ours may need. */
export function needsOf(message: readonly MessageFormatElement[]): Map<string, Need> {
  const needs = new Map<string, Need>();
  for (const element of everyElement(message)) {
    if (isLiteralElement(element) || isPoundElement(element)) continue;
    const need = needOf(element);
    const known = needs.get(element.value) ?? need;
    if (String(known) !== String(need)) throw new Error(`"${element.value}" is both ${known} and ${need}.`);
    needs.set(element.value, need);
  }
  return needs;
}

function needOf(element: MessageFormatElement): Need {
  if (isArgumentElement(element)) return 'text';
  if (isNumberElement(element) || isPluralElement(element)) return 'number';
  if (!isSelectElement(element))
    throw new Error('Dates, times and tags are made by code, which knows how Discord shows them.');
  const { other, ...cases } = element.options;
  // What says nothing of any other case stands for the ones it names, and ICU demands it.
  return other?.value.length === 0 ? Object.keys(cases).toSorted() : 'text';
}

/** Elements in the order in which they stand, those inside of forms and cases included. */
export function* everyElement(message: readonly MessageFormatElement[]): Generator<MessageFormatElement> {
  for (const element of message) {
    yield element;
    if (!isPluralElement(element) && !isSelectElement(element)) continue;
    for (const { value } of Object.values(element.options)) yield* everyElement(value);
  }
}
