/**
 * All that is said of a search.
 */
import { searchesView } from '#commands/saved-searches/view.ts';
import { mistakesText } from '#commands/search/mistakes.ts';
import { nothingFoundView } from '#commands/search/nothing-found.ts';
import { refineView } from '#commands/search/refine-view.ts';
import { resultsView, searchOverView } from '#commands/search/view.ts';
import type { Facets } from '#src/catalog/contract.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { notice } from '#src/kit/show/notices.ts';
import type { Language } from '#src/language/language.ts';
import type { Condition, StoryQuery } from '#src/query/ast.ts';
import { LENGTHS } from '#src/query/facets.ts';
import { FACETS } from '#src/query/fields.ts';
import { MISTAKE_CODES } from '#src/query/mistakes.ts';
import { RATING_FLOORS } from '#src/story/audience.ts';
import type { Story } from '#src/story/story.ts';
import { SESSION, WORD } from '#tests/language/greek.ts';
import { found } from '#tests/views/found.ts';

const named = (field: 'title' | 'author' | 'series' | 'warning' | 'tag' | 'pairing'): Condition => ({
  kind: 'named',
  field,
  text: field === 'pairing' ? `${WORD}/${WORD}` : WORD,
});

/** Every kind of condition, in every form that it is said in. */
const CONDITIONS: readonly Condition[] = [
  ...(['word', 'phrase', 'beginning'] as const).map((as): Condition => ({ kind: 'words', text: WORD, as })),
  { kind: 'text', text: WORD },
  ...(['title', 'author', 'series', 'warning', 'tag'] as const).map(named),
  { ...named('pairing'), larger: true } as Condition,
  ...(
    [
      ['Unrated', 'Unrated'],
      ['Teen', 'Teen'],
      ['General', 'Teen'],
      ['Teen', 'Explicit'],
      ['Teen', 'Mature'],
    ] as const
  ).map(([from, to]): Condition => ({ kind: 'rating', from, to })),
  ...(['unknown', 'complete', 'abandoned'] as const).map((status): Condition => ({ kind: 'status', status })),
  { kind: 'language', language: 'el' },
  ...(['words', 'chapters', 'kudos'] as const).flatMap((field) =>
    (
      [
        [null, 9],
        [9, null],
        [9, 9],
        [1, 9],
      ] as const
    ).map(([min, max]): Condition => ({ kind: 'number', field, min, max })),
  ),
  ...(['updated', 'posted'] as const).flatMap((field) => {
    const [day, ago] = [{ day: '2024-02-29' }, { ago: 2, unit: 'week' as const }];
    const bounds = [
      [day, day],
      [ago, ago],
      [day, ago],
      [day, null],
      [ago, null],
      [null, day],
      [null, ago],
      [null, null],
    ];
    return bounds.map(([from = null, to = null]): Condition => ({ kind: 'date', field, from, to }));
  }),
  ...(['oneshot', 'crossover'] as const).map((what): Condition => ({ kind: 'is', what })),
];

export function searching(language: Language, one: Story): MessageBody[] {
  const asking = (...of: Condition[]): StoryQuery => ({ where: { kind: 'all', of } });
  const each = [...CONDITIONS, ...CONDITIONS.map((of): Condition => ({ kind: 'not', of }))];
  const any: Condition = { kind: 'any', of: [named('tag'), named('author')] };
  const rated: Condition = { kind: 'rating', from: 'Teen', to: 'Teen' };
  const groups = [
    any,
    { kind: 'not', of: any } as const,
    { kind: 'not', of: { kind: 'any', of: [rated, any] } } as const,
  ];
  const word: Condition = { kind: 'words', text: WORD, as: 'word' };
  const corrections = [{ typed: WORD, searched: [WORD] }];
  const passage = { chapter: 1, offset: 9, excerpt: WORD, match: [0, 2] as const, spoiler: false };
  const hidden = [...(['rating', 'blocked'] as const)].map((reason) => ({ reason, count: 2 }));
  const full = found({
    total: 12,
    hits: [one],
    corrections,
    otherKind: 2,
    hidden,
    passages: { [one.id]: passage },
  });
  const page = { session: SESSION, page: 1, floor: 'mature', note: '' } as const;
  const facets = Object.fromEntries(FACETS.map((facet) => [facet, [{ value: WORD, count: 1 }]])) as unknown as Facets;
  const known: Facets = {
    ...facets,
    ...{ rating: [{ value: 'Teen', count: 1 }], status: [{ value: 'complete', count: 1 }] },
    ...{ language: [{ value: 'el', count: 1 }], length: LENGTHS.map(({ name }) => ({ value: name, count: 1 })) },
  };
  const menu = { session: SESSION, page: 0, query: asking(named('tag')), total: 3 };
  const nothing = (parts: Parameters<typeof found>[0], ...of: Condition[]) =>
    nothingFoundView(language, {
      session: SESSION,
      floor: 'teen',
      result: found(parts),
      query: asking(...of),
      offers: [],
    });
  const mistakes = MISTAKE_CODES.map((code) => {
    const details = { field: WORD, value: WORD, operator: WORD, most: '9', nearest: WORD };
    return mistakesText(language, WORD, [{ code, at: 0, length: 1, details }]) ?? '';
  });
  const many = MISTAKE_CODES.slice(0, 5).map((code) => ({ code, at: 0, length: 1, details: { most: '9' } }));
  return [
    ...[...each, ...groups].map((condition) =>
      resultsView(language, { ...page, result: full, query: asking(condition) }),
    ),
    ...(['romantic', 'platonic'] as const).map((kind) =>
      resultsView(language, {
        ...{ ...page, result: full, last: { asked: WORD, page: kind === 'romantic' ? 0 : 2 } },
        query: asking(
          kind === 'romantic' ? named('pairing') : ({ ...named('pairing'), text: `${WORD} & ${WORD}` } as Condition),
          word,
        ),
      }),
    ),
    resultsView(language, {
      ...page,
      result: { ...full, unfinished: true },
      query: asking(
        ...Array(12)
          .fill(0)
          .map((_, at) => ({ ...named('tag'), text: `${WORD} ${at}` }) as Condition),
      ),
    }),
    ...RATING_FLOORS.map((floor) => resultsView(language, { ...page, floor, result: full, query: asking(word) })),
    ...(['only', 'without'] as const).map((mode) => refineView(language, { ...menu, mode, facets: known })),
    refineView(language, { ...menu, mode: 'only', total: 1, query: asking(), facets: known }),
    refineView(language, { ...menu, mode: 'without', total: 1, facets: known }),
    ...[
      nothing({}),
      nothing({ hidden }),
      nothing({}, word),
      nothing({ hidden }, word),
      nothing({ unfinished: true }, word),
    ],
    ...(['romantic', 'platonic'] as const).map((kind) =>
      nothing(
        { otherKind: 2 },
        kind === 'romantic' ? named('pairing') : ({ ...named('pairing'), text: `${WORD} & ${WORD}` } as Condition),
      ),
    ),
    nothingFoundView(language, {
      ...{ session: SESSION, floor: 'mature', result: found({ corrections }), query: asking(word, named('tag')) },
      offers: [
        { without: named('tag'), count: 2 },
        { without: 'words', count: 2 },
      ],
    }),
    searchOverView(language, SESSION),
    ...[...mistakes, mistakesText(language, WORD, many) ?? ''].map((text) => notice(text)),
    searchesView(language, { last: { asked: WORD, page: 2 }, saved: [{ id: 's', name: WORD, asked: '' }] }),
    searchesView(language, { last: { asked: WORD, page: 0 }, saved: [] }),
  ];
}
