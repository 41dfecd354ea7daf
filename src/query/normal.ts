/**
 * The normal form of queries: two that mean the same by their shape alone are one tree.
 */
import { type Condition, EVERYTHING, type Range, type StoryQuery, type Words } from '#src/query/ast.ts';
import { inOrder } from '#src/query/dates.ts';
import { LARGEST } from '#src/query/range.ts';
import { cleanText } from '#src/query/signs.ts';

/** Nothing where there is nothing to join; one alone is itself; an `all` in an `all`, or an `any` in an `any`, is its outer's. */
export function combined(kind: 'all' | 'any', conditions: readonly (Condition | null)[]): Condition | null {
  const flat = conditions.flatMap((each): readonly Condition[] => {
    if (each === null) return [];
    return each.kind === kind ? each.of : [each];
  });
  const of = kind === 'all' ? withShips(flat) : flat;
  const [only] = of;
  return of.length > 1 && only ? { kind, of } : (only ?? null);
}

/** Free words with an x between them are a ship: "holmes x watson" is "holmes/watson". */
function withShips(conditions: readonly Condition[]): readonly Condition[] {
  const found: Condition[] = [];
  for (const right of conditions) {
    const [left, times] = found.slice(-2);
    if (isWord(left) && isWord(times) && /^[x×]$/.test(times.text) && isWord(right)) {
      found.splice(-2, 2, { ...left, text: `${left.text}/${right.text}` });
    } else found.push(right);
  }
  return found;
}

function isWord(condition: Condition | undefined): condition is Words {
  return condition?.kind === 'words' && condition.as === 'word';
}

export function negated(condition: Condition | null): Condition | null {
  if (condition === null) return null;
  return condition.kind === 'not' ? condition.of : { kind: 'not', of: condition };
}

/**
 * A query in normal form:
 * - `all` and `any` have two members or more, none of their own kind; only the whole of a query may be the `all` of nothing;
 * - no lone x stands between two free words: they are one word with a slash;
 * - what is under a `not` is no `not`;
 * - texts are one line with single blanks, none at the ends, nothing in them that cannot be shown, and not empty;
 * - a range is whole numbers from 0 to `LARGEST`, not open on both sides, the lower first; days and spans likewise;
 * - no key that the kind does not have, and none that is undefined.
 *
 * What asks for nothing (a blank text, an open range) is left out.
 */
export function normalQuery({ where, sort }: StoryQuery): StoryQuery {
  return { where: normal(where) ?? EVERYTHING, ...(sort && { sort }) };
}

/** Null for what asks for nothing. */
export function normal(condition: Condition): Condition | null {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return combined(condition.kind, condition.of.map(normal));
    case 'not':
      return negated(normal(condition.of));
    case 'words': {
      const text = cleanText(condition.text);
      return text === '' ? null : { kind: 'words', text, as: condition.as };
    }
    case 'text': {
      const text = cleanText(condition.text);
      return text === '' ? null : { kind: 'text', text };
    }
    case 'named': {
      const { field, beginning, larger } = condition;
      const text = cleanText(condition.text);
      if (text === '') return null;
      return {
        ...{ kind: 'named', field, text },
        ...(beginning && { beginning }),
        ...(larger && field === 'pairing' && { larger }),
      };
    }
    case 'number': {
      const range = normalRange(condition);
      return range && { kind: 'number', field: condition.field, ...range };
    }
    case 'date': {
      const { from, to } = inOrder(condition);
      return from || to ? { kind: 'date', field: condition.field, from, to } : null;
    }
    case 'language':
      return { kind: 'language', language: condition.language.toLowerCase() };
    case 'rating':
      return { kind: 'rating', from: condition.from, to: condition.to };
    case 'status':
      return { kind: 'status', status: condition.status };
    case 'is':
      return { kind: 'is', what: condition.what };
  }
}

function normalRange({ min, max }: Range): Range | null {
  const whole = (bound: number | null) => bound && Math.min(Math.max(0, Math.round(bound)), LARGEST);
  if (min === null && max === null) return null;
  if (min !== null && max !== null && min > max) return { min: whole(max), max: whole(min) };
  return { min: whole(min), max: whole(max) };
}
