/**
 * Titles of stories that no search finds, while somebody types one to bring it back.
 */
import type { Suggestion } from '#src/catalog/contract.ts';
import type { Database } from '#src/engine/sqlite/database.ts';
import {
  type CardRow,
  readCards,
  SELECT_CARD,
  type TAKEN_DOWN,
  type WITHDRAWN,
} from '#src/engine/sqlite/story-rows.ts';
import { hasTyped } from '#src/engine/title-words.ts';
import { shortLabel, titleLabel } from '#src/search/titles.ts';
import type { LibraryId, StoryCard } from '#src/story/story.ts';

/** Stories that were withdrawn, or taken down, by title; the last one first. */
export function suggestHidden(
  db: Database,
  state: typeof WITHDRAWN | typeof TAKEN_DOWN,
  typed: string,
  libraries: readonly LibraryId[],
  limit: number,
): Suggestion[] {
  const rows = db.all<CardRow>(
    `${SELECT_CARD} JOIN history h ON h.story = s.number AND h.revision = s.revision
     WHERE s.library IN (SELECT value FROM json_each(?)) AND s.withdrawn = ${state} ORDER BY h.at DESC, s.position DESC`,
    JSON.stringify(libraries),
  );
  return readCards(rows, db.tellUnreadable)
    .filter(({ title }) => hasTyped(typed, title))
    .slice(0, limit)
    .map(titleSuggestion);
}

function titleSuggestion(story: StoryCard): Suggestion {
  return { label: shortLabel(titleLabel(story)), value: story.id, uses: 1 };
}
