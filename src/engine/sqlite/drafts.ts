/**
 * Drafts between preview and publishing: what is said of them, and their files. What these became is in draft-texts.ts.
 */
import type { FoundDraft, SavedDraft } from '#src/catalog/contract.ts';
import type { Database } from '#src/engine/sqlite/database.ts';
import { readFields, readOr } from '#src/engine/stored.ts';
import { FicError } from '#src/story/errors.ts';

export type Answer = Pick<SavedDraft, 'title' | 'answers' | 'savedAt' | 'expiresAt'>;

interface DraftRow {
  readonly id: string;
  readonly library: string;
  readonly by: string;
  readonly file_name: string | null;
  readonly answers: string;
  readonly title: string | null;
  readonly saved_at: number;
  readonly expires_at: number;
  /** Of its text; all null where none was staged. */
  readonly content: number | null;
  readonly version: string | null;
  readonly findings: string | null;
  readonly fields: string | null;
  readonly chapters: number | null;
  readonly words: number | null;
}

export function saveDraft(db: Database, draft: SavedDraft): void {
  removeDraft(db, draft.id);
  db.run(
    `INSERT INTO drafts (id, library, by, title, file_name, answers, saved_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[draft.id, draft.library, draft.by, draft.title, draft.fileName, draft.answers, draft.savedAt, draft.expiresAt],
  );
  db.run('INSERT INTO draft_files (draft, bytes) VALUES (?, ?)', draft.id, draft.bytes);
}

/** @throws FicError `draft-not-found`. */
export function answerDraft(db: Database, id: string, { title, answers, savedAt, expiresAt }: Answer): void {
  const answered = db.get(
    'UPDATE drafts SET title = ?, answers = ?, saved_at = ?, expires_at = ? WHERE id = ? RETURNING 1 AS one',
    ...[title, answers, savedAt, expiresAt, id],
  );
  if (!answered) throw new FicError('draft-not-found');
}

export function findDraft(db: Database, id: string, now: number): FoundDraft | null {
  const row = db.get<DraftRow>(
    `SELECT d.id, d.library, d.by, d.title, d.file_name, d.answers, d.saved_at, d.expires_at, t.content, t.version,
       t.findings, c.fields, c.words, iif(json_valid(c.chapters), json_array_length(c.chapters), NULL) AS chapters
     FROM drafts d LEFT JOIN draft_texts t ON t.draft = d.id LEFT JOIN contents c ON c.number = t.content
     WHERE d.id = ? AND d.expires_at > ?`,
    id,
    now,
  );
  if (!row) return null;
  return {
    id: row.id,
    library: row.library,
    by: row.by,
    title: row.title,
    fileName: row.file_name,
    answers: row.answers,
    savedAt: row.saved_at,
    expiresAt: row.expires_at,
    prepared: preparedOf(db, row),
  };
}

function preparedOf(db: Database, row: DraftRow): FoundDraft['prepared'] {
  const { content, version, findings, fields: json, chapters, words } = row;
  if (content === null || version === null || findings === null || json === null) return null;
  if (chapters === null || words === null) return null;
  const fields = readOr('contents', content, db.tellUnreadable, () => readFields(json));
  return fields && { version, findings, fields, chapters, words };
}

export function draftFile(db: Database, id: string): Uint8Array | null {
  return db.get<{ bytes: Uint8Array }>('SELECT bytes FROM draft_files WHERE draft = ?', id)?.bytes ?? null;
}

export function hasExpired(db: Database, now: number): boolean {
  return db.get('SELECT 1 FROM drafts WHERE expires_at <= ? LIMIT 1', now) !== undefined;
}

/** One of them. */
export function removeExpired(db: Database, now: number): void {
  db.run('DELETE FROM drafts WHERE id = (SELECT id FROM drafts WHERE expires_at <= ? LIMIT 1)', now);
}

export function removeDraft(db: Database, id: string): void {
  db.run('DELETE FROM drafts WHERE id = ?', id);
}
