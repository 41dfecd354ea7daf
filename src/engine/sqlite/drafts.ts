/**
 * Drafts between preview and publishing.
 */
import type { SavedDraft } from '#src/catalog/contract.ts';
import type { Database } from '#src/engine/sqlite/database.ts';

interface DraftRow {
  readonly id: string;
  readonly library: string;
  readonly by: string;
  readonly file_name: string | null;
  readonly bytes: Uint8Array;
  readonly answers: string;
  readonly title: string | null;
  readonly saved_at: number;
  readonly expires_at: number;
}

export function saveDraft(db: Database, draft: SavedDraft): void {
  db.run(
    `INSERT OR REPLACE INTO drafts (id, library, by, title, file_name, bytes, answers, saved_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    draft.id,
    draft.library,
    draft.by,
    draft.title,
    draft.fileName,
    draft.bytes,
    draft.answers,
    draft.savedAt,
    draft.expiresAt,
  );
}

export function findDraft(db: Database, id: string, now: number): SavedDraft | null {
  const row = db.get<DraftRow>('SELECT * FROM drafts WHERE id = ? AND expires_at > ?', id, now);
  return row
    ? {
        id: row.id,
        library: row.library,
        by: row.by,
        title: row.title,
        fileName: row.file_name,
        bytes: row.bytes,
        answers: row.answers,
        savedAt: row.saved_at,
        expiresAt: row.expires_at,
      }
    : null;
}

export function hasExpired(db: Database, now: number): boolean {
  return db.get('SELECT 1 FROM drafts WHERE expires_at <= ? LIMIT 1', now) !== undefined;
}

export function removeExpired(db: Database, now: number): void {
  db.run('DELETE FROM drafts WHERE expires_at <= ?', now);
}

export function removeDraft(db: Database, id: string): void {
  db.run('DELETE FROM drafts WHERE id = ?', id);
}
