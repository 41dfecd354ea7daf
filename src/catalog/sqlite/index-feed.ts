/**
 * Keeps the index in step with the stories, whoever wrote them: what changed since it heard last is in `story_changes`.
 */
import type { Database } from '#src/catalog/sqlite/database.ts';
import { SELECT_STORY, type StoryRow } from '#src/catalog/sqlite/story-rows.ts';
import type { StoryIndex } from '#src/search/index-contract.ts';
import type { LibraryId } from '#src/story/story.ts';

interface ChangeRow {
  readonly change: number;
  readonly story: number;
  readonly library: LibraryId;
}

const PORTION = 500;

export class IndexFeed {
  readonly #db: Database;
  readonly #index: StoryIndex;
  #heard = 0;

  constructor(db: Database, index: StoryIndex) {
    this.#db = db;
    this.#index = index;
  }

  /** Whether there is something that the index has not heard of. */
  isBehind(): boolean {
    const row = this.#db.get<{ last: number | null }>('SELECT max(change) AS last FROM story_changes');
    return (row?.last ?? 0) > this.#heard;
  }

  /** Tells the index what changed, for at most about so many ms. @returns whether it has heard of everything. */
  catchUp(time: number): boolean {
    const end = performance.now() + time;
    while (this.isBehind()) {
      for (const change of this.#db.all<ChangeRow>(
        'SELECT change, story, library FROM story_changes WHERE change > ? ORDER BY change LIMIT ?',
        this.#heard,
        PORTION,
      )) {
        this.#apply(change);
        this.#heard = change.change;
        if (performance.now() > end) return !this.isBehind();
      }
    }
    return true;
  }

  #apply({ story, library }: ChangeRow): void {
    const row = this.#db.get<StoryRow>(`${SELECT_STORY} WHERE s.number = ?`, story);
    if (row?.withdrawn !== 0) this.#index.remove(library, story);
    else {
      this.#index.put({
        number: row.number,
        id: row.id,
        library: row.library,
        position: row.position,
        fields: JSON.parse(row.fields),
        words: row.words,
        chapters: JSON.parse(row.chapters).length,
        kudos: 0,
        publishedAt: row.published_at,
        updatedAt: row.updated_at,
      });
    }
  }
}
