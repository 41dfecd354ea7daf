/**
 * Orama: a schema with enums for what is filtered by, all words together (`threshold: 0`), `tolerance: 1` where a word is mistyped,
 * its own facets, its own sort. All words together means in one property, so all that a story says is one. Every word may go on in it,
 * so that it finds more than was asked.
 */
import { create, insertMultiple, search, update } from '@orama/orama';
import { pageText } from '../search/engine.ts';
import { names, page } from './shared.js';

/** @type {import('../search/engine.ts').OpenEngine} */
export async function open() {
  const db = create({
    schema: {
      ...{
        text: 'string',
        ofFandom: 'enum[]',
        ofTag: 'enum[]',
        fandoms: 'string[]',
        characters: 'string[]',
        tags: 'string[]',
      },
      ...{ rating: 'string', status: 'string', isMild: 'boolean', isComplete: 'boolean', position: 'number' },
    },
  });
  const suggestions = new Map();
  const named = names();
  const ids = new Map();
  let last = 0;
  const document = (one) => ({ ...one, text: pageText(one), ofFandom: one.fandoms, ofTag: one.tags, position: last++ });
  const ask = (question, more = {}) => {
    const { words, fandom, tag, isMild, isComplete, isByDate, isMistyped, offset } = question;
    const where = {
      ...(fandom !== undefined && { ofFandom: { containsAny: [fandom] } }),
      ...(tag !== undefined && { ofTag: { containsAny: [tag] } }),
      ...(isMild && { isMild: true }),
      ...(isComplete && { isComplete: true }),
    };
    return search(db, {
      ...{ term: words.join(' '), where, limit: 10, offset, threshold: 0 },
      properties: ['text'],
      ...(isByDate && { sortBy: { property: 'position', order: 'DESC' } }),
      ...(isMistyped && { tolerance: 1 }),
      ...more,
    });
  };
  return {
    mends: true,
    async add(stories) {
      const pages = stories.map(page);
      const inserted = await insertMultiple(db, pages.map(document));
      pages.forEach((one, at) => {
        ids.set(one.key, inserted[at]);
        named.count(one);
      });
    },
    async finish() {
      for (const [kind, uses] of named.kinds) {
        const of = create({ schema: { name: 'string', uses: 'number' } });
        await insertMultiple(
          of,
          Array.from(uses, ([name, count]) => ({ name, uses: count })),
        );
        suggestions.set(kind, of);
      }
    },
    async ask(question) {
      const { count, hits } = await ask(question);
      return { total: count, keys: hits.map((hit) => hit.document.key) };
    },
    async facets(question) {
      const facet = { limit: 25 };
      const facets = { fandoms: facet, characters: facet, tags: facet, rating: facet, status: facet };
      const { facets: counted = {} } = await ask(question, { facets });
      return Object.values(counted).reduce((sum, { values }) => sum + Object.keys(values).length, 0);
    },
    suggest: async (kind, typed) =>
      (await search(suggestions.get(kind), { term: typed, limit: 25, sortBy: { property: 'uses', order: 'DESC' } }))
        .hits.length,
    async update(story) {
      const one = page(story);
      ids.set(one.key, await update(db, ids.get(one.key), document(one)));
    },
    size: async () => null,
    async close() {},
  };
}
