/**
 * MiniSearch, as its documentation advises: fields with boosts, all words together (AND), `fuzzy` of one edit where a word is
 * mistyped, a filter over stored fields, names for suggestions in an index of their own. It sorts by relevance alone: what is
 * asked by date is sorted after it.
 */
import MiniSearch from 'minisearch';
import { names, page, passes } from './shared.js';

/** @type {import('../search/engine.ts').OpenEngine} */
export async function open() {
  const index = new MiniSearch({
    idField: 'key',
    fields: ['title', 'authors', 'pairings', 'fandoms', 'characters', 'tags', 'summary'],
    storeFields: ['key', 'position', 'fandoms', 'characters', 'tags', 'rating', 'status', 'isMild', 'isComplete'],
    stringifyField: (value) => (Array.isArray(value) ? value.join(' ') : value),
    searchOptions: {
      combineWith: 'AND',
      boost: { title: 8, pairings: 6, authors: 5, fandoms: 4, characters: 4, tags: 2 },
    },
  });
  const named = names();
  const completions = new Map();
  let last = 0;
  const find = (question) => {
    const found = index.search(question.words.length > 0 ? question.words.join(' ') : MiniSearch.wildcard, {
      filter: (document) => passes(document, question),
      ...(question.isMistyped && { fuzzy: 1, maxFuzzy: 1 }),
    });
    return question.isByDate ? found.sort((a, b) => b.position - a.position) : found;
  };
  return {
    mends: true,
    async add(stories) {
      for (const story of stories) {
        const one = page(story);
        index.add({ ...one, position: last++ });
        named.count(one);
      }
    },
    async finish() {
      for (const [kind, uses] of named.kinds) {
        const of = new MiniSearch({
          idField: 'name',
          fields: ['name'],
          storeFields: ['uses'],
          searchOptions: { prefix: true, boostDocument: (_id, _term, stored) => Math.log2(1 + stored.uses) },
        });
        of.addAll(Array.from(uses, ([name, count]) => ({ name, uses: count })));
        completions.set(kind, of);
      }
    },
    async ask(question) {
      const found = find(question);
      const shown = found.slice(question.offset, question.offset + 10);
      return { total: found.length, keys: shown.map(({ key }) => key) };
    },
    facets: async (question) => named.facets(find(question)),
    suggest: async (kind, typed) => completions.get(kind).search(typed).slice(0, 25).length,
    async update(story) {
      index.replace({ ...page(story), position: last++ });
    },
    size: async () => null,
    async close() {},
  };
}
