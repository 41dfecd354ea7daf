/**
 * Keeps the index in step with the stories, whoever wrote them: what changed since it heard last is in `story_changes`.
 */
import type { Database } from '#src/engine/sqlite/database.ts';
import { PUBLISHED } from '#src/engine/sqlite/story-rows.ts';
import type { StoryIndex } from '#src/search/contract.ts';
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
  readonly fields: string;
  readonly chapters: number;
  readonly words: number;
}

const SELECT_CHANGED = `
  SELECT h.change, h.story, coalesce(s.library, h.library) AS library, s.id, s.withdrawn, s.position, s.published_at, s.updated_at,
         c.fields, json_array_length(c.chapters) AS chapters, c.words
  FROM story_changes h LEFT JOIN stories s ON s.number = h.story LEFT JOIN contents c ON c.number = s.content
  WHERE h.change > ? ORDER BY h.change LIMIT ?`;

/** Stories that are read at once: about a ms. */
const PORTION = 50;

export class IndexFeed {
  readonly #db: Database;
  readonly #index: StoryIndex;
  #heard: number;

  /** @param heard - the last change that the index knows of. */
  constructor(db: Database, index: StoryIndex, heard: number) {
    this.#db = db;
    this.#index = index;
    this.#heard = heard;
  }

  /** The last change that the index has heard of. */
  get heard(): number {
    return this.#heard;
  }

  /** Tells the index what changed, for at most about so many ms. @returns whether it has heard of everything. */
  catchUp(time: number): boolean {
    const end = performance.now() + time;
    while (lastChange(this.#db) > this.#heard) {
      for (const row of this.#db.all<ChangedRow>(SELECT_CHANGED, this.#heard, PORTION)) {
        this.#apply(row);
        this.#heard = row.change;
        if (performance.now() > end) return lastChange(this.#db) <= this.#heard;
      }
    }
    return true;
  }

  #apply(row: ChangedRow): void {
    if (row.withdrawn !== PUBLISHED) this.#index.remove(row.library, row.story);
    else {
      this.#index.put({
        number: row.story,
        id: row.id,
        library: row.library,
        position: row.position,
        fields: JSON.parse(row.fields),
        words: row.words,
        chapters: row.chapters,
        kudos: 0,
        publishedAt: row.published_at,
        updatedAt: row.updated_at,
      });
    }
  }
}

/** The number of the last change that any story had; 0 where there is none. */
export function lastChange(db: Database): number {
  return db.get<{ last: number | null }>('SELECT max(change) AS last FROM story_changes')?.last ?? 0;
}
