/**
 * Stories as rows, and rows as stories.
 */
import type { Database } from '#src/engine/sqlite/database.ts';
import { readChapters, readFields, readOr, readPermission, type TellUnreadable } from '#src/engine/stored.ts';
import type { Audience } from '#src/story/audience.ts';
import { FicError } from '#src/story/errors.ts';
import type { LibraryId, Story, StoryId } from '#src/story/story.ts';

export interface StoryRow {
  readonly number: number;
  readonly id: string;
  readonly library: string;
  readonly revision: number;
  readonly withdrawn: number;
  readonly content: number;
  /** The content whose chunks and pages are its text: its own, or an earlier one's after a change of the header. */
  readonly text: number;
  readonly position: number;
  readonly published_at: number;
  readonly updated_at: number;
  readonly fields: string;
  readonly permission: string;
  readonly chapters: string;
  readonly words: number;
}

/** `stories.withdrawn`: what is not 0 is in no index, and no search or suggestion finds it. */
const STATES = ['published', 'withdrawn', 'taken-down'] as const;
export const [PUBLISHED, WITHDRAWN, TAKEN_DOWN] = [0, 1, 2] as const;

/** To be followed by a condition on `s`, the row of `stories`. */
export const SELECT_STORY = `
  SELECT s.number, s.id, s.library, s.revision, s.withdrawn, s.content, s.position, s.published_at, s.updated_at,
         coalesce(c.text, c.number) AS text, c.fields, c.permission, c.chapters, c.words
  FROM stories s JOIN contents c ON c.number = s.content`;

/** Null where the row cannot be read, which is told: a page goes on without it. */
export function readStory(row: StoryRow, tell: TellUnreadable): Story | null {
  return readOr('contents', row.content, tell, () => ({
    ...readFields(row.fields),
    id: row.id,
    library: row.library,
    revision: row.revision,
    state: STATES[row.withdrawn] ?? 'withdrawn',
    permission: readPermission(row.permission),
    words: row.words,
    chapters: readChapters(row.chapters),
    publishedAt: row.published_at,
    updatedAt: row.updated_at,
  }));
}

/** Those that can be read, in their order. */
export function readStories(rows: readonly StoryRow[], tell: TellUnreadable): Story[] {
  return rows.flatMap((row) => readStory(row, tell) ?? []);
}

/** @throws FicError `story-unreadable` where the row cannot be read. */
export function storyOf(row: StoryRow, tell: TellUnreadable): Story {
  const story = readStory(row, tell);
  if (!story) throw new FicError('story-unreadable', { story: row.id });
  return story;
}

/** @param libraries - null is any. */
export function findStory(db: Database, id: StoryId, libraries: readonly LibraryId[] | null): StoryRow | undefined {
  const row = db.get<StoryRow>(`${SELECT_STORY} WHERE s.id = ?`, id);
  return row && (libraries === null || libraries.includes(row.library)) ? row : undefined;
}

/** @throws FicError `story-not-found`. */
export function requireStory(db: Database, id: StoryId, libraries: readonly LibraryId[] | null): StoryRow {
  const row = findStory(db, id, libraries);
  if (!row) throw new FicError('story-not-found', { story: id });
  return row;
}

/** Where an audience may see it. */
export function shownStory(
  db: Database,
  key: 's.number' | 's.id',
  value: number | string,
  { libraries, maxRank }: Audience,
): StoryRow | undefined {
  const row = db.get<StoryRow>(
    `${SELECT_STORY} WHERE ${key} = ? AND s.withdrawn = ${PUBLISHED} AND s.rank <= ?`,
    value,
    maxRank,
  );
  return row && libraries.includes(row.library) ? row : undefined;
}
