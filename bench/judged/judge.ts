/** Asks the judged queries of a catalog, and says how good its answers are. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewStory } from '#src/catalog/contract.ts';
import { openSqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import { parseQuery } from '#src/query/language.ts';
import { ALL_RANKS } from '#src/story/audience.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { gradeOf, type Judged, ndcg } from './judgement.ts';
import { namedCatalog } from './named-catalog.ts';
import names from './queries-names.json' with { type: 'json' };
import words from './queries-words.json' with { type: 'json' };

/** The same on every day. */
const NOW = Date.UTC(2024, 5, 2);
const PAGE = { offset: 0, limit: 10 };

export interface Verdict extends Judged {
  readonly ndcg: number;
  readonly total: number;
  /** Titles, in order, each with its grade. */
  readonly found: readonly string[];
}

export function judgedQueries(): Judged[] {
  return [...words, ...names].flatMap(({ kind, queries }) =>
    queries.map(({ query, wanted }) => ({ kind, query, wanted: wanted as unknown as Judged['wanted'] })),
  );
}

export async function judge(queries: readonly Judged[]): Promise<Verdict[]> {
  const stories = namedCatalog();
  const folder = await mkdtemp(join(tmpdir(), 'ficus-judged-'));
  let at = NOW;
  const catalog = await openSqliteCatalog({ file: join(folder, 'judged.db'), now: () => at++, exclusive: true });
  try {
    const byId = new Map<string, NewStory>();
    for (const [number, { id }] of (await catalog.addAll(stories)).entries()) byId.set(id, stories[number] as NewStory);
    const audience = { libraries: [SHARED_LIBRARY], maxRank: ALL_RANKS };
    const verdicts: Verdict[] = [];
    for (const judged of queries) {
      const { total, hits } = await catalog.search(parseQuery(judged.query).query, audience, PAGE);
      const grades = hits.map(({ id }) => gradeOf(byId.get(id) as NewStory, judged));
      const all = stories.map((story) => gradeOf(story, judged));
      const found = hits.map(({ title }, rank) => `${title} (${grades[rank]})`);
      verdicts.push({ ...judged, total, found, ndcg: ndcg(grades, all) });
    }
    return verdicts;
  } finally {
    await catalog.close();
    await rm(folder, { recursive: true });
  }
}

export function mean(verdicts: readonly Verdict[]): number {
  return verdicts.reduce((sum, { ndcg: one }) => sum + one, 0) / verdicts.length;
}
