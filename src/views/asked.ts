/**
 * What was asked for, as a person would say it: condition by condition.
 */
import type { Language } from '#src/language/language.ts';
import { type Condition, conjuncts, type StoryQuery } from '#src/query/ast.ts';

export function askedText(language: Language, { where }: StoryQuery): string {
  return conjuncts(where)
    .map((condition) => conditionText(language, condition))
    .join(', ');
}

export function conditionText(language: Language, condition: Condition): string {
  switch (condition.kind) {
    case 'words':
      return language.say('results.asked-text', { text: condition.text });
    case 'text':
      return language.say('results.asked-text', { text: condition.text });
    case 'named':
      return condition.text;
    case 'not':
      return language.say('results.asked-without', { name: conditionText(language, condition.of) });
    case 'any': {
      const texts = new Set(condition.of.map((each) => conditionText(language, each)));
      return [...texts].join(' / ');
    }
    case 'all':
      return condition.of.map((each) => conditionText(language, each)).join(', ');
    case 'rating':
      return language.say(`bands.${condition.from}`);
    case 'status':
      return language.say(`status.${condition.status}`);
    case 'language':
      return condition.language;
    case 'number':
      return rangeText(language, condition);
    case 'date':
      return condition.field;
    case 'is':
      return condition.what;
  }
}

function rangeText(language: Language, { min, max }: { min: number | null; max: number | null }): string {
  if (min === null) return language.say('results.words-up-to', { max: language.number(max ?? 0) });
  if (max === null) return language.say('results.words-from', { min: language.number(min) });
  return language.say('results.words-between', { min: language.number(min), max: language.number(max) });
}
