/**
 * What somebody typed into a filter → an expression over the marks of the names that it means.
 */
import { memberCount, type NameKind, pairsWith } from '#src/catalog/names.ts';
import type { Database } from '#src/catalog/sqlite/database.ts';
import { NO_MARK, nameMark, wordMark } from '#src/catalog/sqlite/marks.ts';
import { allOf, anyMark, anyOf, type Match } from '#src/catalog/sqlite/match.ts';
import { askedWords } from '#src/catalog/words.ts';
import { fold } from '#src/story/fold.ts';
import { parsePairingQuery } from '#src/story/pairing.ts';
import type { LibraryId } from '#src/story/story.ts';

interface NameRow {
  readonly number: number;
  readonly key: string;
  readonly folded: string;
}

/**
 * Names in one expression; beyond it costs more than 10 ms. Where so many names have all the words, a story matches that has
 * the words in any of its names of that kind.
 */
const MOST_NAMES = 400;

/** The name as typed, however accented; where there is none, all names that have its words. */
export function named(db: Database, kind: NameKind, typed: string, libraries: readonly LibraryId[]): Match {
  const exact = namesCalled(db, kind, fold(typed), libraries);
  return exact.length > 0 ? anyMark(exact.map(nameMark)) : withWords(db, kind, typed, libraries);
}

/**
 * Pairings of the typed members, each told by its words, in any order: "Watson/Holmes" is "Sherlock Holmes/John Watson".
 * Larger pairings with these members count only where there is none of just them.
 */
export function pairing(db: Database, typed: string, libraries: readonly LibraryId[]): Match {
  const members = parsePairingQuery(typed);
  const words = askedWords(members.join(' '));
  if (words.length === 0) return anyMark([NO_MARK]);
  const candidates = namesWith(db, 'pairing', words, libraries);
  if (!candidates) return allOf(words.map((word) => anyMark([wordMark('pairing', word)])));
  const label = fold(typed);
  const meant = candidates.filter(({ key, folded }) => folded === label || pairsWith(key, members));
  const alone = members.length > 1 ? meant.filter(({ key }) => memberCount(key) === members.length) : meant;
  return marksOf(alone.length > 0 ? alone : meant);
}

/**
 * Tags, warnings, genres, characters and pairings to do without: every name that has the words, since somebody who asks to
 * be spared "angst" does not want "heavy angst" either.
 */
export function dropping(db: Database, typed: string, libraries: readonly LibraryId[]): Match {
  const kinds: readonly NameKind[] = ['tag', 'character'];
  return anyOf([...kinds.map((kind) => withWords(db, kind, typed, libraries)), pairing(db, typed, libraries)]);
}

function withWords(db: Database, kind: NameKind, typed: string, libraries: readonly LibraryId[]): Match {
  const words = [...new Set(askedWords(typed))];
  const [word, ...more] = words;
  if (word === undefined) return marksOf(namesCalled(db, kind, fold(typed), libraries).map((number) => ({ number })));
  if (more.length === 0) return anyMark([wordMark(kind, word)]);
  const names = namesWith(db, kind, words, libraries);
  return names ? marksOf(names) : allOf(words.map((each) => anyMark([wordMark(kind, each)])));
}

function marksOf(names: readonly { readonly number: number }[]): Match {
  return anyMark(names.length > 0 ? names.map(({ number }) => nameMark(number)) : [NO_MARK]);
}

function namesCalled(db: Database, kind: NameKind, key: string, libraries: readonly LibraryId[]): number[] {
  return libraries.flatMap((library) =>
    db
      .all<NameRow>('SELECT number FROM names WHERE library = ? AND kind = ? AND key = ?', library, kind, key)
      .map(({ number }) => number),
  );
}

/** Null where there are more than an expression should hold. */
function namesWith(
  db: Database,
  kind: NameKind,
  words: readonly string[],
  libraries: readonly LibraryId[],
): NameRow[] | null {
  // The longest word is, as a rule, the rarest: few names are looked through.
  const [rarest = '', ...others] = words.toSorted((a, b) => b.length - a.length);
  const names = libraries.flatMap((library) =>
    db.all<NameRow>(
      `SELECT n.number, n.key, n.folded FROM name_words w CROSS JOIN names n ON n.number = w.name
       WHERE w.library = ? AND w.kind = ? AND w.word = ? ${others.map(() => 'AND instr(n.words, ?)').join(' ')} LIMIT ?`,
      library,
      kind,
      rarest,
      ...others.map((word) => ` ${word} `),
      MOST_NAMES + 1,
    ),
  );
  return names.length > MOST_NAMES ? null : names;
}
