/**
 * The log of changes as the index hears of it.
 */
import type { StoryChange } from '#src/engine/port.ts';
import type { Database } from '#src/engine/sqlite/database.ts';
import { PUBLISHED } from '#src/engine/sqlite/story-rows.ts';
import { readFields, readOr } from '#src/engine/stored.ts';
import type { LibraryId, StoryId } from '#src/story/story.ts';

/** A change with the story as it is now; of one that is gone there is nothing but its number. */
interface ChangedRow {
  readonly change: number;
  readonly story: number;
  readonly library: LibraryId;
  readonly id: StoryId;
  readonly withdrawn: number | null;
  readonly position: number;
  readonly published_at: number;
  readonly updated_at: number;
  readonly content: number;
  readonly fields: string;
  readonly chapters: number;
  readonly words: number;
}

const SELECT_CHANGED = `
  SELECT h.change, h.story, coalesce(s.library, h.library) AS library, s.id, s.withdrawn, s.position, s.published_at, s.updated_at,
         s.content, c.fields, iif(json_valid(c.chapters), json_array_length(c.chapters), 0) AS chapters, c.words
  FROM story_changes h LEFT JOIN stories s ON s.number = h.story LEFT JOIN contents c ON c.number = s.content
  WHERE h.change > ? ORDER BY h.change LIMIT ?`;

/** The number of the last change that any story had; 0 where there is none. */
export function lastChange(db: Database): number {
  return db.get<{ last: number | null }>('SELECT max(change) AS last FROM story_changes')?.last ?? 0;
}

export function changesSince(db: Database, change: number, limit: number): StoryChange[] {
  return db.all<ChangedRow>(SELECT_CHANGED, change, limit).map((row) => ({
    ...{ change: row.change, number: row.story, library: row.library },
    story: row.withdrawn === PUBLISHED ? indexed(db, row) : null,
  }));
}

function indexed(db: Database, row: ChangedRow): StoryChange['story'] {
  const fields = readOr('contents', row.content, db.tellUnreadable, () => readFields(row.fields));
  return (
    fields && {
      number: row.story,
      id: row.id,
      library: row.library,
      position: row.position,
      fields,
      words: row.words,
      chapters: row.chapters,
      kudos: 0,
      publishedAt: row.published_at,
      updatedAt: row.updated_at,
    }
  );
}
