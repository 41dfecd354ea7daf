/**
 * Suggestions while somebody types: by literal beginning, then by uses among what the audience may see.
 */
import type { Suggestion, SuggestionKind } from '#src/catalog/contract.ts';
import type { Database } from '#src/catalog/sqlite/database.ts';
import { gateMark, NO_MARK, nameMark } from '#src/catalog/sqlite/marks.ts';
import { allOf, anyMark } from '#src/catalog/sqlite/match.ts';
import { findNames, type NamedUse, type UsesColumn } from '#src/catalog/sqlite/name-search.ts';
import {
  SELECT_STORY,
  type StoryRow,
  storyOf,
  type TAKEN_DOWN,
  type WITHDRAWN,
} from '#src/catalog/sqlite/story-rows.ts';
import { shortLabel, titleLabel } from '#src/catalog/titles.ts';
import { askedWords, hasWords, indexedWords } from '#src/catalog/words.ts';
import { ALL_RANKS, type Audience, OPEN_RANK } from '#src/story/audience.ts';
import { fold } from '#src/story/fold.ts';
import type { LibraryId, Story } from '#src/story/story.ts';

/** Below the lower gate so many times the names asked for are looked through, and so many stories of each counted. */
const LOOKED_THROUGH = 4;
const COUNTED = 200;

export function suggest(
  db: Database,
  kind: SuggestionKind,
  typed: string,
  { libraries, maxRank }: Audience,
  limit: number,
): Suggestion[] {
  const uses = maxRank >= ALL_RANKS ? 'all_uses' : 'open_uses';
  if (limit < 1) return [];
  const folded = fold(typed);
  const words = askedWords(typed);
  if (folded !== '' && words.length === 0) return [];
  if (folded === '' && kind === 'title') return newest(db, libraries, maxRank, limit);

  const found = new Map<string, NamedUse>();
  const lower = maxRank < OPEN_RANK;
  for (const library of libraries) {
    const most = lower ? limit * LOOKED_THROUGH : limit;
    for (const name of findNames(db, { library, kind, uses, folded, words, limit: most })) {
      if (!found.has(name.key)) found.set(name.key, name);
    }
  }
  if (lower) countUpTo(db, found, kind, libraries, maxRank);
  // A title is one story's, and so one library's.
  else if (libraries.length > 1 && kind !== 'title') addUp(db, found, kind, uses, libraries);
  const literal = (name: NamedUse) => Number(name.folded.startsWith(folded));
  return [...found.values()]
    .sort((a, b) => literal(b) - literal(a) || b.uses - a.uses || order(a.folded, b.folded) || order(a.key, b.key))
    .slice(0, limit)
    .map((name) => ({
      label: shortLabel(name.label),
      value: kind === 'title' ? name.key : name.label,
      uses: name.uses,
    }));
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Stories that were withdrawn, or taken down, by title; the last one first. */
export function suggestHidden(
  db: Database,
  state: typeof WITHDRAWN | typeof TAKEN_DOWN,
  typed: string,
  libraries: readonly LibraryId[],
  limit: number,
): Suggestion[] {
  const asked = askedWords(typed);
  const last = asked.at(-1);
  return db
    .all<StoryRow>(
      `${SELECT_STORY} JOIN history h ON h.story = s.number AND h.revision = s.revision
       WHERE s.library IN (SELECT value FROM json_each(?)) AND s.withdrawn = ${state} ORDER BY h.at DESC, s.position DESC`,
      JSON.stringify(libraries),
    )
    .map(storyOf)
    .filter(({ title }) => {
      const words = indexedWords(title);
      return hasWords(words, asked.slice(0, -1)) && (last === undefined || words.some((word) => word.startsWith(last)));
    })
    .slice(0, limit)
    .map(titleSuggestion);
}

/**
 * Uses are counted at two gates. Above the lower one its count is taken: rather too little than a name that gives something
 * away. Below it each name's stories are counted in the index, and a name without any is taken out.
 */
function countUpTo(
  db: Database,
  found: Map<string, NamedUse>,
  kind: SuggestionKind,
  libraries: readonly LibraryId[],
  maxRank: number,
): void {
  const gate = gateMark(maxRank) ?? NO_MARK;
  for (const name of [...found.values()]) {
    const uses =
      kind === 'title' ? Number(isOpenTitle(db, name.key, maxRank)) : storiesOf(db, name, kind, libraries, gate);
    if (uses > 0) found.set(name.key, { ...name, uses });
    else found.delete(name.key);
  }
}

function isOpenTitle(db: Database, story: string, maxRank: number): boolean {
  return db.get('SELECT 1 AS found FROM stories WHERE id = ? AND rank <= ?', story, maxRank) !== undefined;
}

/** Stories with this name that bear the mark: as many as are worth counting, for they only say what is offered first. */
function storiesOf(
  db: Database,
  { key }: NamedUse,
  kind: SuggestionKind,
  libraries: readonly LibraryId[],
  mark: string,
): number {
  const numbers = db.all<{ number: number }>(
    'SELECT number FROM names WHERE kind = ? AND key = ? AND library IN (SELECT value FROM json_each(?))',
    kind,
    key,
    JSON.stringify(libraries),
  );
  const match = allOf([anyMark([mark]), anyMark(numbers.map(({ number }) => nameMark(number)))]);
  return (
    db.get<{ uses: number }>(
      'SELECT count(*) AS uses FROM (SELECT 1 FROM story_index WHERE story_index MATCH ? LIMIT ?)',
      match,
      COUNTED,
    )?.uses ?? 0
  );
}

function newest(db: Database, libraries: readonly LibraryId[], maxRank: number, limit: number): Suggestion[] {
  return libraries
    .flatMap((library) =>
      db.all<StoryRow>(
        `${SELECT_STORY} WHERE s.library = ? AND s.withdrawn = 0 AND s.rank <= ? ORDER BY s.position DESC LIMIT ?`,
        library,
        maxRank,
        limit,
      ),
    )
    .sort((a, b) => b.position - a.position)
    .slice(0, limit)
    .map(storyOf)
    .map(titleSuggestion);
}

function titleSuggestion(story: Story): Suggestion {
  return { label: shortLabel(titleLabel(story)), value: story.id, uses: 1 };
}

/** A name that several libraries know is used as often as in all of them. */
function addUp(
  db: Database,
  found: Map<string, NamedUse>,
  kind: SuggestionKind,
  column: UsesColumn,
  libraries: readonly LibraryId[],
): void {
  const sums = db.all<{ key: string; uses: number }>(
    `SELECT key, sum(${column}) AS uses FROM names
     WHERE library IN (SELECT value FROM json_each(?)) AND kind = ? AND key IN (SELECT value FROM json_each(?)) GROUP BY key`,
    JSON.stringify(libraries),
    kind,
    JSON.stringify([...found.keys()]),
  );
  for (const { key, uses } of sums) {
    const name = found.get(key);
    if (name) found.set(key, { ...name, uses });
  }
}
