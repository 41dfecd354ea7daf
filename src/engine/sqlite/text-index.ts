/**
 * Keeps the index of texts as it should be: the current text of every published story that may be shown, in the libraries that
 * let their texts be searched, and nothing else.
 *
 * It never trusts that somebody told it. It looks at one story after the other, compares what is in the index with what should
 * be, and does the next bit of the difference, in transactions of some ms. So it goes on after a kill where it stopped: at the
 * start, and when a library's choice changes, it looks at all stories that it may concern; then at those that change.
 */
import { continues as goesOn, type Paragraph, paragraphsOf } from '#src/engine/paragraphs.ts';
import { lastChange } from '#src/engine/sqlite/changes.ts';
import type { Database } from '#src/engine/sqlite/database.ts';
import { currentText, searchedLibraries } from '#src/engine/sqlite/searched-texts.ts';
import { readBlocks, readOr } from '#src/engine/stored.ts';
import { TEXT_WORDS_VERSION, textWords } from '#src/engine/text-words.ts';
import type { Block } from '#src/story/prose.ts';
import type { LibraryId } from '#src/story/story.ts';

/** Story numbers that a walk looks up at once. */
const PORTION = 200;
/** Pieces that are taken out at once: some ms. */
const REMOVED = 20;
/**
 * Pages of the index that are merged after each write. Without merging every write is one more place to look in; FTS5's own
 * merging may take seconds at once, this some ms.
 */
const MERGED_PAGES = 64;
/** Between two paragraphs: no word, so that no phrase goes on over it. */
const GAP = '\u00b6';

/**
 * What is the next to do: a chunk to put in; a new header of the same text to note; or pieces to take out (of the content null:
 * those whose text is gone).
 */
type Task =
  | { readonly kind: 'fill' | 'note'; readonly content: number; readonly story: number; readonly header: number }
  | { readonly kind: 'remove'; readonly content: number | null };

/** Stories to look at, a portion at a time. */
interface Walk {
  /** Null: all that are in the index. */
  readonly library: LibraryId | null;
  /** What it looked at last. */
  at: number;
}

interface SearchedRow {
  readonly content: number;
  readonly story: number;
  readonly header: number;
  readonly words_version: number;
  readonly chapter: number;
  readonly start: number;
  readonly whole: number;
}

export class TextIndex {
  readonly #db: Database;
  readonly #shared: boolean;
  #libraries: ReadonlySet<LibraryId> = new Set();
  #walks: Walk[] = [];
  #stories: number[] = [];
  /** The last change of a story that it knows of. */
  #heard: number;

  constructor(db: Database, shared: boolean) {
    this.#db = db;
    this.#shared = shared;
    this.#heard = lastChange(db);
    this.lookAnew();
  }

  /** A library's choice may have changed: then all that is in, and all that may have to be. */
  lookAnew(): void {
    const libraries = new Set(searchedLibraries(this.#db, this.#shared));
    this.#libraries = libraries;
    this.#walks = [null, ...libraries].map((library) => ({ library, at: Number.MIN_SAFE_INTEGER }));
  }

  /** Whether a choice was made since it looked. */
  hasNewChoices(): boolean {
    const now = searchedLibraries(this.#db, this.#shared);
    return now.length !== this.#libraries.size || now.some((library) => !this.#libraries.has(library));
  }

  /** Whether some of a library's texts may not be in yet. */
  isFilling(library: LibraryId): boolean {
    if (!searchedLibraries(this.#db, this.#shared).includes(library)) return false;
    return (
      !this.#libraries.has(library) ||
      this.#walks.some((walk) => walk.library === library) ||
      this.#stories.some((story) => currentText(this.#db, story)?.library === library) ||
      lastChange(this.#db) > this.#heard
    );
  }

  /**
   * Looks for something to do for about so many ms; writes nothing.
   *
   * @returns `work` where `work` has something to do, `idle` where nothing is left.
   */
  look(time: number): 'work' | 'more' | 'idle' {
    const end = performance.now() + time;
    do {
      const found = this.#next();
      if (found !== null) return found === 'idle' ? 'idle' : 'work';
    } while (performance.now() < end);
    return 'more';
  }

  /** Does what there is to do for about so many ms. Only inside `write`. */
  work(time: number): void {
    const end = performance.now() + time;
    do {
      const found = this.#next();
      if (found === 'idle') break;
      if (found?.kind === 'fill') fill(this.#db, found);
      if (found?.kind === 'note') note(this.#db, found);
      if (found?.kind === 'remove') remove(this.#db, found.content);
    } while (performance.now() < end);
    this.#db.run("INSERT INTO text_index (text_index, rank) VALUES ('merge', ?)", MERGED_PAGES);
  }

  /** The next task; null where this look found none and another may. */
  #next(): Task | 'idle' | null {
    if (this.#db.get('SELECT 1 FROM searched_pieces WHERE content IS NULL LIMIT 1')) {
      return { kind: 'remove', content: null };
    }
    const story = this.#stories[0];
    if (story === undefined) return this.#refill() ? null : 'idle';
    const task = this.#taskFor(story);
    if (task === null) this.#stories.shift();
    return task;
  }

  #taskFor(story: number): Task | null {
    const current = currentText(this.#db, story);
    const wanted = current && this.#libraries.has(current.library) ? current : null;
    const kept = this.#db.all<SearchedRow>('SELECT * FROM searched_texts WHERE story = ?', story);
    const stale = kept.find((row) => row.content !== wanted?.text || row.words_version !== TEXT_WORDS_VERSION);
    if (stale) return { kind: 'remove', content: stale.content };
    if (wanted === null) return null;
    const { text: content, header } = wanted;
    const [row] = kept;
    if (row && row.header !== header) return { kind: 'note', content, story, header };
    return row?.whole === 1 ? null : { kind: 'fill', content, story, header };
  }

  /** What just changed comes first; then each library has its turn. */
  #refill(): boolean {
    // Where nothing is searched an import is none of our business.
    if (this.#libraries.size === 0 && !this.#db.get('SELECT 1 FROM searched_texts LIMIT 1')) {
      this.#heard = lastChange(this.#db);
      this.#walks = [];
      return false;
    }
    const changes = this.#db.all<{ change: number; story: number }>(
      'SELECT change, story FROM story_changes WHERE change > ? ORDER BY change LIMIT ?',
      this.#heard,
      PORTION,
    );
    if (changes.length > 0) {
      this.#heard = changes.at(-1)?.change ?? this.#heard;
      this.#stories = changes.map(({ story }) => story);
      return true;
    }
    const walk = this.#walks.shift();
    if (!walk) return false;
    const rows = this.#step(walk);
    this.#stories = rows.map(({ story }) => story);
    const last = rows.at(-1);
    if (last) {
      walk.at = last.at;
      this.#walks.push(walk);
    }
    return true;
  }

  #step({ library, at }: Walk): { story: number; at: number }[] {
    if (library === null) {
      return this.#db.all(
        'SELECT DISTINCT story, story AS at FROM searched_texts WHERE story > ? ORDER BY story LIMIT ?',
        at,
        PORTION,
      );
    }
    return this.#db.all(
      `SELECT number AS story, position AS at FROM stories
       WHERE library = ? AND withdrawn = 0 AND position > ? ORDER BY position LIMIT ?`,
      library,
      at,
      PORTION,
    );
  }
}

interface ChunkRow {
  readonly chapter: number;
  readonly start: number;
  readonly blocks: string;
}

/** Puts the next chunk of a text in. */
function fill(db: Database, { content, story, header }: Exclude<Task, { kind: 'remove' }>): void {
  const kept = db.get<SearchedRow>('SELECT * FROM searched_texts WHERE content = ?', content);
  const chunk = db.get<ChunkRow>(
    `SELECT chapter, start, blocks FROM chunks WHERE content = ? AND (chapter, start) > (?, ?)
     ORDER BY chapter, start LIMIT 1`,
    content,
    kept?.chapter ?? 0,
    kept?.start ?? 0,
  );
  if (chunk) {
    const piece = db.insert(
      'INSERT INTO searched_pieces (content, chapter, start) VALUES (?, ?, ?) RETURNING number',
      content,
      chunk.chapter,
      chunk.start,
    );
    db.run('INSERT INTO text_index (rowid, words) VALUES (?, ?)', piece, wordsOf(paragraphsIn(db, content, chunk)));
  }
  db.run(
    `INSERT OR REPLACE INTO searched_texts (content, story, header, words_version, chapter, start, whole)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    content,
    story,
    header,
    TEXT_WORDS_VERSION,
    chunk?.chapter ?? kept?.chapter ?? 0,
    chunk?.start ?? kept?.start ?? 0,
    chunk ? 0 : 1,
  );
}

function note(db: Database, { content, header }: Exclude<Task, { kind: 'remove' }>): void {
  db.run('UPDATE searched_texts SET header = ? WHERE content = ?', header, content);
}

function paragraphsIn(db: Database, content: number, { chapter, start, blocks }: ChunkRow): Paragraph[] {
  const own = blocksOf(db, content, blocks);
  if (!goesOn(own)) return paragraphsOf(own, start);
  const before = db.get<{ blocks: string }>(
    'SELECT blocks FROM chunks WHERE content = ? AND chapter = ? AND start < ? ORDER BY start DESC LIMIT 1',
    content,
    chapter,
    start,
  );
  return paragraphsOf(own, start, before ? blocksOf(db, content, before.blocks) : []);
}

/** None where they cannot be read: then nothing of them is found. */
function blocksOf(db: Database, content: number, blocks: string): readonly Block[] {
  return readOr('chunks', content, db.tellUnreadable, () => readBlocks(blocks)) ?? [];
}

/** As FTS5's tokenizer parts them: at spaces. */
function wordsOf(paragraphs: readonly Paragraph[]): string {
  return paragraphs
    .map(({ text }) =>
      textWords(text)
        .map(({ word }) => word)
        .join(' '),
    )
    .join(` ${GAP} `);
}

/** Takes some pieces out; with the last one its text is forgotten, and with the last of all what the index still keeps. */
function remove(db: Database, content: number | null): void {
  const pieces = db.all<{ number: number }>(
    'SELECT number FROM searched_pieces WHERE content IS ? LIMIT ?',
    content,
    REMOVED,
  );
  for (const { number } of pieces) {
    db.run('DELETE FROM text_index WHERE rowid = ?', number);
    db.run('DELETE FROM searched_pieces WHERE number = ?', number);
  }
  if (pieces.length === REMOVED) return;
  db.run('DELETE FROM searched_texts WHERE content = ?', content);
  if (!db.get('SELECT 1 FROM searched_pieces LIMIT 1')) {
    db.run("INSERT INTO text_index (text_index) VALUES ('delete-all')");
  }
}
