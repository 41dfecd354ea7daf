/**
 * Queries as nobody types them: trees of every kind of condition, with the signs of the language in every text.
 */
import fc from 'fast-check';
import { type Condition, type DateBound, SORTS, type StoryQuery } from '#src/query/ast.ts';
import { DATE_FIELDS, MEASURES, NAMED_FIELDS } from '#src/query/fields.ts';
import type { Band } from '#src/story/rating.ts';
import { hostileText } from '#tests/story/arbitrary-prose.ts';
import { unicodeText } from '#tests/unicode-text.ts';

const PIECES = [
  ...[
    '"',
    '“',
    '”',
    '\\',
    '\\"',
    '(',
    ')',
    '（',
    '）',
    ':',
    '：',
    '<',
    '>',
    '=',
    '<=',
    '*',
    '＊',
    '|',
    '||',
    '~',
    '&&',
    '&',
  ],
  ...[
    '-',
    '–',
    '—',
    '--',
    'OR',
    'AND',
    'NOT',
    'or',
    ' ',
    '  ',
    '\u00a0',
    '\u3000',
    '\n',
    '\t',
    '.',
    '..',
    ',',
    '/',
    '+',
  ],
  ...[
    'a',
    'Holmes',
    'fandom:',
    'words',
    'words>',
    'sort:title',
    'is:',
    'fandm:x',
    '1k',
    '5',
    '7d',
    '2024-05-01',
    'pg-13',
  ],
  ...[
    "O'Brien",
    'Éowyn',
    '福尔摩斯',
    'משה',
    '\u200f',
    '🦊',
    '👨\u200d👩',
    'e\u0301',
    '\u0301',
    '\ud800',
    '\0',
    '\u202e',
    '\u200b',
  ],
];

/** Bits of the language in an order of their own. */
export function queryText(maxLength = 20): fc.Arbitrary<string> {
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength, size: 'max' }).map((all) => all.join('')),
    },
    {
      weight: 2,
      arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength, size: 'max' }).map((all) => all.join(' ')),
    },
    { weight: 1, arbitrary: hostileText(12) },
    { weight: 1, arbitrary: unicodeText({ maxLength: 30 }) },
  );
}

const SCALE: readonly Band[] = ['General', 'Teen', 'Mature', 'Explicit'];
const count = fc.oneof(fc.nat(20), fc.nat(2_000_000), fc.constantFrom(0, 999_999_999_999));
const day = fc
  .date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date): DateBound => ({ day: date.toISOString().slice(0, 10) }));
const ago = fc.record(
  {
    ago: fc.integer({ min: 1, max: 9999 }),
    unit: fc.constantFrom('hour', 'day', 'week', 'month', 'year'),
  },
  { noNullPrototype: true },
) satisfies fc.Arbitrary<DateBound>;

function leaf(): fc.Arbitrary<Condition> {
  const text = fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom('a', 'Holmes', 'OR', 'words') },
    { weight: 3, arbitrary: queryText(6) },
  );
  const flag = fc.constantFrom(true as const, undefined);
  const bound = fc.option(fc.oneof(day, ago));
  return fc.oneof(
    fc.record({ kind: fc.constant('words'), text, as: fc.constantFrom('word', 'phrase', 'beginning') }),
    fc
      .record({ field: fc.constantFrom(...NAMED_FIELDS), text, beginning: flag, larger: flag })
      .map(({ field, text, beginning, larger }) => ({
        ...({ kind: 'named', field, text } as const),
        ...(beginning && { beginning }),
        ...(larger && { larger }),
      })),
    fc.constantFrom(
      ...SCALE.flatMap((from, at) => SCALE.slice(at).map((to) => ({ kind: 'rating', from, to }) as const)),
    ),
    fc.constant({ kind: 'rating', from: 'Unrated', to: 'Unrated' } as const),
    fc.record({
      kind: fc.constant('status'),
      status: fc.constantFrom('complete', 'in-progress', 'abandoned', 'unknown'),
    }),
    fc.record({
      kind: fc.constant('language'),
      language: fc.constantFrom('en', 'zh-hans', 'pt-br', 'fil', 'sjn', 'no'),
    }),
    fc.record({
      kind: fc.constant('number'),
      field: fc.constantFrom(...MEASURES),
      min: fc.option(count),
      max: fc.option(count),
    }),
    fc.record({ kind: fc.constant('date'), field: fc.constantFrom(...DATE_FIELDS), from: bound, to: bound }),
    fc.record({ kind: fc.constant('is'), what: fc.constantFrom('oneshot', 'crossover') }),
    fc.record({ kind: fc.constant('text'), text }),
  ) as fc.Arbitrary<Condition>;
}

/** Of at most 32 terms, and not in normal form. */
export function anyQuery(): fc.Arbitrary<StoryQuery> {
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => {
    const of = fc.array(tie('condition'), { maxLength: 3 });
    return {
      condition: fc.oneof(
        { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
        { weight: 3, arbitrary: leaf() },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant('all' as const), of }) },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant('any' as const), of }) },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant('not' as const), of: tie('condition') }) },
      ),
    };
  });
  return fc
    .record({ where: condition, sort: fc.constantFrom(...SORTS, undefined) })
    .map(({ where, sort }) => ({ where, ...(sort && { sort }) }));
}
