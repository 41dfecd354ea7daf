/**
 * Story text by the chunk, and where its pages begin.
 */
import type { PageKey } from '#src/catalog/contract.ts';
import type { StoredChunk } from '#src/engine/portions.ts';
import type { Database } from '#src/engine/sqlite/database.ts';
import { requireStory, storyOf } from '#src/engine/sqlite/story-rows.ts';
import { readBlocks, readOr } from '#src/engine/stored.ts';
import type { ProseChunk } from '#src/story/chunks.ts';
import { FicError } from '#src/story/errors.ts';
import type { ChapterInfo, StoryId } from '#src/story/story.ts';

/** What `Excerpt` is made of: each piece `Block[]` as JSON, parsed only where it is shown. */
export interface StoredExcerpt {
  /** The number of the content whose text it is. */
  readonly text: number;
  readonly pieces: readonly string[];
  readonly start: number;
  readonly wordsBefore: number;
}

interface Readable {
  readonly text: number;
  readonly info: ChapterInfo;
}

/** @throws FicError `story-not-found`, `story-withdrawn`, `story-taken-down`, `text-not-permitted`, `chapter-not-found`. */
export function excerpt(db: Database, id: StoryId, chapter: number, start: number, end: number): StoredExcerpt {
  const { text, info } = readable(db, id, chapter);
  const chunks = db.all<{ start: number; words_before: number; blocks: string }>(
    `SELECT start, words_before, blocks FROM chunks
     WHERE content = ? AND chapter = ? AND start < ? AND end > ? ORDER BY start`,
    text,
    chapter,
    end,
    start,
  );
  const [first] = chunks;
  return {
    text,
    pieces: chunks.map(({ blocks }) => blocks),
    start: first?.start ?? info.length,
    wordsBefore: first?.words_before ?? info.words,
  };
}

/** @throws FicError as `excerpt`, and `story-unreadable`. */
export function chapterChunks(db: Database, id: StoryId, chapter: number): ProseChunk[] {
  const { text } = readable(db, id, chapter);
  const chunks = db.all<ProseChunk>(
    'SELECT start, end, blocks FROM chunks WHERE content = ? AND chapter = ? ORDER BY start',
    text,
    chapter,
  );
  for (const { blocks } of chunks) {
    if (!readOr('chunks', text, db.tellUnreadable, () => readBlocks(blocks))) {
      throw new FicError('story-unreadable', { story: id });
    }
  }
  return chunks;
}

/** The one gate before any text. */
function readable(db: Database, id: StoryId, chapter: number): Readable {
  const row = requireStory(db, id, null);
  const { title, state, permission, chapters } = storyOf(row, db.tellUnreadable);
  if (state === 'taken-down') throw new FicError('story-taken-down');
  if (state === 'withdrawn') throw new FicError('story-withdrawn', { story: id, title });
  if (permission.basis === 'none') throw new FicError('text-not-permitted', { story: id, title });
  const info = chapters[chapter - 1];
  if (!info) throw new FicError('chapter-not-found', { story: id, title, chapter, chapters: chapters.length });
  return { text: row.text, info };
}

export function insertChunks(db: Database, content: number, chunks: readonly StoredChunk[]): void {
  for (const { chapter, start, end, wordsBefore, blocks } of chunks) {
    db.run(
      'INSERT INTO chunks (content, chapter, start, end, words_before, blocks) VALUES (?, ?, ?, ?, ?, ?)',
      content,
      chapter,
      start,
      end,
      wordsBefore,
      blocks,
    );
  }
}

/** Writes a part of a text ahead of its story. @param content - null begins one. Gives the content's number. */
export function stage(db: Database, content: number | null, chunks: readonly StoredChunk[], at: number): number {
  const number = content ?? db.insert('INSERT INTO contents (staged_at) VALUES (?) RETURNING number', at);
  insertChunks(db, number, chunks);
  return number;
}

/** Removes what was staged and never published. */
export function discard(db: Database, content: number): void {
  db.run('DELETE FROM contents WHERE number = ? AND staged_at IS NOT NULL', content);
}

/** Contents whose staging began before `time` and never ended: the program was killed. What a draft waits with is none. */
export function abandoned(db: Database, time: number): number[] {
  return db
    .all<{ number: number }>(
      'SELECT number FROM contents WHERE staged_at < ? AND number NOT IN (SELECT content FROM draft_texts)',
      time,
    )
    .map(({ number }) => number);
}

export function pageStarts(db: Database, { story, revision, chapter, layout }: PageKey): Uint32Array | null {
  const row = db.get<{ starts: Uint8Array }>(
    'SELECT starts FROM pages WHERE content = ? AND chapter = ? AND layout = ?',
    textAt(db, story, revision),
    chapter,
    layout,
  );
  // Bytes that are no whole numbers say nothing: they are computed again.
  return row && row.starts.length % 4 === 0 ? new Uint32Array(row.starts.slice().buffer) : null;
}

/** @throws FicError `story-not-found`. */
export function savePageStarts(db: Database, { story, revision, chapter, layout }: PageKey, starts: Uint32Array): void {
  const text = textAt(db, story, revision);
  if (text === null) throw new FicError('story-not-found', { story });
  insertPageStarts(db, text, chapter, layout, starts);
}

function textAt(db: Database, story: StoryId, revision: number): number | null {
  const row = db.get<{ text: number }>(
    `SELECT coalesce(c.text, c.number) AS text
     FROM stories s JOIN history h ON h.story = s.number JOIN contents c ON c.number = h.content
     WHERE s.id = ? AND h.revision = ?`,
    story,
    revision,
  );
  return row?.text ?? null;
}

/** Revisions of one text share its page starts: they depend on it alone. */
export function insertPageStarts(
  db: Database,
  content: number,
  chapter: number,
  layout: string,
  starts: Uint32Array,
): void {
  db.run(
    'INSERT OR REPLACE INTO pages (content, chapter, layout, starts) VALUES (?, ?, ?, ?)',
    content,
    chapter,
    layout,
    new Uint8Array(starts.buffer, starts.byteOffset, starts.byteLength),
  );
}
