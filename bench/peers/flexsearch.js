/**
 * FlexSearch: one Index over all that a story says, words whole (`tokenize: 'strict'`, its fastest and smallest), without a cap on
 * results, since totals are exact. It has no filters beside words that it can count by: they are looked at afterwards, as its
 * documentation does. For typos it has `suggest`, which lets words go, and no edit distance. Names: `tokenize: 'forward'`.
 */
import { Index } from 'flexsearch';
import { names, page, passes } from './shared.js';

/** @type {import('../search/engine.ts').OpenEngine} */
export async function open() {
  const index = new Index({ tokenize: 'strict', resolution: 9 });
  const documents = [];
  const numbers = new Map();
  const named = names();
  const completions = new Map();
  const text = ({ title, authors, pairings, fandoms, characters, tags, summary }) =>
    [title, ...pairings, ...authors, ...fandoms, ...characters, ...tags, summary].join(' ');
  const find = (question) => {
    const { words, isMistyped = false } = question;
    const hits =
      words.length > 0
        ? index
            .search(words.join(' '), { limit: documents.length, suggest: isMistyped })
            .map((number) => documents[number])
        : documents;
    const found = hits.filter((document) => passes(document, question));
    return question.isByDate ? found.sort((a, b) => b.position - a.position) : found;
  };
  let last = 0;
  return {
    mends: true,
    async add(stories) {
      for (const story of stories) {
        const one = page(story);
        const number = documents.push({ ...one, summary: '', position: last++ }) - 1;
        numbers.set(one.key, number);
        index.add(number, text(one));
        named.count(one);
      }
    },
    async finish() {
      for (const [kind, uses] of named.kinds) {
        // Of equal matches those come first that were added first: the most used.
        const ranked = [...uses].sort(([, a], [, b]) => b - a).map(([name]) => name);
        const of = new Index({ tokenize: 'forward' });
        for (const [rank, name] of ranked.entries()) of.add(rank, name);
        completions.set(kind, of);
      }
    },
    async ask(question) {
      const found = find(question);
      const shown = found.slice(question.offset, question.offset + 10);
      return { total: found.length, keys: shown.map(({ key }) => key) };
    },
    facets: async (question) => named.facets(find(question)),
    suggest: async (kind, typed) => completions.get(kind).search(typed, { limit: 25 }).length,
    async update(story) {
      const one = page(story);
      const number = numbers.get(one.key);
      documents[number] = { ...one, summary: '', position: last++ };
      index.update(number, text(one));
    },
    size: async () => null,
    async close() {},
  };
}
