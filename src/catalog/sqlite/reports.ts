/**
 * Readers' reports to the moderators of their server. Closed ones are kept.
 */
import type { Actor, Report } from '#src/catalog/contract.ts';
import type { Database } from '#src/catalog/sqlite/database.ts';
import type { LibraryId, StoryId } from '#src/story/story.ts';

/** One open report for each member and story, the newest word of it: nobody buries what others reported. */
export function fileReport(db: Database, { id, story, library, by, text, at }: Report): void {
  const open = db.get(
    `UPDATE reports SET text = ?, at = ? WHERE story = ? AND library = ? AND by = ? AND closed_at IS NULL RETURNING id`,
    text,
    at,
    story,
    library,
    by,
  );
  if (open) return;
  db.run(
    'INSERT INTO reports (id, story, library, by, text, at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
    id,
    story,
    library,
    by,
    text,
    at,
  );
}

export function openReports(db: Database, library: LibraryId, limit: number): Report[] {
  return db.all<Report>(
    `SELECT id, story, library, by, text, at FROM reports
     WHERE library = ? AND closed_at IS NULL ORDER BY at, number LIMIT ?`,
    library,
    limit,
  );
}

export function openReportsOf(db: Database, story: StoryId, library: LibraryId): number {
  return (
    db.get<{ open: number }>(
      'SELECT count(*) AS open FROM reports WHERE story = ? AND library = ? AND closed_at IS NULL',
      story,
      library,
    )?.open ?? 0
  );
}

export function closeReport(db: Database, id: string, library: LibraryId, { by, at }: Actor): boolean {
  const closed = db.get(
    `UPDATE reports SET closed_by = ?, closed_at = ? WHERE id = ? AND library = ? AND closed_at IS NULL RETURNING id`,
    by,
    at,
    id,
    library,
  );
  return closed !== undefined;
}
