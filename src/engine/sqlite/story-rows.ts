/**
 * Stories as rows, and rows as stories.
 */
import type { Database } from '#src/engine/sqlite/database.ts';
import { readCard, readChapters, readFields, readOr, readPermission, type TellUnreadable } from '#src/engine/stored.ts';
import type { Audience } from '#src/story/audience.ts';
import { FicError } from '#src/story/errors.ts';
import { CARD_FIELDS, type LibraryId, type Story, type StoryCard, type StoryId } from '#src/story/story.ts';

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

/** A story's row with the header of its card alone. */
export type CardRow = Pick<
  StoryRow,
  'number' | 'id' | 'library' | 'withdrawn' | 'content' | 'position' | 'updated_at' | 'fields' | 'words'
>;

const CARD = CARD_FIELDS.map((name) => `'${name}', c.fields -> '$.${name}'`).join(', ');
/** As SELECT_STORY. What is no JSON is given as it is, to be told. */
export const SELECT_CARD = `
  SELECT s.number, s.id, s.library, s.withdrawn, s.content, s.position, s.updated_at, c.words,
         iif(json_valid(c.fields), json_object(${CARD}), c.fields) AS fields
  FROM stories s JOIN contents c ON c.number = s.content`;

/** As `readStory`. */
function cardOf(row: CardRow, tell: TellUnreadable): StoryCard | null {
  return readOr('contents', row.content, tell, () => ({
    ...readCard(row.fields),
    id: row.id,
    library: row.library,
    state: STATES[row.withdrawn] ?? 'withdrawn',
    words: row.words,
    updatedAt: row.updated_at,
  }));
}

/** Those that can be read, in their order. */
export function readCards(rows: readonly CardRow[], tell: TellUnreadable): StoryCard[] {
  return rows.flatMap((row) => cardOf(row, tell) ?? []);
}

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

/** Those of these stories that are in the libraries, in the order of the ids. */
export function findMany<Row extends CardRow>(
  db: Database,
  select: typeof SELECT_STORY | typeof SELECT_CARD,
  ids: readonly StoryId[],
  libraries: readonly LibraryId[],
): Row[] {
  return ids.flatMap((id) => {
    const row = db.get<Row>(`${select} WHERE s.id = ?`, id);
    return row && libraries.includes(row.library) ? row : [];
  });
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
): CardRow | undefined {
  const row = db.get<CardRow>(
    `${SELECT_CARD} WHERE ${key} = ? AND s.withdrawn = ${PUBLISHED} AND s.rank <= ?`,
    value,
    maxRank,
  );
  return row && libraries.includes(row.library) ? row : undefined;
}
