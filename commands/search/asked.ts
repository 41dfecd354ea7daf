/**
 * What was asked for, as a person would say it: condition by condition.
 */
import { worded } from '#src/kit/show/story-text.ts';
import type { Language } from '#src/language/language.ts';
import type { Condition, DateBound, Dated, Measured, Named, Rated, StoryQuery, Words } from '#src/query/ast.ts';
import { filtersOf } from '#src/query/filters.ts';

/** Plain; '' where nothing was. */
export function askedText(language: Language, query: StoryQuery): string {
  return language.row([...filtersOf(query).values()].map((condition) => conditionText(language, condition)));
}

/** Plain, and never blank. */
export function conditionText(language: Language, condition: Condition): string {
  return saying(language, condition, 'no');
}

/** `yes` where the condition is what must not be. */
type Not = 'yes' | 'no';

function saying(language: Language, condition: Condition, not: Not): string {
  switch (condition.kind) {
    case 'all':
    case 'any':
    case 'not':
      return not === 'no' ? groupText(language, condition) : notGroup(language, condition);
    case 'words':
      return wordsText(language, condition, not);
    case 'text':
      return language.say('search.asked.in-text', { text: condition.text, not });
    case 'named':
      return namedText(language, condition, not);
    case 'rating':
      return ratedText(language, condition, not);
    case 'status':
      return condition.status === 'unknown'
        ? language.say('search.asked.status-unknown', { not })
        : language.say('search.asked.status', { status: language.say(`kit.status.${condition.status}`), not });
    case 'language':
      return language.say('search.asked.in-language', { language: language.languageName(condition.language), not });
    case 'number':
      return measuredText(language, condition, not);
    case 'date':
      return datedText(language, condition, not);
    case 'is':
      return language.say(`search.asked.${condition.what}`, { not });
  }
}

type Group = Extract<Condition, { kind: 'all' | 'any' | 'not' }>;

function groupText(language: Language, group: Group): string {
  if (group.kind === 'not') return saying(language, group.of, 'yes');
  const texts = group.of.map((each) => conditionText(language, each));
  if (group.kind === 'all') return `(${language.row(texts)})`;
  // What names one thing under several fields is said once.
  return [...new Set(texts)].reduce((one, other) => language.say('search.asked.or', { one, other }));
}

function notGroup(language: Language, group: Group): string {
  const what = groupText(language, group);
  const named = ({ kind }: Condition) => kind === 'named' || kind === 'words' || kind === 'text' || kind === 'is';
  const without = group.kind === 'any' && group.of.every(named);
  return language.say(without ? 'search.asked.without-group' : 'search.asked.not-group', { what });
}

function wordsText(language: Language, { text, as }: Words, not: Not): string {
  return language.say(`search.asked.${as}`, { text, not });
}

function namedText(language: Language, { field, text, beginning, larger }: Named, not: Not): string {
  const shown = worded(text) ?? '“”';
  const name = beginning ? `${shown}…` : shown;
  if (larger) return language.say('search.asked.larger', { name, not });
  const key = field === 'title' || field === 'author' || field === 'series' || field === 'warning' ? field : 'name';
  return language.say(`search.asked.${key}`, { name, not });
}

function ratedText(language: Language, { from, to }: Rated, not: Not): string {
  const [low, high] = [language.say(`kit.bands.${from}`), language.say(`kit.bands.${to}`)];
  if (from === 'Unrated') return language.say('search.asked.unrated', { rating: low, not });
  if (from === to) return language.say('search.asked.rated', { rating: low, not });
  if (from === 'General') return language.say('search.asked.rated-up-to', { rating: high, not });
  if (to === 'Explicit') return language.say('search.asked.rated-from', { rating: low, not });
  return language.say('search.asked.rated-between', { low, high, not });
}

function measuredText(language: Language, { field, min, max }: Measured, not: Not): string {
  if (min === null) return language.say(`search.asked.${field}.up-to`, { count: max ?? 0, not });
  if (max === null) return language.say(`search.asked.${field}.at-least`, { count: min, not });
  if (min === max) return language.say(`search.asked.${field}.exactly`, { count: min, not });
  return language.say(`search.asked.${field}.between`, { min, count: max, not });
}

function datedText(language: Language, { field, from, to }: Dated, not: Not): string {
  if (from && to) {
    if (JSON.stringify(from) !== JSON.stringify(to)) return betweenText(language, { field, from, to }, not);
    return 'day' in from
      ? language.say('search.asked.on', { field, day: from.day, not })
      : language.say('search.asked.ago', { field, unit: from.unit, count: from.ago, not });
  }
  if (from) {
    return 'day' in from
      ? language.say('search.asked.since', { field, day: from.day, not })
      : language.say('search.asked.within', { field, unit: from.unit, count: from.ago, not });
  }
  if (!to) return language.say('search.asked.ever', { field, not });
  return 'day' in to
    ? language.say('search.asked.until', { field, day: to.day, not })
    : language.say('search.asked.before', { field, unit: to.unit, count: to.ago, not });
}

function betweenText(
  language: Language,
  { field, from, to }: { readonly [Name in 'from' | 'to']: DateBound } & Pick<Dated, 'field'>,
  not: Not,
): string {
  const [start, end] = [boundOf(from), boundOf(to)];
  return language.say('search.asked.between', {
    ...{ field, not },
    ...{ startUnit: start.unit, startDay: start.day, startCount: start.count },
    ...{ endUnit: end.unit, endDay: end.day, endCount: end.count },
  });
}

/** "2024-02-29", as it is typed, or "7 days ago". */
function boundOf(bound: DateBound) {
  return 'day' in bound
    ? ({ unit: 'date', day: bound.day, count: 0 } as const)
    : { unit: bound.unit, day: '', count: bound.ago };
}
