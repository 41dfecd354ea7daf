/**
 * What was asked for, as a person would say it: condition by condition.
 */
import { worded } from '#src/kit/show/story-text.ts';
import type { Language } from '#src/language/language.ts';
import type { Condition, DateBound, Dated, Measured, Named, Rated, StoryQuery, Words } from '#src/query/ast.ts';
import { filtersOf } from '#src/query/filters.ts';

/** Plain; '' where nothing was. */
export function askedText(language: Language, query: StoryQuery): string {
  return [...filtersOf(query).values()].map((condition) => conditionText(language, condition)).join(', ');
}

/** Plain, and never blank. */
export function conditionText(language: Language, condition: Condition): string {
  switch (condition.kind) {
    case 'all':
      return inBrackets(condition.of.map((each) => conditionText(language, each)).join(', '));
    case 'any': {
      // What names one thing under several fields is said once.
      const texts = new Set(condition.of.map((each) => conditionText(language, each)));
      return [...texts].join(language.say('asked.or'));
    }
    case 'not':
      return withoutText(language, condition.of);
    case 'words':
      return wordsText(language, condition);
    case 'text':
      return language.say('asked.in-text', { text: condition.text });
    case 'named':
      return namedText(language, condition);
    case 'rating':
      return ratedText(language, condition);
    case 'status':
      return condition.status === 'unknown'
        ? language.say('asked.status-unknown')
        : language.say(`status.${condition.status}`);
    case 'language':
      return language.say('asked.in-language', { language: language.languageName(condition.language) });
    case 'number':
      return measuredText(language, condition);
    case 'date':
      return datedText(language, condition);
    case 'is':
      return language.say(`asked.${condition.what}`);
  }
}

function inBrackets(text: string): string {
  return text === '' ? '()' : `(${text})`;
}

function withoutText(language: Language, condition: Condition): string {
  const what = conditionText(language, condition);
  const left = condition.kind === 'any' ? condition.of : [condition];
  const named = left.every(({ kind }) => kind === 'named' || kind === 'words' || kind === 'text' || kind === 'is');
  return language.say(named ? 'asked.without' : 'asked.not', { what });
}

function wordsText(language: Language, { text, as }: Words): string {
  const key = as === 'phrase' ? 'asked.phrase' : as === 'beginning' ? 'asked.beginning' : 'asked.word';
  return language.say(key, { text });
}

function namedText(language: Language, { field, text, beginning, larger }: Named): string {
  const shown = worded(text) ?? '“”';
  const name = beginning ? `${shown}…` : shown;
  if (larger) return language.say('asked.larger', { name });
  return field === 'title' || field === 'author' || field === 'series' || field === 'warning'
    ? language.say(`asked.${field}`, { name })
    : name;
}

function ratedText(language: Language, { from, to }: Rated): string {
  const [low, high] = [language.say(`bands.${from}`), language.say(`bands.${to}`)];
  if (from === 'Unrated') return low;
  if (from === to) return language.say('asked.rated', { rating: low });
  if (from === 'General') return language.say('asked.rated-up-to', { rating: high });
  if (to === 'Explicit') return language.say('asked.rated-from', { rating: low });
  return language.say('asked.rated-between', { low, high });
}

function measuredText(language: Language, { field, min, max }: Measured): string {
  const amount = (count: number) => language.say(`asked.${field}`, { count, number: language.number(count) });
  if (min === null) return language.say('asked.up-to', { amount: amount(max ?? 0) });
  if (max === null) return language.say('asked.at-least', { amount: amount(min) });
  if (min === max) return language.say('asked.exactly', { amount: amount(min) });
  return language.say('asked.between', { min: language.number(min), amount: amount(max) });
}

function datedText(language: Language, { field, from, to }: Dated): string {
  const what = language.say(`asked.${field}`);
  if (from && to) {
    const [start, end] = [boundText(language, from), boundText(language, to)];
    return start === end
      ? language.say('asked.date-on', { what, day: start })
      : language.say('asked.date-between', { what, start, end });
  }
  if (from) {
    if ('day' in from) return language.say('asked.date-since', { what, day: from.day });
    const span = language.say(`asked.last-${from.unit}`, { count: from.ago, number: language.number(from.ago) });
    return language.say('asked.date-within', { what, span });
  }
  if (!to) return what;
  return language.say('day' in to ? 'asked.date-until' : 'asked.date-before', { what, day: boundText(language, to) });
}

/** "2024-02-29", as it is typed; "7 days ago". */
function boundText(language: Language, bound: DateBound): string {
  if ('day' in bound) return bound.day;
  return language.say(`asked.ago-${bound.unit}`, { count: bound.ago, number: language.number(bound.ago) });
}
