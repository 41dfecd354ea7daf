/** Whatever is searched and found, what is said of it is a message that Discord takes, and nothing in it acts. */

import { type APIMessageComponent, ComponentType } from 'discord-api-types/v10';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { SEARCH_NAME, saveSearchModal, searchesView } from '#commands/saved-searches/view.ts';
import { nothingFoundView, type Offer } from '#commands/search/nothing-found.ts';
import { pageModal } from '#commands/search/page-modal.ts';
import { refineView } from '#commands/search/refine-view.ts';
import { RESULTS_PER_PAGE, resultsView } from '#commands/search/view.ts';
import { eachComponent } from '#playground/world/components.ts';
import type { Facets, SearchResult } from '#src/catalog/contract.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { type Language, loadLanguages } from '#src/language/language.ts';
import type { Condition, StoryQuery } from '#src/query/ast.ts';
import { FACETS, NAMED_FIELDS } from '#src/query/fields.ts';
import type { Story } from '#src/story/story.ts';
import { expectAccepted, expectModalAccepted, textsOf } from '#tests/views/accepted.ts';
import { found } from '#tests/views/found.ts';
import { aStoryOf, fullStory, hostileField, hostileStory } from '#tests/views/hostile-story.ts';

const english: Language = loadLanguages().for('en-US');
const SESSION = 'k3f9x_-Zq';

const distinct = (stories: readonly Story[]): Story[] =>
  stories.map((story, index) => ({ ...story, id: `${story.id}${index}` }));

/** Anything that a person can have asked for by words of their own. */
function hostileCondition(): fc.Arbitrary<Condition> {
  const named = fc.record({ field: fc.constantFrom(...NAMED_FIELDS), text: hostileField(), larger: fc.boolean() });
  const leaf = fc.oneof<fc.Arbitrary<Condition>[]>(
    hostileField().map((text): Condition => ({ kind: 'words', text, as: 'word' })),
    hostileField().map((text): Condition => ({ kind: 'text', text })),
    hostileField().map((language): Condition => ({ kind: 'language', language })),
    named.map(
      ({ larger, ...rest }): Condition => ({ kind: 'named', ...rest, ...(larger && { larger: true as const }) }),
    ),
  );
  return fc.oneof(
    { weight: 4, arbitrary: leaf },
    { weight: 1, arbitrary: leaf.map((of): Condition => ({ kind: 'not', of })) },
    {
      weight: 1,
      arbitrary: fc.array(leaf, { minLength: 2, maxLength: 4 }).map((of): Condition => ({ kind: 'any', of })),
    },
  );
}

const hostileQuery = (most: number): fc.Arbitrary<StoryQuery> =>
  fc.array(hostileCondition(), { maxLength: most, size: 'max' }).map((of) => ({ where: { kind: 'all', of } }));

function hostileResult(hits: readonly Story[]): fc.Arbitrary<SearchResult> {
  const corrections = fc.array(
    fc.record({ typed: hostileField(), searched: fc.array(hostileField(), { minLength: 1, maxLength: 4 }) }),
    { maxLength: 5 },
  );
  return fc
    .record({ corrections, unfinished: fc.boolean(), otherKind: fc.nat(2), total: fc.nat(2_000_000) })
    .map((some) => {
      const hidden = [
        { reason: 'rating' as const, count: 1_234_567 },
        { reason: 'blocked' as const, count: 1_234_567 },
      ];
      return found({ ...some, total: some.total + hits.length, hits, hidden });
    });
}

const stories = fc.array(hostileStory(), { minLength: 1, maxLength: RESULTS_PER_PAGE }).map(distinct);
const last = fc.option(fc.record({ asked: hostileField(), page: fc.nat(1000) }));

describe('for any search, Discord takes', () => {
  it('a page of results, with however many filters and corrections', () => {
    const given = stories.chain((hits) =>
      fc.record({ result: hostileResult(hits), query: hostileQuery(30), page: fc.nat(3), last }),
    );
    fc.assert(
      fc.property(given, (some) =>
        expectAccepted(
          resultsView(english, {
            session: SESSION,
            floor: 'mature',
            note: `${'n'.repeat(750)}\n${'n'.repeat(900)}`,
            ...some,
          }),
        ),
      ),
      { numRuns: 100 },
    );
  });

  it('what is said where nothing is found', () => {
    const offer = fc.record({
      without: fc.oneof(hostileCondition(), fc.constant('words' as const)),
      count: fc.integer({ min: 1, max: 2_000_000 }),
    });
    const given = fc.record({
      result: hostileResult([]).map((result) => ({ ...result, total: 0 })),
      query: hostileQuery(8),
      offers: fc.uniqueArray(offer, { maxLength: 7, selector: ({ without }) => JSON.stringify(without).toLowerCase() }),
    });
    fc.assert(
      fc.property(given, (some) => {
        // Offers come from the query's own conditions, of which no two are alike.
        const offers: Offer[] = some.offers.slice(0, 1);
        expectAccepted(nothingFoundView(english, { session: SESSION, floor: 'teen', ...some, offers }));
      }),
      { numRuns: 100 },
    );
  });

  it('the Refine menu, whatever the names that the found fics carry', () => {
    const values = fc.array(fc.record({ value: hostileField(), count: fc.nat(5) }), { maxLength: 25 });
    const given = fc.record({
      query: hostileQuery(4),
      values,
      mode: fc.constantFrom('only' as const, 'without' as const),
      total: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(given, ({ values: named, ...some }) => {
        expectAccepted(refineView(english, { session: SESSION, page: 1, ...some, facets: facetsOf(named) }));
      }),
      { numRuns: 100 },
    );
  });

  it('searches that were saved, and the forms', () => {
    const saved = fc
      .array(fc.record({ name: hostileField(), asked: hostileField() }), { maxLength: 25, size: 'max' })
      // What is saved has a name that can be seen, of at most so many units.
      .map((all) =>
        all.map((each, index) => ({ ...each, id: `s${index}`, name: `A${each.name}`.slice(0, SEARCH_NAME) })),
      );
    fc.assert(
      fc.property(fc.record({ saved, last }), (page) => expectAccepted(searchesView(english, page))),
      { numRuns: 60 },
    );
    fc.assert(fc.property(hostileField(), (asked) => expectModalAccepted(saveSearchModal(english, SESSION, asked))));
    expectModalAccepted(pageModal(english, SESSION, 200_000));
  });

  it('five results that fill every line of theirs, below all that can stand above and below them', () => {
    for (const stuffing of ['W', '*', '@everyone ', 'word ']) {
      const hits = distinct(Array.from({ length: RESULTS_PER_PAGE }, () => fullStory(stuffing)));
      const typed = ['lighhouse', 'keper', 'lanten'];
      const words = typed.map((text): Condition => ({ kind: 'words', text, as: 'word' }));
      const pairing: Condition = { kind: 'named', field: 'pairing', text: 'Holmes/Watson' };
      for (const more of [0, 1, 2, 6, 7, 30]) {
        const tags = Array.from({ length: more }, (_, index) => tag(`${index} ${stuffing.repeat(40)}`));
        const query: StoryQuery = { where: { kind: 'all', of: [...words, pairing, ...tags] } };
        const passage = {
          chapter: 1,
          offset: 10,
          excerpt: stuffing.repeat(300).slice(0, 300),
          match: [3, 9] as const,
          spoiler: false,
        };
        const result = found({
          ...{ passages: more % 2 === 0 ? Object.fromEntries(hits.map(({ id }) => [id, passage])) : {} },
          ...{ total: 1_234_567, hits, otherKind: 1_234_567, unfinished: true },
          hidden: [
            { reason: 'rating' as const, count: 1_234_567 },
            { reason: 'blocked' as const, count: 1_234_567 },
          ],
          corrections: typed.map((word) => ({ typed: word, searched: [stuffing.repeat(60)] })),
        });
        expectAccepted(
          resultsView(english, {
            session: SESSION,
            page: 3,
            result,
            floor: 'mature',
            query,
            note: `${'n'.repeat(750)}\n${'n'.repeat(900)}`,
          }),
        );
      }
    }
  });
});

describe('a page of results', () => {
  const hits = [aStoryOf({})];
  const view = (parts: Partial<SearchResult>, of: readonly Condition[] = []) =>
    resultsView(english, {
      ...{ session: SESSION, page: 0, floor: 'mature' },
      ...{ result: found({ total: 1, hits, ...parts }), query: { where: { kind: 'all', of } } },
    });

  test('has up to ten filters as buttons, and more in a menu, with what was asked in words', () => {
    const tags = (count: number) => Array.from({ length: count }, (_, index) => tag(`Tag ${index}`));
    expect(labels(view({}, tags(10))).filter((label) => label.startsWith('✕'))).toHaveLength(10);
    const many = view({}, tags(11));
    expect(labels(many).filter((label) => label.startsWith('✕'))).toEqual([]);
    expect(menus(many).get('Take a filter away')).toHaveLength(11);
    expect(said(many)).toContain('**1 fic** · Tag 0, Tag 1');
  });

  test('says what was asked twice once', () => {
    expect(labels(view({}, [tag('Angst'), tag('angst'), word('rain'), word('rain')]))).toEqual([
      ...['✕ Angst', '✕ “rain”', 'Open', 'Save'],
    ]);
  });

  test('does not say that a number is exact where the search did not come to its end', () => {
    expect(said(view({ total: 1234, unfinished: true }))).toContain('**At least 1,234 fics**');
  });

  test('says what was searched in the place of what was typed, and offers what was typed', () => {
    const corrections = [{ typed: 'lighhouse', searched: ['lighthouse'] }];
    const corrected = view({ corrections }, [word('lighhouse')]);
    expect(said(corrected)).toContain('Nothing here has “lighhouse”. Showing *lighthouse*.');
    expect(labels(corrected)).toContain('Only “lighhouse”');
    // A name is not a word that could be searched as it is.
    const name = view({ corrections: [{ typed: 'Sherlok', searched: ['Sherlock'] }] }, [tag('Sherlok')]);
    expect(said(name)).toContain('Showing *Sherlock*');
    expect(labels(name).some((label) => label.startsWith('Only'))).toBe(false);
  });

  test.each([
    ['Holmes/Watson', '12 more have them as friends (&)', 'As friends (&)'],
    ['Holmes & Watson', '12 more have them as a couple (/)', 'As a couple (/)'],
  ])('of %s says how many there are of the other kind', (text, sentence, button) => {
    const pairing: Condition = { kind: 'named', field: 'pairing', text };
    expect(said(view({ otherKind: 12 }, [pairing]))).toContain(sentence);
    expect(labels(view({ otherKind: 12 }, [pairing]))).toContain(button);
    expect(labels(view({ otherKind: 0 }, [pairing]))).not.toContain(button);
  });

  test('takes nothing in a story or a search for a sentence of ours', () => {
    const story = aStoryOf({ title: '$t(defect) {{number}}', summary: '$t(buttons.read)' });
    const text = [said(view({ hits: [story] }, [word('$t(defect) {{number}}')]))].join();
    expect(text).toContain('$t(defect) {{number}}');
    expect(text).toContain('“$t(defect) {{number}}”');
    expect(text).not.toContain('something broke');
  });
});

describe('the Refine menu', () => {
  const query: StoryQuery = { where: { kind: 'all', of: [{ kind: 'named', field: 'tag', text: 'Angst' }] } };
  const facets: Facets = {
    ...facetsOf([]),
    tag: [
      { value: 'Angst', count: 9 },
      { value: 'Slow Burn', count: 9 },
      { value: 'Fluff', count: 4 },
    ],
    language: [
      { value: 'en', count: 8 },
      { value: 'qzz', count: 1 },
    ],
    length: [{ value: 'novel', count: 2 }],
  };
  const menu = (mode: 'only' | 'without') =>
    menus(refineView(english, { session: SESSION, page: 0, mode, query, total: 9, facets }));

  test('marks what was asked for, and leaves out what would change nothing', () => {
    expect(menu('only').get('Tag')).toEqual(['✓ Angst (9)', 'Fluff (4)']);
    expect(menu('only').get('Language')).toEqual(['English (8)', 'qzz (1)']);
    expect(menu('only').get('Length')).toEqual(['50,000 words and more (2)']);
    expect(menu('only').has('Fandom')).toBe(false);
  });

  test('offers to leave out only what leaves something', () => {
    expect(menu('without').get('Tag')).toEqual(['Fluff (4)']);
  });

  test('shows the count of a name of any length', () => {
    const long = 'Endless '.repeat(40);
    const view = refineView(english, {
      ...{ session: SESSION, page: 0, mode: 'only' as const, query, total: 9 },
      facets: { ...facets, tag: [{ value: long, count: 3 }] },
    });
    const [label = ''] = menus(view).get('Tag') ?? [];
    expect(label).toMatch(/^Endless .*… \(3\)$/);
    expect(label.length).toBeLessThanOrEqual(LIMITS.selectLabel);
  });
});

const tag = (text: string): Condition => ({ kind: 'named', field: 'tag', text });
const word = (text: string): Condition => ({ kind: 'words', text, as: 'word' });

function facetsOf(named: readonly { readonly value: string; readonly count: number }[]): Facets {
  const own = { rating: [{ value: 'Teen', count: 1 }], status: [{ value: 'unknown', count: 1 }] };
  const all = Object.fromEntries(FACETS.map((facet) => [facet, facet === 'length' ? [] : named]));
  return { ...(all as unknown as Facets), ...own };
}

function said(body: MessageBody): string {
  const { markdown, plain } = textsOf(body);
  return [...markdown, ...plain].join('\n');
}

/** Buttons and menus, top to bottom. */
const controls = ({ components = [] }: MessageBody): readonly APIMessageComponent[] =>
  [...eachComponent(components as Parameters<typeof eachComponent>[0])].map(({ component }) => component);

function labels(body: MessageBody): string[] {
  return controls(body).flatMap((each) =>
    each.type === ComponentType.Button && 'label' in each && each.label ? [each.label] : [],
  );
}

/** The labels of each menu, by what it asks. */
function menus(body: MessageBody): ReadonlyMap<string, string[]> {
  return new Map(
    controls(body).flatMap((each) =>
      each.type === ComponentType.StringSelect
        ? [[each.placeholder ?? '', each.options.map(({ label }) => label)] as const]
        : [],
    ),
  );
}
