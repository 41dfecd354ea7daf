/**
 * What the files of drafts became: staged as a content whose story is not there yet, with the prints by which takedowns know it.
 */
import type { DraftText, NewStory } from '#src/catalog/contract.ts';
import { isTakenDown, refuseTakenDown } from '#src/engine/sqlite/bans.ts';
import type { Database } from '#src/engine/sqlite/database.ts';
import { requireStory, SELECT_STORY, type StoryRow, storyOf, TAKEN_DOWN } from '#src/engine/sqlite/story-rows.ts';
import { discard } from '#src/engine/sqlite/texts.ts';
import { insertStory, stageText } from '#src/engine/sqlite/writes.ts';
import { FicError } from '#src/story/errors.ts';
import type { Fingerprint } from '#src/story/fingerprint.ts';
import { type LibraryId, SHARED_LIBRARY, type Story, type StoryId } from '#src/story/story.ts';

/** With the content that its chunks were written to ahead; null where they come along. */
export type StagedText = DraftText & { readonly staged: number | null };
export type DraftStory = Pick<NewStory, 'fields' | 'permission' | 'key'>;

/** @throws FicError `draft-not-found`, `story-taken-down`. */
export function stageDraft(db: Database, id: string, text: StagedText, at: number): void {
  const draft = db.get<{ library: LibraryId }>('SELECT library FROM drafts WHERE id = ?', id);
  if (!draft) throw new FicError('draft-not-found');
  refuseTakenDown(db, draft.library, { fields: { sourceUrl: null }, chapters: text.chapters });
  const before = textOf(db, id);
  const { prints, words } = joined(text.chapters.map(({ fingerprint }) => fingerprint));
  db.run(
    `INSERT INTO draft_texts (draft, content, version, findings, prints, print_words) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (draft) DO UPDATE SET content = excluded.content, version = excluded.version,
       findings = excluded.findings, prints = excluded.prints, print_words = excluded.print_words`,
    ...[id, stageText(db, text, at), text.version, text.findings, bytesOf(prints), bytesOf(words)],
  );
  if (before) discard(db, before.content);
}

/** Whoever calls it has asked `refuseUnderage`. @throws FicError `draft-not-found`, `story-taken-down`. */
export function publishDraft(db: Database, id: string, story: DraftStory, at: number, newId: () => StoryId): Story {
  const text = textOf(db, id);
  if (!text) throw new FicError('draft-not-found');
  const { library, content } = text;
  const { fields, permission, key } = story;
  const present = db.get<StoryRow>(`${SELECT_STORY} WHERE s.library = ? AND s.key = ?`, library, key);
  if (present?.withdrawn === TAKEN_DOWN) throw new FicError('story-taken-down');
  if (present) {
    db.run('DELETE FROM drafts WHERE id = ?', id);
    return storyOf(present, db.tellUnreadable);
  }
  refuseTakenDown(db, library, { fields, chapters: [text] });
  db.run(
    'UPDATE contents SET staged_at = NULL, fields = ?, permission = ? WHERE number = ?',
    JSON.stringify(fields),
    JSON.stringify(permission),
    content,
  );
  const words = db.get<{ words: number }>('SELECT words FROM contents WHERE number = ?', content)?.words ?? 0;
  const added = insertStory(db, { library, key, fields, permission }, content, words, at, newId);
  db.run('DELETE FROM drafts WHERE id = ?', id);
  return storyOf(requireStory(db, added, [library]), db.tellUnreadable);
}

/** The staged texts that are what a takedown of this library's keeps out: their drafts wait on with their files. */
export function dropTakenDown(db: Database, library: LibraryId): void {
  const drafts = db.all<{ draft: string }>(
    'SELECT t.draft FROM draft_texts t JOIN drafts d ON d.id = t.draft WHERE d.library = ? OR ? = ?',
    ...[library, library, SHARED_LIBRARY],
  );
  for (const { draft } of drafts) {
    const text = textOf(db, draft);
    const isBanned = text && isTakenDown(db, text.library, { fields: { sourceUrl: null }, chapters: [text] });
    if (isBanned) db.run('DELETE FROM draft_texts WHERE draft = ?', draft);
  }
}

interface TextRow {
  readonly library: LibraryId;
  readonly content: number;
  readonly prints: Uint8Array;
  readonly print_words: Uint8Array;
}

function textOf(
  db: Database,
  id: string,
): { readonly library: LibraryId; readonly content: number; readonly fingerprint: Fingerprint } | null {
  const row = db.get<TextRow>(
    `SELECT d.library, t.content, t.prints, t.print_words FROM draft_texts t JOIN drafts d ON d.id = t.draft
     WHERE t.draft = ?`,
    id,
  );
  if (!row) return null;
  const prints = new Float64Array(row.prints.slice().buffer);
  return {
    library: row.library,
    content: row.content,
    fingerprint: { prints, words: new Uint32Array(row.print_words.slice().buffer) },
  };
}

/** What matters is the share of all words, whichever chapter they are in. */
function joined(fingerprints: readonly Fingerprint[]): Fingerprint {
  const length = fingerprints.reduce((sum, { prints }) => sum + prints.length, 0);
  const all = { prints: new Float64Array(length), words: new Uint32Array(length) };
  let at = 0;
  for (const { prints, words } of fingerprints) {
    all.prints.set(prints, at);
    all.words.set(words, at);
    at += prints.length;
  }
  return all;
}

function bytesOf({ buffer, byteOffset, byteLength }: Float64Array | Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
