/**
 * The log of a library, as rows that are only ever added.
 */
import type { Database } from '#src/engine/sqlite/database.ts';
import { readOr, readWords } from '#src/engine/stored.ts';
import type { LogAction, LogEntry, NewLogEntry } from '#src/moderation/library-log.ts';
import type { LibraryId, StoryId } from '#src/story/story.ts';

interface LogRow {
  readonly number: number;
  readonly library: string;
  readonly at: number;
  readonly by: string;
  readonly action: LogAction;
  readonly story: string | null;
  readonly details: string;
}

export function addLogEntry(db: Database, { library, at, by, action, story, details }: NewLogEntry): void {
  db.run(
    'INSERT INTO library_log (library, at, by, action, story, details) VALUES (?, ?, ?, ?, ?, ?)',
    library,
    at,
    by,
    action,
    story ?? null,
    JSON.stringify(details),
  );
}

export function logEntries(
  db: Database,
  library: LibraryId,
  story: StoryId | null,
  limit: number,
  before: number = Number.MAX_SAFE_INTEGER,
): LogEntry[] {
  const ofStory = story === null ? '' : 'AND story = ?';
  const rows = db.all<LogRow>(
    `SELECT * FROM library_log WHERE library = ? AND number < ? ${ofStory} ORDER BY number DESC LIMIT ?`,
    library,
    before,
    ...(story === null ? [] : [story]),
    limit,
  );
  return rows.flatMap(({ story: id, details: json, ...row }) => {
    const details = readOr('library_log', row.number, db.tellUnreadable, () => readWords(json));
    return details ? { ...row, ...(id !== null && { story: id }), details } : [];
  });
}
