/**
 * Sentences in ICU MessageFormat: what one needs, and what it says.
 *
 * Only the sentence itself is read as a message: a value is put in as it is, so that nothing in a story's or a member's words
 * means anything.
 */
import { type Formatters, IntlMessageFormat } from 'intl-messageformat';
import { type Need, needsOf, readMessage } from '#src/language/message-needs.ts';

export interface Message {
  /** By the value's name. */
  readonly needs: ReadonlyMap<string, Need>;
  /** @throws where a value is missing. */
  say(values: Readonly<Record<string, string | number>>): string;
}

/** Reads sentences of one language. @returns what throws where a text is no message. */
export function messagesOf(locale: string): (text: string) => Message {
  const formatters = formattersOf(locale);
  return (text) => {
    const read = readMessage(text);
    const format = new IntlMessageFormat(read, locale, undefined, { formatters });
    return {
      get needs() {
        return needsOf(read);
      },
      say: (values) => String(format.format(values)),
    };
  };
}

/** The library's own find a formatter by a text made of its options, which takes longer than to format. */
function formattersOf(locale: string): Formatters {
  const numbers = new Map<Intl.NumberFormatOptions | undefined, Intl.NumberFormat>();
  const plurals = new Map<Intl.PluralRuleType | undefined, Intl.PluralRules>();
  return {
    getNumberFormat: (_, options) => kept(numbers, options, () => new Intl.NumberFormat(locale, options)),
    getPluralRules: (_, options) => kept(plurals, options?.type, () => new Intl.PluralRules(locale, options)),
    getDateTimeFormat: (_, options) => new Intl.DateTimeFormat(locale, options),
  };
}

function kept<Key, Value>(all: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = all.get(key) ?? make();
  all.set(key, value);
  return value;
}
