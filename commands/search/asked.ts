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
      return [...texts].join(language.say('search.asked.or'));
    }
    case 'not':
      return withoutText(language, condition.of);
    case 'words':
      return wordsText(language, condition);
    case 'text':
      return language.say('search.asked.in-text', { text: condition.text });
    case 'named':
      return namedText(language, condition);
    case 'rating':
      return ratedText(language, condition);
    case 'status':
      return condition.status === 'unknown'
        ? language.say('search.asked.status-unknown')
        : language.say(`kit.status.${condition.status}`);
    case 'language':
      return language.say('search.asked.in-language', { language: language.languageName(condition.language) });
    case 'number':
      return measuredText(language, condition);
    case 'date':
      return datedText(language, condition);
    case 'is':
      return language.say(`search.asked.${condition.what}`);
  }
}

function inBrackets(text: string): string {
  return text === '' ? '()' : `(${text})`;
}

function withoutText(language: Language, condition: Condition): string {
  const what = conditionText(language, condition);
  const left = condition.kind === 'any' ? condition.of : [condition];
  const named = left.every(({ kind }) => kind === 'named' || kind === 'words' || kind === 'text' || kind === 'is');
  return language.say(named ? 'search.asked.without' : 'search.asked.not', { what });
}

function wordsText(language: Language, { text, as }: Words): string {
  const key =
    as === 'phrase' ? 'search.asked.phrase' : as === 'beginning' ? 'search.asked.beginning' : 'search.asked.word';
  return language.say(key, { text });
}

function namedText(language: Language, { field, text, beginning, larger }: Named): string {
  const shown = worded(text) ?? '“”';
  const name = beginning ? `${shown}…` : shown;
  if (larger) return language.say('search.asked.larger', { name });
  return field === 'title' || field === 'author' || field === 'series' || field === 'warning'
    ? language.say(`search.asked.${field}`, { name })
    : name;
}

function ratedText(language: Language, { from, to }: Rated): string {
  const [low, high] = [language.say(`kit.bands.${from}`), language.say(`kit.bands.${to}`)];
  if (from === 'Unrated') return low;
  if (from === to) return language.say('search.asked.rated', { rating: low });
  if (from === 'General') return language.say('search.asked.rated-up-to', { rating: high });
  if (to === 'Explicit') return language.say('search.asked.rated-from', { rating: low });
  return language.say('search.asked.rated-between', { low, high });
}

function measuredText(language: Language, { field, min, max }: Measured): string {
  const amount = (count: number) => language.say(`search.asked.${field}`, { count });
  if (min === null) return language.say('search.asked.up-to', { amount: amount(max ?? 0) });
  if (max === null) return language.say('search.asked.at-least', { amount: amount(min) });
  if (min === max) return language.say('search.asked.exactly', { amount: amount(min) });
  return language.say('search.asked.between', { min: language.number(min), amount: amount(max) });
}

function datedText(language: Language, { field, from, to }: Dated): string {
  const what = language.say(`search.asked.${field}`);
  if (from && to) {
    const [start, end] = [boundText(language, from), boundText(language, to)];
    return start === end
      ? language.say('search.asked.date-on', { what, day: start })
      : language.say('search.asked.date-between', { what, start, end });
  }
  if (from) {
    if ('day' in from) return language.say('search.asked.date-since', { what, day: from.day });
    const span = language.say(`search.asked.last-${from.unit}`, { count: from.ago });
    return language.say('search.asked.date-within', { what, span });
  }
  if (!to) return what;
  return language.say('day' in to ? 'search.asked.date-until' : 'search.asked.date-before', {
    what,
    day: boundText(language, to),
  });
}

/** "2024-02-29", as it is typed; "7 days ago". */
function boundText(language: Language, bound: DateBound): string {
  if ('day' in bound) return bound.day;
  return language.say(`search.asked.ago-${bound.unit}`, { count: bound.ago });
}
