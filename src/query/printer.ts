/**
 * Trees as people would type them: what the parser reads as the same tree again.
 */
import type { Condition, Measured, Named, Rated, StoryQuery, Words } from '#src/query/ast.ts';
import { printDates } from '#src/query/dates.ts';
import { normal, normalQuery } from '#src/query/normal.ts';
import { escapedWord, isBare, quoted } from '#src/query/signs.ts';

/** '' for everything in no order of its own. Of a query that is not in normal form, its normal form. */
export function printQuery(query: StoryQuery): string {
  const { where, sort } = normalQuery(query);
  return [print(where), ...(sort ? [`sort:${sort}`] : [])].filter((part) => part !== '').join(' ');
}

/** '' for what asks for nothing. */
export function printCondition(condition: Condition): string {
  const asked = normal(condition);
  return asked ? print(asked) : '';
}

function print(condition: Condition): string {
  switch (condition.kind) {
    case 'all':
      return condition.of.map(inBrackets).join(' ');
    case 'any':
      return condition.of.map(inBrackets).join(' OR ');
    case 'not':
      return `-${inBrackets(condition.of)}`;
    case 'words':
      return printWords(condition);
    case 'named':
      return printNamed(condition);
    case 'rating':
      return printRated(condition);
    case 'status':
      return `status:${condition.status}`;
    case 'language':
      return `language:${condition.language}`;
    case 'number':
      return printMeasured(condition);
    case 'date':
      return printDates(condition.field, condition);
    case 'is':
      return `is:${condition.what}`;
    case 'text':
      return `text:${valueText(condition.text)}`;
  }
}

function inBrackets(condition: Condition): string {
  return condition.kind === 'all' || condition.kind === 'any' ? `(${print(condition)})` : print(condition);
}

function printWords({ text, as }: Words): string {
  if (as === 'word') return escapedWord(text);
  if (as === 'phrase') return quoted(text);
  return `${valueText(text)}*`;
}

function valueText(text: string): string {
  return isBare(text) ? text : quoted(text);
}

function printNamed({ field, text, beginning, larger }: Named): string {
  return `${field}:${larger ? '~' : ''}${valueText(text)}${beginning ? '*' : ''}`;
}

function printRated({ from, to }: Rated): string {
  const [low, high] = [from.toLowerCase(), to.toLowerCase()];
  if (from === to) return `rating:${low}`;
  if (from === 'General') return `rating<=${high}`;
  return to === 'Explicit' ? `rating>=${low}` : `rating:${low}-${high}`;
}

function printMeasured({ field, min, max }: Measured): string {
  if (min === null) return `${field}<=${max}`;
  if (max === null) return `${field}>=${min}`;
  return min === max ? `${field}:${min}` : `${field}:${min}-${max}`;
}
