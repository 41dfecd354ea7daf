/** The table of fields: what it says of a field is so wherever the field is offered. */
import { describe, expect, test } from 'vitest';
import { search } from '#commands/search/search.ts';
import { conjuncts } from '#src/query/ast.ts';
import { facetCondition } from '#src/query/facets.ts';
import {
  ALIAS_KINDS,
  BLOCKABLE,
  FACETS,
  OPTION_FIELDS,
  type OptionField,
  SUGGESTION_KINDS,
  suggestedBy,
} from '#src/query/fields.ts';
import { parseQuery } from '#src/query/language.ts';
import { queryOf, type SearchOptions } from '#src/query/options.ts';
import { FIELD_EXAMPLES } from '#src/query/vocabulary.ts';

/** A value of each option, and the same in the query language. */
const ASKED: { readonly [Name in OptionField]: readonly [value: SearchOptions[Name], query: string] } = {
  rating: ['Teen', 'rating:teen'],
  author: ['ann', 'author:ann'],
  fandom: ['Emma', 'fandom:Emma'],
  pairing: ['Emma/Harriet', 'pairing:Emma/Harriet'],
  character: ['Emma', 'character:Emma'],
  tag: ['fluff', 'tag:fluff'],
  status: ['complete', 'status:complete'],
  words: ['<5k', 'words<5k'],
  sort: ['title', 'sort:title'],
};

describe('a field that is an option of /fic search', () => {
  test.each(OPTION_FIELDS)('%s is one, and asks for what it asks in the query language', (name) => {
    const [value, query] = ASKED[name];
    expect(search.options).toHaveProperty(name);
    expect(queryOf({ [name]: value })).toEqual(parseQuery(query).query);
  });

  test('is all that the command has, beside a whole query, what is to be left out and what was saved', () => {
    const others = ['query', 'without', 'saved'];
    expect(
      Object.keys(search.options)
        .filter((name) => !others.includes(name))
        .sort(),
    ).toEqual([...OPTION_FIELDS].sort());
  });

  test('is completed where the table says by what', () => {
    for (const name of OPTION_FIELDS) expect(name in search.complete, name).toBe(suggestedBy(name) !== null);
  });

  test('narrows nothing where it is blank', () => {
    for (const name of ['author', 'fandom', 'pairing', 'character', 'tag', 'without'] as const) {
      expect(conjuncts(queryOf({ [name]: ' ' }).where), name).toEqual([]);
    }
  });
});

test('each facet has a condition for its values', () => {
  const values: Readonly<Record<string, string>> = {
    rating: 'Teen',
    status: 'complete',
    length: 'novel',
    language: 'en',
  };
  for (const facet of FACETS) expect(facetCondition(facet, values[facet] ?? 'Emma'), facet).not.toBeNull();
});

test('lists that members see are in the order that they know', () => {
  expect(FACETS).toEqual(['rating', 'fandom', 'pairing', 'character', 'tag', 'status', 'length', 'language']);
  expect(BLOCKABLE).toEqual(['author', 'fandom', 'pairing', 'character', 'tag']);
  expect(ALIAS_KINDS).toEqual(['fandom', 'pairing', 'character', 'tag']);
  expect(SUGGESTION_KINDS).toEqual(['title', 'author', 'fandom', 'pairing', 'character', 'tag']);
});

test('every field can be typed, and what suggests its values is a kind of names', () => {
  for (const name of FIELD_EXAMPLES.keys())
    expect(parseQuery(FIELD_EXAMPLES.get(name) ?? '').mistakes, name).toEqual([]);
});
