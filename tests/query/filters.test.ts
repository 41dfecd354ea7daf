/** What a press does to a query. */

import { expect, test } from 'vitest';
import { searchId } from '#commands/search/routes.ts';
import type { Condition, StoryQuery } from '#src/query/ast.ts';
import { facetCondition } from '#src/query/facets.ts';
import {
  asksFor,
  asOtherKind,
  asTyped,
  filterKey,
  filtersOf,
  isEverything,
  pairingKind,
  typedWord,
  withFilter,
  withoutFilters,
} from '#src/query/filters.ts';

const word = (text: string): Condition => ({ kind: 'words', text, as: 'word' });
const tag = (text: string): Condition => ({ kind: 'named', field: 'tag', text });
const pairing = (text: string): Condition => ({ kind: 'named', field: 'pairing', text });
const asked = (...of: Condition[]): StoryQuery => ({ where: { kind: 'all', of } });

test('a filter is taken away by its key, wherever it stands by now, and only once', () => {
  const query = asked(word('rain'), tag('Angst'), tag('Fluff'));
  const key = filterKey(tag('Angst'));
  const left = withoutFilters(query, (_, each) => each === key);
  expect([...filtersOf(left).values()]).toEqual([word('rain'), tag('Fluff')]);
  // A second press of the same button finds nothing to take away.
  expect(withoutFilters(left, (_, each) => each === key)).toEqual(left);
  expect(searchId('filter', { session: 's', key })).toMatch(/^v1\.filter\.s\.[a-z0-9]{1,7}$/);
});

test('what is asked for is asked for once, in whatever spelling', () => {
  const query = withFilter(asked(word('rain')), tag('Angst'));
  expect(query).toEqual(asked(word('rain'), tag('Angst')));
  expect(withFilter(query, tag('ÁNGST'))).toEqual(query);
  expect(asksFor(query, tag('angst'))).toBe(true);
  expect(asksFor(query, { kind: 'not', of: tag('angst') })).toBe(false);
  expect(withFilter({ where: word('rain'), sort: 'title' }, tag('Angst')).sort).toBe('title');
});

test('a value of a facet is asked for as what it is, and one that there is not is nothing', () => {
  expect(facetCondition('rating', 'Teen')).toEqual({ kind: 'rating', from: 'Teen', to: 'Teen' });
  expect(facetCondition('status', 'abandoned')).toEqual({ kind: 'status', status: 'abandoned' });
  expect(facetCondition('length', 'short')).toMatchObject({ kind: 'number', field: 'words', min: 1000 });
  expect(facetCondition('tag', 'Teen')).toEqual(tag('Teen'));
  for (const facet of ['rating', 'status', 'length'] as const) expect(facetCondition(facet, 'teenish')).toBeNull();
});

test('a search for everything is one without filters and without an order of its own', () => {
  expect(isEverything(asked())).toBe(true);
  expect(isEverything({ ...asked(), sort: 'words' })).toBe(false);
  expect(isEverything(asked(word('rain')))).toBe(false);
});

test('a corrected word is searched as it was typed, also inside an either-or, and others stay', () => {
  const query = asked(word('rain'), { kind: 'any', of: [word('lighhouse'), tag('lighhouse')] });
  const typed = typedWord(query, 'Lighhouse');
  expect(typed).toEqual(word('lighhouse'));
  expect(asTyped(query, filterKey(word('lighhouse')))).toEqual(
    asked(word('rain'), { kind: 'any', of: [{ kind: 'words', text: 'lighhouse', as: 'phrase' }, tag('lighhouse')] }),
  );
  expect(typedWord(asked(tag('lighhouse')), 'lighhouse')).toBeNull();
});

test('lovers are asked for as friends, and friends as lovers', () => {
  for (const [one, other, kind] of [
    ['Holmes/Watson', 'Holmes & Watson', 'romantic'],
    ['Holmes & Watson', 'Holmes/Watson', 'friends'],
  ] as const) {
    expect(pairingKind(asked(word('rain'), pairing(one)))).toBe(kind);
    expect(asOtherKind(asked(word('rain'), pairing(one)))).toEqual(asked(word('rain'), pairing(other)));
  }
  expect(pairingKind(asked(pairing('Holmes Watson')))).toBeNull();
});
