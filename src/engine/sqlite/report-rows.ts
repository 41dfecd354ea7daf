/**
 * Members' reports to the moderators of their server, and what became of them. Settled ones are kept.
 */
import type { Database } from '#src/engine/sqlite/database.ts';
import { findStory, storyOf } from '#src/engine/sqlite/story-rows.ts';
import { withdraw } from '#src/engine/sqlite/writes.ts';
import type { Post } from '#src/moderation/posts.ts';
import {
  type NewReport,
  REPORTS_A_DAY,
  type Report,
  type ReportOutcome,
  type ReportReason,
  type Settlement,
} from '#src/moderation/reports.ts';
import { FicError } from '#src/story/errors.ts';
import { type LibraryId, SHARED_LIBRARY, type StoryId } from '#src/story/story.ts';

const MINUTE = 60 * 1000;
const DAY = 24 * 60 * MINUTE;

interface ReportRow {
  readonly id: string;
  readonly story: StoryId;
  readonly library: LibraryId;
  readonly by: string;
  readonly reason: ReportReason;
  readonly text: string;
  readonly chapter: number | null;
  readonly offset: number | null;
  readonly at: number;
  readonly channel: string | null;
  readonly message: string | null;
  readonly closed_by: string | null;
  readonly closed_at: number | null;
  readonly outcome: ReportOutcome | null;
  readonly answer: string;
  readonly told_at: number | null;
}

const OLDEST_FIRST = 'ORDER BY at, number LIMIT ?';

/** One open report for each member and story, the newest word of it: nobody buries what others reported. */
export function fileReport(db: Database, report: NewReport): Report {
  const { id, story, library, by, reason, text, place, at } = report;
  const said = [reason, text, place?.chapter ?? null, place?.offset ?? null, at] as const;
  const replaced = db.get<ReportRow>(
    `UPDATE reports SET reason = ?, text = ?, chapter = ?, offset = ?, at = ?
     WHERE story = ? AND library = ? AND by = ? AND closed_at IS NULL RETURNING *`,
    ...said,
    story,
    library,
    by,
  );
  if (replaced) return reportOf(replaced);
  refuseTooMany(db, report);
  db.run(
    `INSERT INTO reports (reason, text, chapter, offset, at, id, story, library, by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...said,
    id,
    story,
    library,
    by,
  );
  return { ...report, post: null, settlement: null, toldAt: null };
}

function refuseTooMany(db: Database, { library, by, at }: NewReport): void {
  const today = db.get<{ count: number; oldest: number | null }>(
    'SELECT count(*) AS count, min(at) AS oldest FROM reports WHERE by = ? AND at > ? AND library = ?',
    by,
    at - DAY,
    library,
  );
  if (!today || today.count < REPORTS_A_DAY || today.oldest === null) return;
  const minutes = Math.max(1, Math.ceil((today.oldest + DAY - at) / MINUTE));
  throw new FicError('reports-too-many', {
    limit: REPORTS_A_DAY,
    hours: Math.floor(minutes / 60),
    minutes: minutes % 60,
  });
}

export function findReport(db: Database, id: string, library: LibraryId): Report | null {
  const row = db.get<ReportRow>('SELECT * FROM reports WHERE id = ? AND library = ?', id, library);
  return row ? reportOf(row) : null;
}

export function openReports(db: Database, library: LibraryId, limit: number): Report[] {
  return reports(db, 'WHERE library = ? AND closed_at IS NULL', OLDEST_FIRST, library, limit);
}

export function countOpenReports(db: Database, story: StoryId, library: LibraryId): number {
  const sql = 'SELECT count(*) AS open FROM reports WHERE story = ? AND library = ? AND closed_at IS NULL';
  return db.get<{ open: number }>(sql, story, library)?.open ?? 0;
}

export function reportsAbout(db: Database, library: LibraryId, limit: number): Report[] {
  const where = 'WHERE closed_at IS NULL AND story IN (SELECT id FROM stories WHERE stories.library = ?)';
  return reports(db, where, OLDEST_FIRST, library, limit);
}

export function unpostedReports(db: Database, limit: number): Report[] {
  return reports(db, 'WHERE closed_at IS NULL AND message IS NULL', OLDEST_FIRST, limit);
}

export function reportPosted(db: Database, id: string, { channel, message }: Post): void {
  db.run('UPDATE reports SET channel = ?, message = ? WHERE id = ?', channel, message, id);
}

export function settleReport(db: Database, id: string, library: LibraryId, settlement: Settlement): Report[] {
  const report = findReport(db, id, library);
  if (!report || report.settlement) return [];
  if (settlement.outcome === 'closed') return settleWhere(db, settlement, 'id = ?', id);
  const story = findStory(db, report.story, [library, SHARED_LIBRARY]);
  if (story && story.library !== library)
    throw new FicError('library-not-yours', { title: storyOf(story, db.tellUnreadable).title });
  withdraw(db, report.story, [library], settlement);
  return settleReports(db, report.story, library, settlement);
}

export function settleReports(db: Database, story: StoryId, library: LibraryId, settlement: Settlement): Report[] {
  return settleWhere(db, settlement, 'story = ? AND library = ?', story, library);
}

function settleWhere(db: Database, settlement: Settlement, where: string, ...values: readonly string[]): Report[] {
  const { outcome, by, at, answer } = settlement;
  return db
    .all<ReportRow>(
      `UPDATE reports SET outcome = ?, closed_by = ?, closed_at = ?, answer = ?
       WHERE ${where} AND closed_at IS NULL RETURNING *`,
      outcome,
      by,
      at,
      answer,
      ...values,
    )
    .map(reportOf);
}

export function untoldReports(db: Database, by: string | null, since: number, limit: number): Report[] {
  const ofReporter = by === null ? '' : 'AND by = ?';
  return reports(
    db,
    `WHERE outcome IS NOT NULL AND told_at IS NULL AND closed_at >= ? ${ofReporter}`,
    'ORDER BY closed_at, number LIMIT ?',
    since,
    ...(by === null ? [] : [by]),
    limit,
  );
}

export function reportTold(db: Database, id: string, at: number): boolean {
  const told = db.get('UPDATE reports SET told_at = ? WHERE id = ? AND told_at IS NULL RETURNING id', at, id);
  return told !== undefined;
}

export function reportUntold(db: Database, id: string): void {
  db.run('UPDATE reports SET told_at = NULL WHERE id = ?', id);
}

function reports(db: Database, where: string, order: string, ...values: readonly (string | number)[]): Report[] {
  return db.all<ReportRow>(`SELECT * FROM reports ${where} ${order}`, ...values).map(reportOf);
}

function reportOf(row: ReportRow): Report {
  const { id, story, library, by, reason, text, at, chapter, offset, channel, message, told_at } = row;
  return {
    ...{ id, story, library, by, reason, text, at },
    place: chapter === null || offset === null ? null : { chapter, offset },
    post: channel === null || message === null ? null : { channel, message },
    settlement: settlementOf(row),
    toldAt: told_at,
  };
}

/** Those closed by an earlier release have no outcome: they were closed. */
function settlementOf({ outcome, closed_by, closed_at, answer }: ReportRow): Settlement | null {
  if (closed_by === null || closed_at === null) return null;
  return { outcome: outcome ?? 'closed', by: closed_by, at: closed_at, answer };
}
