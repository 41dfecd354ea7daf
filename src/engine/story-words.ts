/**
 * The words of each story's header, kept as text, so that whether a phrase stands in a story is told without splitting its header
 * again: with thousands of candidates that took ten times as long as reading them here. It costs some 700 bytes a story.
 *
 * They are written in the background by the one program that keeps the index, so that no import waits for them. A story whose
 * words are not there yet, or were split by another Ficus, is looked at itself.
 */

import { lastChange } from '#src/engine/index-feed.ts';
import type { Database } from '#src/engine/sqlite/database.ts';
import { type FieldWords, fieldWordsOf, WORD_FIELDS } from '#src/search/word-fields.ts';

/** Another one whenever `fieldWordsOf` gives other words, or other fields, than it gave before. */
const VERSION = 1;
const FORMAT = `${VERSION} icu ${process.versions.icu}`;

/** Stories that are looked at between two looks at the clock. */
const PORTION = 20;

interface Kept {
  readonly format: string;
  readonly heard: number;
}

interface HeaderRow {
  readonly change: number;
  readonly story: number;
  readonly fields: string | null;
}

export class StoryWords {
  readonly #db: Database;
  #isCurrent: boolean;

  constructor(db: Database) {
    this.#db = db;
    this.#isCurrent = this.#kept()?.format === FORMAT;
  }

  /** What a story says of itself, value by value; nothing of one that is gone. */
  of(story: number): readonly FieldWords[] {
    const kept = this.#isCurrent
      ? this.#db.get<{ words: string }>('SELECT words FROM story_words WHERE story = ?', story)
      : undefined;
    if (kept) return parse(kept.words);
    const row = this.#db.get<{ fields: string }>(
      'SELECT c.fields FROM stories s JOIN contents c ON c.number = s.content WHERE s.number = ?',
      story,
    );
    return row ? fieldWordsOf(JSON.parse(row.fields)) : [];
  }

  /** Whether stories changed whose words may not be kept. */
  isBehind(): boolean {
    return !this.#isCurrent || lastChange(this.#db) > (this.#kept()?.heard ?? 0);
  }

  /** Keeps the words of some, for about so many ms. Only inside `write`. */
  keepSome(time: number): void {
    const end = performance.now() + time;
    let { heard } = this.#isCurrent ? (this.#kept() ?? { heard: 0 }) : { heard: 0 };
    if (!this.#isCurrent) this.#db.run('DELETE FROM story_words');
    let rows: HeaderRow[];
    do {
      rows = this.#db.all<HeaderRow>(
        `SELECT h.change, h.story, c.fields FROM story_changes h
         LEFT JOIN stories s ON s.number = h.story LEFT JOIN contents c ON c.number = s.content
         WHERE h.change > ? ORDER BY h.change LIMIT ${PORTION}`,
        heard,
      );
      for (const { change, story, fields } of rows) {
        if (fields !== null) {
          const words = serialize(fieldWordsOf(JSON.parse(fields)));
          this.#db.run('INSERT OR REPLACE INTO story_words (story, words) VALUES (?, ?)', story, words);
        }
        heard = change;
      }
    } while (rows.length === PORTION && performance.now() < end);
    this.#db.run('INSERT OR REPLACE INTO kept_words (one, format, heard) VALUES (1, ?, ?)', FORMAT, heard);
  }

  /** What `keepSome` began anew is on disk. */
  kept(): void {
    this.#isCurrent = this.#kept()?.format === FORMAT;
  }

  #kept(): Kept | undefined {
    return this.#db.get<Kept>('SELECT format, heard FROM kept_words');
  }
}

/** A value a line: the number of its field, and its words. No word has white space in it. */
function serialize(values: readonly FieldWords[]): string {
  return values.map(({ field, words }) => [WORD_FIELDS.indexOf(field), ...words].join(' ')).join('\n');
}

function parse(text: string): FieldWords[] {
  if (text === '') return [];
  return text.split('\n').map((line) => {
    const [field, ...words] = line.split(' ');
    return { field: WORD_FIELDS[Number(field)] ?? 'summary', words };
  });
}
