/**
 * Search: a query and an audience become one expression for the index, counted twice where the gate hides something.
 */
import type { Hidden, SearchResult, Stretch } from '#src/catalog/contract.ts';
import type { Database } from '#src/catalog/sqlite/database.ts';
import { dropping, named, pairing } from '#src/catalog/sqlite/filters.ts';
import { bandMark, gateMark, libraryMark, NO_MARK, statusMark } from '#src/catalog/sqlite/marks.ts';
import { allOf, anyMark, beginning, butNot, type Match, phrase } from '#src/catalog/sqlite/match.ts';
import { SELECT_STORY, type StoryRow } from '#src/catalog/sqlite/story-rows.ts';
import { askedPhrases } from '#src/catalog/words.ts';
import type { Range, Sort, StoryQuery } from '#src/query/query.ts';
import type { Audience } from '#src/story/audience.ts';
import { fold } from '#src/story/fold.ts';

const MOST_HITS = 100;
/** Matches up to which a list of them costs less than marks in the ranking do: with 10,000 stories, a third of a search. */
const FEW = 1_000;

/** As `SearchResult`, with stories as they are kept. */
export interface FoundRows extends Omit<SearchResult, 'hits'> {
  readonly hits: readonly StoryRow[];
}

/** Ties end at the id; positions have none. `rank` is FTS5's: the better, the smaller. */
const ORDERS: Readonly<Record<Sort, string>> = {
  best: 'story_index.rank, story_index.rowid DESC',
  updated: 'story_index.rowid DESC',
  published: 's.published_at DESC, s.id',
  words: 's.words DESC, s.id',
  title: 's.title, s.id',
  // Stories without an author come last.
  author: "s.author = '', s.author, s.title, s.id",
};

export function search(db: Database, query: StoryQuery, audience: Audience, slice: Stretch): FoundRows {
  if (audience.libraries.length === 0) return { total: 0, hits: [], hidden: [] };
  const words = asked(query.text) ? wordMatches(query.text) : [];
  const all = allOf([anyMark(audience.libraries.map(libraryMark)), ...words, ...filters(db, query, audience)]);
  const wanted = asked(query.without) ? butNot(all, dropping(db, query.without, audience.libraries)) : all;
  const gate = gateMark(audience.maxRank);
  const shown = gate === null ? wanted : allOf([anyMark([gate]), wanted]);

  const total = count(db, shown, query.words);
  const hiddenCount = gate === null ? 0 : count(db, wanted, query.words) - total;
  const hidden: Hidden[] = hiddenCount > 0 ? [{ reason: 'rating', count: hiddenCount }] : [];
  const sort = query.sort ?? 'best';
  if (total <= slice.offset) return { total, hits: [], hidden };
  if (sort === 'best' && words.length > 0 && total <= FEW) {
    return { total, hits: bestOfFew(db, allOf(words), shown, query.words, slice), hidden };
  }
  const order = ORDERS[sort === 'best' && words.length === 0 ? 'updated' : sort];
  return { total, hits: hits(db, shown, query.words, order, slice), hidden };
}

/** Text without a single word in it finds nothing. */
function wordMatches(text: string): Match[] {
  const phrases = askedPhrases(text);
  const last = phrases.at(-1);
  return last ? [...phrases.slice(0, -1).map(phrase), beginning(last)] : [anyMark([NO_MARK])];
}

function filters(db: Database, query: StoryQuery, { libraries }: Audience): Match[] {
  const matches: Match[] = [];
  for (const kind of ['author', 'fandom', 'character', 'tag'] as const) {
    const typed = query[kind];
    if (asked(typed)) matches.push(named(db, kind, typed, libraries));
  }
  if (asked(query.pairing)) matches.push(pairing(db, query.pairing, libraries));
  if (query.rating) matches.push(anyMark([bandMark(query.rating)]));
  if (query.status) matches.push(anyMark([statusMark(query.status)]));
  return matches;
}

/** Blank asks for nothing. */
function asked(text: string | undefined): text is string {
  return text !== undefined && fold(text) !== '';
}

function count(db: Database, match: Match, words: Range | undefined): number {
  const { join, where, values } = matching(match, words);
  return db.get<{ total: number }>(`SELECT count(*) AS total FROM story_index ${join} ${where}`, ...values)?.total ?? 0;
}

function hits(db: Database, match: Match, words: Range | undefined, order: string, slice: Stretch): StoryRow[] {
  const { join, where, values } = matching(match, words, order);
  return rowsAt(
    db,
    `SELECT story_index.rowid AS position FROM story_index ${join} ${where} ORDER BY ${order} LIMIT ? OFFSET ?`,
    values,
    slice,
  );
}

/**
 * The same order from less: marks weigh nothing, yet FTS5 walks all stories of each to rank by it. So the words alone are ranked.
 * The plus keeps SQLite from asking the index anew for each row of the list.
 */
function bestOfFew(db: Database, asked: Match, shown: Match, words: Range | undefined, slice: Stretch): StoryRow[] {
  const { join, where, values } = matching(shown, words);
  return rowsAt(
    db,
    `SELECT rowid AS position FROM story_index WHERE story_index MATCH ?
       AND +rowid IN (SELECT story_index.rowid FROM story_index ${join} ${where})
     ORDER BY ${ORDERS.best} LIMIT ? OFFSET ?`,
    [asked, ...values],
    slice,
  );
}

function rowsAt(
  db: Database,
  sql: string,
  values: readonly (string | number)[],
  { offset, limit }: Stretch,
): StoryRow[] {
  const positions = db.all<{ position: number }>(sql, ...values, Math.min(limit, MOST_HITS), offset);
  return positions.flatMap(({ position }) => db.get<StoryRow>(`${SELECT_STORY} WHERE s.position = ?`, position) ?? []);
}

/** Stories' rows are joined only where something of them is asked for: the index alone is several times faster. */
function matching(match: Match, words: Range | undefined, order = '') {
  const { min, max } = words ?? { min: null, max: null };
  const ranged = min !== null || max !== null;
  const joined = ranged || order.includes('s.');
  return {
    join: joined ? 'CROSS JOIN stories s ON s.position = story_index.rowid' : '',
    where: `WHERE story_index MATCH ?${ranged ? ' AND s.words BETWEEN ? AND ?' : ''}`,
    values: ranged ? [match, min ?? 0, max ?? Number.MAX_SAFE_INTEGER] : [match],
  };
}
