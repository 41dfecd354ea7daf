/**
 * Every change of a story: published, revised, edited, withdrawn, restored. Each keeps what was there before.
 *
 * All of these run inside a transaction of `Database.write`.
 */
import type { Actor, Header, NewStory, RevisionEntry, RevisionKind } from '#src/catalog/contract.ts';
import { storedChunks } from '#src/engine/portions.ts';
import { refuseTakenDown } from '#src/engine/sqlite/bans.ts';
import type { Database } from '#src/engine/sqlite/database.ts';
import {
  PUBLISHED,
  requireStory,
  SELECT_STORY,
  type StoryRow,
  storyOf,
  TAKEN_DOWN,
  WITHDRAWN,
} from '#src/engine/sqlite/story-rows.ts';
import { discard, insertChunks, insertPageStarts } from '#src/engine/sqlite/texts.ts';
import type { PreparedChapter } from '#src/story/chunks.ts';
import { FicError } from '#src/story/errors.ts';
import { fold } from '#src/story/fold.ts';
import { gateRank } from '#src/story/rating.ts';
import type { ChapterInfo, LibraryId, Story, StoryFields, StoryId } from '#src/story/story.ts';
import { refusesUnderage } from '#src/story/warnings.ts';

/** A content that was written ahead, or null where its chunks come along. */
type Staged = number | null;
export type Publication = NewStory & { readonly staged: Staged };
/** The row of the story that was there already; of a new one, what whoever brought it does not know. */
export type Published = StoryRow | { readonly id: StoryId };
export type Revision = Omit<NewStory, 'library' | 'key'> & { readonly staged: Staged };

const NEXT_POSITION = '(SELECT coalesce(max(position), 0) + 1 FROM stories)';

/** @throws FicError `story-refused-underage`. */
export function refuseUnderage(fields: StoryFields): void {
  if (refusesUnderage(fields)) throw new FicError('story-refused-underage', { title: fields.title });
}

/**
 * Publishes stories from the first on, at least one, until the time is over; gives those that it came to. The caller has asked
 * `refuseUnderage` of all.
 */
export function publishSome(
  db: Database,
  stories: readonly Publication[],
  at: number,
  { time, newId }: { readonly time: number; readonly newId: () => StoryId },
): Published[] {
  const end = performance.now() + time;
  const published: Published[] = [];
  for (const story of stories) {
    published.push(publish(db, story, at, newId));
    if (performance.now() > end) break;
  }
  return published;
}

function publish(db: Database, story: Publication, at: number, newId: () => StoryId): Published {
  const present = db.get<StoryRow>(`${SELECT_STORY} WHERE s.library = ? AND s.key = ?`, story.library, story.key);
  if (present) {
    if (present.withdrawn === TAKEN_DOWN) throw new FicError('story-taken-down');
    if (story.staged !== null) discard(db, story.staged);
    return present;
  }
  refuseTakenDown(db, story.library, story);
  return { id: insertStory(db, story, keepContent(db, story), wordsOf(story.chapters), at, newId) };
}

/** A story whose content is there. */
export function insertStory(
  db: Database,
  { library, key, fields, permission }: Pick<NewStory, 'library' | 'key' | 'fields' | 'permission'>,
  content: number,
  words: number,
  at: number,
  newId: () => StoryId,
): StoryId {
  const id = newId();
  const [rank, title, author] = headerKeys(fields);
  const number = db.insert(
    `INSERT INTO stories (id, library, key, revision, withdrawn, content, position, rank, words, title, author,
       published_at, updated_at)
     VALUES (?, ?, ?, 1, 0, ?, ${NEXT_POSITION}, ?, ?, ?, ?, ?, ?) RETURNING number`,
    ...[id, library, key, content, rank, words, title, author, at, at],
  );
  record(db, number, 1, 'published', { by: permission.by, at }, content);
  return id;
}

/** @throws FicError `story-not-found`, `story-withdrawn`, `story-taken-down`, `story-refused-underage`. */
export function revise(db: Database, id: StoryId, change: Revision, actor: Actor): Story {
  refuseUnderage(change.fields);
  const before = requireStory(db, id, null);
  if (before.withdrawn === TAKEN_DOWN) throw new FicError('story-taken-down');
  if (before.withdrawn === WITHDRAWN)
    throw new FicError('story-withdrawn', { story: id, title: storyOf(before, db.tellUnreadable).title });
  refuseTakenDown(db, before.library, change);
  const content = keepContent(db, change);
  db.run(
    `UPDATE stories SET revision = revision + 1, content = ?, position = ${NEXT_POSITION}, rank = ?, words = ?,
       title = ?, author = ?, updated_at = ? WHERE number = ?`,
    content,
    ...sortKeys(change),
    actor.at,
    before.number,
  );
  record(db, before.number, before.revision + 1, 'revised', actor, content);
  return storyOf(requireStory(db, id, null), db.tellUnreadable);
}

/**
 * Another header over the same text: it has a content of its own, which points to the one that has the chunks.
 *
 * @throws FicError `story-not-found`, `story-taken-down`, `story-changed`, `story-refused-underage`.
 */
export function reviseHeader(
  db: Database,
  id: StoryId,
  libraries: readonly LibraryId[],
  { fields, permission }: Header,
  actor: Actor,
  expected: number,
): Story {
  refuseUnderage(fields);
  const before = requireStory(db, id, libraries);
  if (before.withdrawn === TAKEN_DOWN) throw new FicError('story-taken-down');
  if (before.revision !== expected) throw changed(db, before);
  const content = db.insert(
    `INSERT INTO contents (fields, permission, chapters, words, text) VALUES (?, ?, ?, ?, ?) RETURNING number`,
    JSON.stringify(fields),
    JSON.stringify(permission),
    before.chapters,
    before.words,
    before.text,
  );
  db.run(
    'UPDATE stories SET revision = revision + 1, content = ?, rank = ?, title = ?, author = ? WHERE number = ?',
    content,
    ...headerKeys(fields),
    before.number,
  );
  record(db, before.number, before.revision + 1, 'edited', actor, content);
  return storyOf(requireStory(db, id, libraries), db.tellUnreadable);
}

/** Who was there first, and when. */
function changed(db: Database, row: StoryRow): FicError {
  const last = db.get<Pick<RevisionEntry, 'by' | 'at'>>(
    'SELECT by, at FROM history WHERE story = ? AND revision = ?',
    row.number,
    row.revision,
  );
  const { by, at } = last ?? { by: 'operator', at: row.updated_at };
  return new FicError('story-changed', {
    title: storyOf(row, db.tellUnreadable).title,
    by,
    at,
    revision: row.revision,
  });
}

/** @throws FicError `story-not-found`, `story-taken-down`. */
export function withdraw(db: Database, id: StoryId, libraries: readonly LibraryId[], actor: Actor): Story {
  const row = requireStory(db, id, libraries);
  if (row.withdrawn === TAKEN_DOWN) throw new FicError('story-taken-down');
  return row.withdrawn === WITHDRAWN ? storyOf(row, db.tellUnreadable) : hide(db, row, 'withdrawn', actor);
}

/** @throws FicError `story-not-found`, `story-not-withdrawn`, `restore-taken-down`, `story-refused-underage`. */
export function restore(db: Database, id: StoryId, libraries: readonly LibraryId[], actor: Actor): Story {
  const row = requireStory(db, id, libraries);
  const { title } = storyOf(row, db.tellUnreadable);
  if (row.withdrawn === TAKEN_DOWN) throw new FicError('restore-taken-down', { title });
  if (row.withdrawn === PUBLISHED) throw new FicError('story-not-withdrawn', { story: id, title });
  return show(db, row, 'restored', actor);
}

export function hide(db: Database, row: StoryRow, kind: 'withdrawn' | 'taken-down', actor: Actor): Story {
  return setState(db, row, kind === 'withdrawn' ? WITHDRAWN : TAKEN_DOWN, kind, actor);
}

/** @throws FicError `story-refused-underage`. */
export function show(db: Database, row: StoryRow, kind: 'restored' | 'takedown-undone', actor: Actor): Story {
  refuseUnderage(storyOf(row, db.tellUnreadable));
  return setState(db, row, PUBLISHED, kind, actor);
}

export function setState(db: Database, row: StoryRow, withdrawn: number, kind: RevisionKind, actor: Actor): Story {
  markState(db, row, withdrawn, kind, actor);
  return storyOf(requireStory(db, row.id, null), db.tellUnreadable);
}

/** The text did not change, so neither does when the story was updated. What the row says of it need not be readable. */
export function markState(db: Database, row: StoryRow, withdrawn: number, kind: RevisionKind, actor: Actor): void {
  db.run('UPDATE stories SET revision = revision + 1, withdrawn = ? WHERE number = ?', withdrawn, row.number);
  record(db, row.number, row.revision + 1, kind, actor, row.content);
}

function keepContent(db: Database, { permission, ...text }: Revision): number {
  return writeContent(db, text, { permission: JSON.stringify(permission), stagedAt: null });
}

type Text = Omit<Revision, 'permission'>;

/** A text that waits for its story, with the header of its file. */
export function stageText(db: Database, text: Text, at: number): number {
  return writeContent(db, text, { permission: null, stagedAt: at });
}

function writeContent(
  db: Database,
  { fields, chapters, pages, staged }: Text,
  { permission, stagedAt }: { readonly permission: string | null; readonly stagedAt: number | null },
): number {
  const said = [
    stagedAt,
    JSON.stringify(fields),
    permission,
    JSON.stringify(chapters.map(({ title, words, length }): ChapterInfo => ({ title, words, length }))),
    wordsOf(chapters),
  ];
  const content =
    staged ??
    db.insert(
      'INSERT INTO contents (staged_at, fields, permission, chapters, words) VALUES (?, ?, ?, ?, ?) RETURNING number',
      ...said,
    );
  if (staged === null) insertChunks(db, content, storedChunks(chapters));
  else {
    db.run(
      'UPDATE contents SET staged_at = ?, fields = ?, permission = ?, chapters = ?, words = ? WHERE number = ?',
      ...said,
      staged,
    );
  }
  for (const { layout, starts } of pages) {
    starts.forEach((chapterStarts, index) => {
      insertPageStarts(db, content, index + 1, layout, chapterStarts);
    });
  }
  return content;
}

function sortKeys({ fields, chapters }: Revision): [rank: number, words: number, title: string, author: string] {
  const [rank, title, author] = headerKeys(fields);
  return [rank, wordsOf(chapters), title, author];
}

function headerKeys(fields: StoryFields): [rank: number, title: string, author: string] {
  return [gateRank(fields.rating), fold(fields.title), fold(fields.authors[0] ?? '')];
}

function wordsOf(chapters: readonly PreparedChapter[]): number {
  return chapters.reduce((sum, { words }) => sum + words, 0);
}

function record(
  db: Database,
  story: number,
  revision: number,
  kind: RevisionKind,
  { by, at }: Actor,
  content: number,
): void {
  db.run(
    'INSERT INTO history (story, revision, kind, by, at, content) VALUES (?, ?, ?, ?, ?, ?)',
    story,
    revision,
    kind,
    by,
    at,
    content,
  );
}
