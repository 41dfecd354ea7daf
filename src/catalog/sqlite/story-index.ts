/**
 * The search index and the names, kept in step with the stories that are published: nothing else is in them.
 */
import { type NameKind, namesOf } from '#src/catalog/names.ts';
import type { Database } from '#src/catalog/sqlite/database.ts';
import { bandMark, libraryMark, nameMark, statusMark, stepMarks, wordMark } from '#src/catalog/sqlite/marks.ts';
import { titleLabel } from '#src/catalog/titles.ts';
import { indexedWords } from '#src/catalog/words.ts';
import { OPEN_RANK } from '#src/story/audience.ts';
import { fold } from '#src/story/fold.ts';
import { gateRank } from '#src/story/rating.ts';
import type { LibraryId, StoryFields, StoryId } from '#src/story/story.ts';

export interface Indexed {
  readonly id: StoryId;
  readonly library: LibraryId;
  /** The index's row id. */
  readonly position: number;
  readonly fields: StoryFields;
}

/** A row of `names`. */
interface Entry {
  readonly kind: NameKind | 'title';
  readonly key: string;
  readonly folded: string;
  readonly label: string;
  readonly words: readonly string[];
}

/** What the search index takes of a story. */
export interface IndexDocument {
  readonly position: number;
  /** title, authors, names, summary, marks */
  readonly columns: readonly [string, string, string, string, string];
}

/** Counts the story's names, which suggestions then offer, and gives what `insertDocument` makes findable. */
export function countNames(db: Database, story: Indexed): IndexDocument {
  const { fields, library, position } = story;
  const rank = gateRank(fields.rating);
  const marks = new Set([
    libraryMark(library),
    ...stepMarks(rank),
    bandMark(fields.rating.band),
    statusMark(fields.status),
  ]);
  for (const entry of entriesOf(story)) {
    const number = countUse(db, library, entry, rank <= OPEN_RANK);
    if (entry.kind === 'title') continue;
    marks.add(nameMark(number));
    for (const word of entry.words) marks.add(wordMark(entry.kind, word));
  }
  const names = [
    ...fields.fandoms,
    ...fields.pairings.flatMap(({ members }) => members),
    ...fields.characters,
    ...fields.genres,
    ...fields.warnings,
    ...fields.categories,
    ...fields.tags,
    fields.series?.name ?? '',
  ];
  const words = (texts: readonly string[]) => indexedWords(texts.join(' ')).join(' ');
  return {
    position,
    columns: [
      words([fields.title]),
      words(fields.authors),
      words(names),
      words([fields.summary ?? '']),
      [...marks].join(' '),
    ],
  };
}

/**
 * To be done last in a transaction: a statement on another table that may fail half-way makes FTS5 write out all that it has
 * gathered, and small segments are merged dearly.
 */
export function insertDocument(db: Database, { position, columns }: IndexDocument): void {
  db.run(
    'INSERT INTO story_index (rowid, title, authors, names, summary, marks) VALUES (?, ?, ?, ?, ?, ?)',
    position,
    ...columns,
  );
}

/** @param story - with the fields that it was added with. */
export function removeFromIndex(db: Database, story: Indexed): void {
  db.run('DELETE FROM story_index WHERE rowid = ?', story.position);
  const open = gateRank(story.fields.rating) <= OPEN_RANK;
  for (const entry of entriesOf(story)) discountUse(db, story.library, entry, open);
}

function entriesOf({ id, fields }: Indexed): Entry[] {
  const title: Entry = {
    kind: 'title',
    key: id,
    folded: fold(fields.title),
    label: titleLabel(fields),
    words: distinctWords(fields.title),
  };
  const names = namesOf(fields).map(
    ({ kind, key, label }): Entry => ({ kind, key, folded: fold(label), label, words: distinctWords(label) }),
  );
  return [title, ...names];
}

function distinctWords(text: string): string[] {
  return [...new Set(indexedWords(text))];
}

function countUse(db: Database, library: LibraryId, { kind, key, folded, label, words }: Entry, open: boolean): number {
  const name = db.get<{ number: number; all_uses: number }>(
    `INSERT INTO names (library, kind, key, folded, label, words, open_uses, all_uses) VALUES (?, ?, ?, ?, ?, ?, ?, 1)
     ON CONFLICT (library, kind, key) DO UPDATE SET open_uses = open_uses + excluded.open_uses, all_uses = all_uses + 1
     RETURNING number, all_uses`,
    library,
    kind,
    key,
    folded,
    label,
    ` ${words.join(' ')} `,
    open ? 1 : 0,
  );
  if (!name) throw new Error('An upsert returned nothing.');
  if (name.all_uses > 1) return name.number;
  for (const word of words) {
    db.run('INSERT INTO name_words (library, kind, word, name) VALUES (?, ?, ?, ?)', library, kind, word, name.number);
  }
  return name.number;
}

function discountUse(db: Database, library: LibraryId, { kind, key, words }: Entry, open: boolean): void {
  const name = db.get<{ number: number; all_uses: number }>(
    `UPDATE names SET open_uses = open_uses - ?, all_uses = all_uses - 1 WHERE library = ? AND kind = ? AND key = ?
     RETURNING number, all_uses`,
    open ? 1 : 0,
    library,
    kind,
    key,
  );
  if (!name || name.all_uses > 0) return;
  db.run('DELETE FROM names WHERE number = ?', name.number);
  for (const word of words) {
    db.run(
      'DELETE FROM name_words WHERE library = ? AND kind = ? AND word = ? AND name = ?',
      library,
      kind,
      word,
      name.number,
    );
  }
}
