/** Ficus in the search bench: through the contract, with its thread and its rows. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalog } from '#src/catalog/contract.ts';
import { openSqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import { type Condition, EVERYTHING, type StoryQuery } from '#src/query/ast.ts';
import { ALL_RANKS, type Audience } from '#src/story/audience.ts';
import { SHARED_LIBRARY, type StoryId } from '#src/story/story.ts';
import type { Engine, Question } from './engine.ts';

const ANYBODY: Audience = { libraries: [SHARED_LIBRARY], maxRank: ALL_RANKS };

export async function openFicus(folder: string): Promise<Engine> {
  const catalog = await openSqliteCatalog({ file: join(folder, 'ficus.db'), now: Date.now, exclusive: true });
  const search = (question: Question) =>
    catalog.search(queryOf(question), ANYBODY, { offset: question.offset, limit: 10 });
  return {
    mends: true,
    async add(stories) {
      await catalog.addAll(stories);
    },
    finish: () => allHeard(catalog),
    async ask(question) {
      const { total, hits } = await search(question);
      return { total, keys: hits.map(({ id }) => id) };
    },
    async sourcesOf(keys) {
      const stories = await catalog.many(keys, [SHARED_LIBRARY]);
      return stories.map(({ sourceUrl }) => sourceUrl ?? '');
    },
    async facets(question) {
      const { facets } = await catalog.facets(queryOf(question), ANYBODY);
      return Object.values(facets).flat().length;
    },
    suggest: async (kind, typed) => (await catalog.suggest(kind, typed, ANYBODY, 25)).length,
    async update({ fields, chapters, permission, pages, key }) {
      const id = (await catalog.published(SHARED_LIBRARY, key))?.id as StoryId;
      await catalog.revise(id, { fields, chapters, permission, pages }, { by: 'operator', at: Date.now() });
    },
    async size() {
      const files = await readdir(folder);
      const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
      return sizes.reduce((sum, size) => sum + size, 0);
    },
    close: () => catalog.close(),
  };
}

/** The index listens to what was written for a moment with each question: asked until it has heard all. */
async function allHeard(catalog: Catalog): Promise<void> {
  const count = await catalog.count();
  for (;;) {
    const { total } = await catalog.search({ where: EVERYTHING }, ANYBODY, { offset: 0, limit: 1 });
    if (total === count) return;
  }
}

function queryOf({ words, fandom, tag, isMild, isComplete, isByDate }: Question): StoryQuery {
  const of: Condition[] = words.map((text) => ({ kind: 'words', text, as: 'word' }));
  if (fandom !== undefined) of.push({ kind: 'named', field: 'fandom', text: fandom });
  if (tag !== undefined) of.push({ kind: 'named', field: 'tag', text: tag });
  if (isMild) of.push({ kind: 'rating', from: 'General', to: 'Teen' });
  if (isComplete) of.push({ kind: 'status', status: 'complete' });
  return { where: { kind: 'all', of }, ...(isByDate && { sort: 'updated' as const }) };
}
