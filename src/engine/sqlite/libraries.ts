/**
 * Which servers' libraries there are, and how one is deleted: in steps of a few ms, each leaving the file whole, so that a
 * deletion that was broken off goes on where it stopped.
 */
import type { Database } from '#src/engine/sqlite/database.ts';
import { SELECT_STORY, type StoryRow } from '#src/engine/sqlite/story-rows.ts';
import type { Greeting, Presence } from '#src/moderation/libraries.ts';
import type { LibraryId } from '#src/story/story.ts';

interface LibraryRow {
  readonly library: LibraryId;
  readonly left_at: number | null;
  readonly removing_at: number | null;
  readonly greeting: Greeting | null;
  readonly greeting_at: number | null;
}

/** Rows of a plain table, and chunks of a text, that one step deletes: some ms of either. */
const ROWS = 100;
const CHUNKS = 50;

const SELECT_LIBRARY = 'SELECT library, left_at, removing_at, greeting, greeting_at FROM libraries';

export function presences(db: Database): Map<LibraryId, Presence> {
  return new Map(db.all<LibraryRow>(SELECT_LIBRARY).map((row) => [row.library, presenceOf(row)]));
}

export function presence(db: Database, library: LibraryId): Presence | null {
  const row = find(db, library);
  return row ? presenceOf(row) : null;
}

export function arrive(db: Database, library: LibraryId, isNew: boolean): Presence | null {
  const before = find(db, library);
  if (before && before.removing_at !== null) return null;
  if (!before) db.run('INSERT INTO libraries (library, greeting) VALUES (?, ?)', library, isNew ? 'welcome' : null);
  else if (before.left_at !== null) {
    db.run(
      "UPDATE libraries SET left_at = NULL, greeting = 'welcome-back', greeting_at = NULL WHERE library = ?",
      library,
    );
  }
  const after = find(db, library);
  if (!after) throw new Error('A library was not kept.');
  return presenceOf(after);
}

export function leave(db: Database, library: LibraryId, at: number): void {
  db.run(
    `INSERT INTO libraries (library, left_at) VALUES (?, ?)
     ON CONFLICT (library) DO UPDATE SET left_at = coalesce(left_at, excluded.left_at), greeting = NULL`,
    library,
    at,
  );
}

export function greet(db: Database, library: LibraryId, at: number | null): void {
  if (at === null) db.run('UPDATE libraries SET greeting = NULL, greeting_at = NULL WHERE library = ?', library);
  else db.run('UPDATE libraries SET greeting_at = ? WHERE library = ?', at, library);
}

/** @param time - after so many ms no further step is begun; at least one is made. */
export function removeSome(
  db: Database,
  library: LibraryId,
  { leftBefore, at, time }: { readonly leftBefore: number; readonly at: number; readonly time: number },
): boolean {
  const row = find(db, library);
  if (!row || row.left_at === null || row.left_at > leftBefore) return false;
  const since = row.removing_at ?? at;
  if (row.removing_at === null) db.run('UPDATE libraries SET removing_at = ? WHERE library = ?', since, library);
  const end = performance.now() + time;
  let more = true;
  while (more) {
    more = STEPS.some((step) => step(db, library, since));
    if (performance.now() >= end) break;
  }
  if (!more) db.run('DELETE FROM libraries WHERE library = ?', library);
  return more;
}

/** Deletes a little; false where it found nothing. */
type Step = (db: Database, library: LibraryId, since: number) => boolean;

/** The texts of a story come right after it: what nothing refers to any more is found by nothing else. */
const STEPS: readonly Step[] = [
  removeChunks,
  removeContent,
  removeStory,
  removeDraftText,
  rows('drafts', 'id', 'library = ? AND saved_at <= ?'),
  rows('reports', 'number', 'library = ? AND at <= ?'),
  rows('library_log', 'number', 'library = ? AND at <= ?'),
  rows('banned_prints', 'print, takedown', 'takedown IN (SELECT number FROM takedowns WHERE library = ? AND at <= ?)'),
  rows('banned_sources', 'url, takedown', 'takedown IN (SELECT number FROM takedowns WHERE library = ? AND at <= ?)'),
  rows('takedowns', 'number', 'library = ? AND at <= ?'),
  rows('aliases', 'number', 'library = ? AND at <= ?'),
];

/** Contents that belong to no story are marked as if staged at the beginning of time: a killed program's next start knows them. */
const ORPHANED = 0;

function removeChunks(db: Database): boolean {
  const removed = db.all(
    `DELETE FROM chunks WHERE rowid IN
       (SELECT rowid FROM chunks WHERE content IN (SELECT number FROM contents WHERE staged_at = ?) LIMIT ?)
     RETURNING content`,
    ORPHANED,
    CHUNKS,
  );
  return removed.length > 0;
}

function removeContent(db: Database): boolean {
  const removed = db.all(
    'DELETE FROM contents WHERE number IN (SELECT number FROM contents WHERE staged_at = ? LIMIT 1) RETURNING number',
    ORPHANED,
  );
  return removed.length > 0;
}

function removeStory(db: Database, library: LibraryId, since: number): boolean {
  const row = db.get<StoryRow>(`${SELECT_STORY} WHERE s.library = ? AND s.published_at <= ? LIMIT 1`, library, since);
  if (!row) return false;
  const { id, number } = row;
  const contents = db.all<{ content: number }>('SELECT DISTINCT content FROM history WHERE story = ?', number);
  db.run('DELETE FROM history WHERE story = ?', number);
  db.run('DELETE FROM stories WHERE number = ?', number);
  for (const { content } of contents) {
    db.run('UPDATE contents SET staged_at = ?, text = NULL WHERE number = ?', ORPHANED, content);
  }
  db.run('DELETE FROM posts WHERE story = ?', id);
  return true;
}

/** A draft's text is as long as a story's. */
function removeDraftText(db: Database, library: LibraryId, since: number): boolean {
  const row = db.get<{ draft: string; content: number }>(
    `SELECT t.draft, t.content FROM draft_texts t JOIN drafts d ON d.id = t.draft
     WHERE d.library = ? AND d.saved_at <= ? LIMIT 1`,
    library,
    since,
  );
  if (!row) return false;
  // Published as if it were, so that it does not go in one step with what is said of it.
  db.run('UPDATE contents SET staged_at = NULL WHERE number = ?', row.content);
  db.run('DELETE FROM draft_texts WHERE draft = ?', row.draft);
  db.run('UPDATE contents SET staged_at = ? WHERE number = ?', ORPHANED, row.content);
  return true;
}

function rows(table: string, key: string, where: string): Step {
  const some = `SELECT ${key} FROM ${table} WHERE ${where} LIMIT ${ROWS}`;
  const sql = `DELETE FROM ${table} WHERE (${key}) IN (${some}) RETURNING 1 AS one`;
  return (db, library, since) => db.all(sql, library, since).length > 0;
}

function find(db: Database, library: LibraryId): LibraryRow | undefined {
  return db.get<LibraryRow>(`${SELECT_LIBRARY} WHERE library = ?`, library);
}

function presenceOf({ left_at, greeting, greeting_at }: LibraryRow): Presence {
  return { leftAt: left_at, greeting, triedAt: greeting_at };
}
