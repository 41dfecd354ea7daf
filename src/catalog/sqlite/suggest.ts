/**
 * Suggestions while somebody types: by literal beginning, then by uses among what the audience may see.
 */
import type { Suggestion, SuggestionKind } from '#src/catalog/contract.ts';
import type { Database } from '#src/catalog/sqlite/database.ts';
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

export function suggest(
  db: Database,
  kind: SuggestionKind,
  typed: string,
  { libraries, maxRank }: Audience,
  limit: number,
): Suggestion[] {
  const uses = usesColumn(maxRank);
  if (uses === null || limit < 1) return [];
  const folded = fold(typed);
  const words = askedWords(typed);
  if (folded !== '' && words.length === 0) return [];
  if (folded === '' && kind === 'title') return newest(db, libraries, maxRank, limit);

  const found = new Map<string, NamedUse>();
  for (const library of libraries) {
    for (const name of findNames(db, { library, kind, uses, folded, words, limit })) {
      if (!found.has(name.key)) found.set(name.key, name);
    }
  }
  // A title is one story's, and so one library's.
  if (libraries.length > 1 && kind !== 'title') addUp(db, found, kind, uses, libraries);
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

/** Uses are counted at two gates. Between them the lower one is taken: rather too little than a name that gives something away. */
function usesColumn(maxRank: number): UsesColumn | null {
  if (maxRank >= ALL_RANKS) return 'all_uses';
  return maxRank >= OPEN_RANK ? 'open_uses' : null;
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
