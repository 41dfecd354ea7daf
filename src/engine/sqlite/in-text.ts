/**
 * Finds words side by side in the texts of stories, and the piece of each where they stand.
 *
 * What is asked reaches FTS5 as one quoted phrase of letters and digits, never as its syntax.
 */
import type { TextMatches, TextPiece } from '#src/engine/port.ts';
import type { Database } from '#src/engine/sqlite/database.ts';
import { currentText, searchedLibraries } from '#src/engine/sqlite/searched-texts.ts';
import { readBlocks, readOr } from '#src/engine/stored.ts';
import { TEXT_WORDS_VERSION } from '#src/engine/text-words.ts';
import type { LibraryId } from '#src/story/story.ts';

/** Pieces of texts that are looked through between two looks at the clock: some ms. */
const SLICE = 4_000;

/**
 * @param words - at least one.
 * @param shared - as `searchedLibraries`.
 * @param deadline - in ms of `performance.now()`: then not all may have been looked at.
 */
export function storiesWithText(
  db: Database,
  words: readonly string[],
  libraries: readonly LibraryId[],
  shared: boolean,
  deadline: number,
): TextMatches {
  const searched = new Set(searchedLibraries(db, shared).filter((library) => libraries.includes(library)));
  if (searched.size === 0) return { stories: [], unfinished: false };
  const found = new Set<number>();
  const last = db.get<{ last: number | null }>('SELECT max(number) AS last FROM searched_pieces')?.last ?? 0;
  for (let from = 1; from <= last; from += SLICE) {
    if (performance.now() > deadline) return { stories: [...found], unfinished: true };
    // Whose header is another by now may not be permitted any more: it is looked at in a moment (text-index.ts).
    const stories = db.all<{ number: number; library: LibraryId }>(
      `SELECT s.number, s.library FROM (
         SELECT DISTINCT p.content FROM text_index JOIN searched_pieces p ON p.number = text_index.rowid
         WHERE text_index MATCH ? AND text_index.rowid BETWEEN ? AND ?
       ) f
       JOIN searched_texts t ON t.content = f.content AND t.words_version = ${TEXT_WORDS_VERSION}
       JOIN stories s ON s.number = t.story AND s.content = t.header AND s.withdrawn = 0`,
      phraseOf(words),
      from,
      from + SLICE - 1,
    );
    for (const { number, library } of stories) if (searched.has(library)) found.add(number);
  }
  return { stories: [...found], unfinished: false };
}

/** By story: the first piece of its text that has them; none of a text that is not to be searched. */
export function firstPieces(
  db: Database,
  stories: readonly number[],
  words: readonly string[],
  shared: boolean,
): Map<number, TextPiece> {
  const searched = searchedLibraries(db, shared);
  const pieces = new Map<number, TextPiece>();
  for (const story of stories) {
    const text = currentText(db, story);
    const piece = text && searched.includes(text.library) ? firstPiece(db, text.text, phraseOf(words)) : null;
    if (piece) pieces.set(story, piece);
  }
  return pieces;
}

function firstPiece(db: Database, content: number, phrase: string): TextPiece | null {
  const range = db.get<{ first: number | null; last: number | null }>(
    'SELECT min(number) AS first, max(number) AS last FROM searched_pieces WHERE content = ?',
    content,
  );
  const found = db.get<{ chapter: number; start: number }>(
    `SELECT p.chapter, p.start FROM text_index JOIN searched_pieces p ON p.number = text_index.rowid
     WHERE text_index MATCH ? AND text_index.rowid BETWEEN ? AND ? AND p.content = ? ORDER BY text_index.rowid LIMIT 1`,
    phrase,
    range?.first ?? null,
    range?.last ?? null,
    content,
  );
  if (!found) return null;
  const { chapter, start } = found;
  const chunks = db.all<{ blocks: string }>(
    'SELECT blocks FROM chunks WHERE content = ? AND chapter = ? AND start <= ? AND end >= ? ORDER BY start DESC LIMIT 2',
    content,
    chapter,
    start,
    start,
  );
  const [blocks = [], before = []] = chunks.map(
    (chunk) => readOr('chunks', content, db.tellUnreadable, () => readBlocks(chunk.blocks)) ?? [],
  );
  return { chapter, start, blocks, before };
}

function phraseOf(words: readonly string[]): string {
  return `"${words.join(' ')}"`;
}
