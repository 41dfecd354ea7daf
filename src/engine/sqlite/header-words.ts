/**
 * The words of headers as rows (story-words.ts says what they are for).
 */
import type { HeaderWords, KeptWords } from '#src/engine/port.ts';
import type { Database } from '#src/engine/sqlite/database.ts';
import { readFields, readOr } from '#src/engine/stored.ts';
import type { StoryFields } from '#src/story/story.ts';

export function wordsState(db: Database): KeptWords | null {
  return db.get<KeptWords>('SELECT format, heard FROM kept_words') ?? null;
}

export function keptWords(db: Database, stories: readonly number[]): Map<number, string> {
  const kept = new Map<number, string>();
  for (const story of stories) {
    const row = db.get<{ words: string }>('SELECT words FROM story_words WHERE story = ?', story);
    if (row) kept.set(story, row.words);
  }
  return kept;
}

export function headerFields(db: Database, stories: readonly number[]): Map<number, StoryFields> {
  const found = new Map<number, StoryFields>();
  for (const story of stories) {
    const row = db.get<{ content: number; fields: string }>(
      'SELECT s.content, c.fields FROM stories s JOIN contents c ON c.number = s.content WHERE s.number = ?',
      story,
    );
    const fields = row && readOr('contents', row.content, db.tellUnreadable, () => readFields(row.fields));
    if (fields) found.set(story, fields);
  }
  return found;
}

/** Only inside `write`. */
export function keepWords(
  db: Database,
  words: ReadonlyMap<number, string>,
  { format, heard }: KeptWords,
  { asOf, anew }: Parameters<HeaderWords['keep']>[2],
): void {
  if (anew) db.run('DELETE FROM story_words');
  const changed = new Set(
    db.all<{ story: number }>('SELECT story FROM story_changes WHERE change > ?', asOf).map(({ story }) => story),
  );
  for (const [story, text] of words) {
    if (!changed.has(story)) db.run('INSERT OR REPLACE INTO story_words (story, words) VALUES (?, ?)', story, text);
  }
  db.run('INSERT OR REPLACE INTO kept_words (one, format, heard) VALUES (1, ?, ?)', format, heard);
}
