/**
 * The stories of one library as they are found: their words, names and numbers. A story that changed stands in a new row, and its
 * old one is dead: lists only grow. What is dead is passed over and counts for nothing; where it is much, `Forgetting` makes an index
 * of the rest.
 */

import { NAMED_FACETS, type NamedFacet } from '#src/query/fields.ts';
import { scannedMasks, scannedRows } from '#src/search/cells.ts';
import { Column, Columns, NO_NAME, sortKey } from '#src/search/columns.ts';
import type { IndexedStory } from '#src/search/contract.ts';
import { levelOf } from '#src/search/levels.ts';
import { Lexicon } from '#src/search/lexicon.ts';
import { type BookKind, NameBook } from '#src/search/name-book.ts';
import { MOST_NAMES, NameLists } from '#src/search/name-lists.ts';
import { namesOf } from '#src/search/names.ts';
import { Postings } from '#src/search/postings.ts';
import { Remembered } from '#src/search/remembered.ts';
import { loadArray, saveArray } from '#src/search/saved-arrays.ts';
import { type FieldMask, maskOf, OF_PERSONS, textsOf } from '#src/search/word-fields.ts';
import { askedWords, indexedWords } from '#src/search/words.ts';
import { fold } from '#src/story/fold.ts';
import { BANDS, gateRank } from '#src/story/rating.ts';
import { type LibraryId, STATUSES, type StoryFields, type StoryId } from '#src/story/story.ts';

/** What a byte can tell. */
const MOST_TOLD = 255;

/** Kinds that facets are made of. */
const FACETED: readonly BookKind[] = NAMED_FACETS;
const OTHER_KIND = 255;

/** Dead rows are looked for in a list, and not the list gone through, where it has so many times as many. */
const FEW = 8;

/** Of a name without a letter to know it by. */
const NAMELESS = -1;
/** To be filled with pairings alone. */
const NO_NAMES = { authors: [], fandoms: [], characters: [], categories: [], genres: [], tags: [], warnings: [] };

/** Between a story's id and its title, in the key of a later title. */
const LATER = '\n';

export class LibraryIndex {
  readonly library: LibraryId;
  columns = new Columns();
  lexicon = new Lexicon();
  names = new NameBook();
  readonly #numbersOfWords = new Remembered((word) => this.lexicon.enter(word));
  readonly #wordsOfNames = new Remembered((text) => this.#numbersOf(text));
  readonly #numbersOfNames = {
    author: this.#rememberNames('author'),
    fandom: this.#rememberNames('fandom'),
    character: this.#rememberNames('character'),
    tag: this.#rememberNames('tag'),
    genre: this.#rememberNames('genre'),
    warning: this.#rememberNames('warning'),
    category: this.#rememberNames('category'),
    series: this.#rememberNames('series'),
  };
  /** Lists by numbers of words. */
  words = new Postings(true);
  /** Lists by numbers of names. */
  named = new Postings(false);
  namesOfRows = new NameLists();
  /** BCP 47 in lower case; '' for none. */
  readonly languages: string[] = [];
  /** By number of a word: 1 where it was ever part of somebody's name. */
  readonly #ofPersons = new Column(Uint8Array);
  /** By number of a name: one more than its kind's place in FACETED. */
  readonly #kinds = new Column(Uint8Array);
  /** Rows that are not dead. */
  living = 0;
  /** The others, rising; null until somebody needs them. */
  #dead: Uint32Array | null = null;

  constructor(library: LibraryId) {
    this.library = library;
  }

  /** @returns its row: the next. */
  put(story: IndexedStory): number {
    const row = this.columns.rows;
    const { fields } = story;
    this.#enterWords(fields, row);
    const title = this.#enterTitle(story.id, fields.title);
    const names = [...this.#namesOf(fields).slice(0, MOST_NAMES - 1), title];
    this.#addNames(names, row, gateRank(fields.rating));
    this.#fillColumns(story, row, title);
    return row;
  }

  /**
   * Takes over from another index of the library what its row has, as the next row; of its words each is taken by `takeWord`.
   *
   * @param nameOf - what a name's number there is here.
   */
  take(from: LibraryIndex, row: number, nameOf: (name: number) => number): void {
    const there = from.columns;
    const next = this.columns.rows;
    this.#addNames(from.namesOfRows.names(row).map(nameOf), next, there.rank.data[row]!);
    this.columns.take(there, row);
    this.columns.alive.set(next, 1);
    this.columns.language.set(next, this.#language(from.languages[there.language.data[row]!]!));
    this.columns.title.set(next, nameOf(there.title.data[row]!));
    const author = there.author.data[row]!;
    this.columns.author.set(next, author === NO_NAME ? NO_NAME : nameOf(author));
  }

  /** @param row - higher than all that the word was taken with before. */
  takeWord(number: number, row: number, mask: FieldMask): void {
    this.words.add(number, row, mask);
    if (mask & OF_PERSONS) this.#ofPersons.set(number, 1);
    else if (number >= this.#ofPersons.data.length) this.#ofPersons.set(number, 0);
  }

  #addNames(names: readonly number[], row: number, rank: number): void {
    const level = levelOf(rank);
    for (const name of names) {
      if (!this.#kinds.data[name]) this.#noteKind(name);
      this.named.add(name, row);
      this.names.count(name, level, 1);
    }
    this.namesOfRows.add(names);
    this.living += 1;
  }

  /** The row must live. */
  remove(row: number): void {
    const { alive, rank } = this.columns;
    alive.data[row] = 0;
    this.living -= 1;
    this.#dead = null;
    const level = levelOf(rank.data[row]!);
    this.namesOfRows.each(row, (name) => this.names.count(name, level, -1));
  }

  /** Rising. @param numbers - of stories, of any library. */
  rowsOf(numbers: ReadonlySet<number>): Uint32Array {
    const { alive, number, rows } = this.columns;
    const found: number[] = [];
    for (let row = 0; row < rows && numbers.size > 0; row += 1) {
      if (alive.data[row] === 1 && numbers.has(number.data[row]!)) found.push(row);
    }
    return Uint32Array.from(found);
  }

  /** How many stories that live have a word of the lexicon, by its number. */
  livingWith(word: number): number {
    const all = this.words.count(word);
    if (all === 0 || this.living === this.columns.rows) return all;
    const alive = this.columns.alive.data;
    this.#dead ??= deadRows(alive.subarray(0, this.columns.rows));
    const dead = this.#dead;
    if (dead.length * FEW < all) return all - this.words.pick(word, dead, dead.length, scannedRows, scannedMasks);
    let living = 0;
    this.words.some(word, (row) => {
      living += alive[row]!;
      return false;
    });
    return living;
  }

  /** How many stories have a word in these fields, that live and are rated no higher. */
  usesOfWord(word: string, fields: FieldMask, maxRank: number): number {
    let uses = 0;
    this.words.some(this.lexicon.find(word), (row, mask) => {
      if (mask & fields && this.#isIn(row, maxRank)) uses += 1;
      return false;
    });
    return uses;
  }

  /** Whether a story that lives and is rated no higher has it in these fields. */
  hasWord(word: string, fields: FieldMask, maxRank: number): boolean {
    const number = this.lexicon.find(word);
    if (fields === OF_PERSONS && this.#ofPersons.data[number] !== 1) return false;
    return this.words.some(number, (row, mask) => (mask & fields) !== 0 && this.#isIn(row, maxRank));
  }

  #isIn(row: number, maxRank: number): boolean {
    return this.columns.alive.data[row] === 1 && this.columns.rank.data[row]! <= maxRank;
  }

  /** As `names.kind` tells it, at once. */
  isOfKind(name: number, kind: NamedFacet): boolean {
    return this.#kinds.data[name] === 1 + FACETED.indexOf(kind);
  }

  /** By the number of its name. -1 where there is none. */
  rowOfTitle(title: number): number {
    let found = -1;
    this.named.some(title, (row) => {
      if (this.columns.alive.data[row] === 1) found = row;
      return false;
    });
    return found;
  }

  /** By the number of its title. */
  idOf(title: number): StoryId {
    return this.names.key(title).split(LATER, 1)[0] ?? '';
  }

  titleOf(row: number): string {
    return this.names.label(this.columns.title.data[row]!);
  }

  authorsOf(row: number): string[] {
    return this.namesOfRows
      .names(row)
      .filter((name) => this.names.kind(name) === 'author')
      .map((name) => this.names.label(name));
  }

  /** The folded name of the author who comes first; '' where there is none. */
  authorKeyOf(row: number): string {
    const author = this.columns.author.data[row]!;
    return author === NO_NAME ? '' : this.names.key(author);
  }

  #noteKind(name: number): void {
    const kind = FACETED.indexOf(this.names.kind(name));
    this.#kinds.set(name, kind < 0 ? OTHER_KIND : kind + 1);
  }

  /** A name keeps its first label, so that a story's later titles are names of their own. */
  #enterTitle(id: StoryId, title: string): number {
    const known = this.names.find('title', id);
    const isFirst = known < 0 || this.names.label(known) === title;
    return this.names.enter('title', isFirst ? id : `${id}${LATER}${title}`, title);
  }

  #enterWords(fields: StoryFields, row: number): void {
    const masks = new Map<number, number>();
    for (const [field, text] of textsOf(fields)) {
      const bit = maskOf(field);
      const isProse = field === 'title' || field === 'summary';
      for (const number of isProse ? this.#numbersOf(text) : this.#wordsOfNames.of(text)) {
        masks.set(number, (masks.get(number) ?? 0) | bit);
      }
    }
    for (const [number, mask] of masks) this.takeWord(number, row, mask);
  }

  #numbersOf(text: string): number[] {
    return indexedWords(text).map((word) => this.#numbersOfWords.of(word));
  }

  #namesOf(fields: StoryFields): number[] {
    const enter = (kind: Exclude<BookKind, 'pairing' | 'title'>, labels: readonly string[]) =>
      labels.map((label) => this.#numbersOfNames[kind].of(label));
    const paired = fields.pairings.flatMap((pairing) =>
      namesOf({ ...NO_NAMES, pairings: [pairing] }).map(({ kind, key, label }) => this.names.enter(kind, key, label)),
    );
    const names = new Set([
      ...enter('author', fields.authors),
      ...enter('fandom', fields.fandoms),
      ...paired,
      ...enter('character', fields.characters),
      ...enter('tag', fields.genres),
      ...enter('tag', fields.warnings),
      ...enter('tag', fields.categories),
      ...enter('tag', fields.tags),
      ...enter('genre', fields.genres),
      ...enter('warning', fields.warnings),
      ...enter('category', fields.categories),
      ...enter('series', fields.series ? [fields.series.name] : []),
    ]);
    names.delete(NAMELESS);
    return [...names];
  }

  #rememberNames(kind: BookKind): Remembered<number> {
    return new Remembered((label) => {
      const key = fold(label);
      return key === '' ? NAMELESS : this.names.enter(kind, key, label);
    });
  }

  #fillColumns({ fields, ...story }: IndexedStory, row: number, title: number): void {
    const { columns } = this;
    columns.rows = row + 1;
    columns.alive.set(row, 1);
    columns.number.set(row, story.number);
    columns.position.set(row, story.position);
    columns.rank.set(row, gateRank(fields.rating));
    columns.band.set(row, BANDS.indexOf(fields.rating.band));
    columns.status.set(row, STATUSES.indexOf(fields.status));
    columns.language.set(row, this.#language(fields.language?.toLowerCase() ?? ''));
    columns.words.set(row, story.words);
    columns.chapters.set(row, story.chapters);
    columns.kudos.set(row, story.kudos);
    columns.publishedAt.set(row, story.publishedAt);
    columns.updatedAt.set(row, story.updatedAt);
    columns.postedAt.set(row, fields.postedAt ?? story.publishedAt);
    columns.oneshot.set(row, Number(story.chapters === 1 && fields.status === 'complete'));
    columns.fandoms.set(row, Math.min(MOST_TOLD, fields.fandoms.length));
    columns.titleWords.set(row, titleWordsOf(fields.title));
    columns.title.set(row, title);
    const author = fold(fields.authors[0] ?? '');
    columns.author.set(row, author === '' ? NO_NAME : this.names.find('author', author));
    columns.titleKey.set(row, sortKey(fold(fields.title)));
    columns.authorKey.set(row, sortKey(author));
  }

  #language(language: string): number {
    const known = this.languages.indexOf(language);
    return known >= 0 ? known : this.languages.push(language) - 1;
  }

  /** In portions; nothing may be put or removed until the last one is taken. */
  *save(): Generator<Uint8Array> {
    yield* saveArray(new TextEncoder().encode(JSON.stringify({ library: this.library, languages: this.languages })));
    yield* this.columns.save();
    yield* this.lexicon.save();
    yield* this.#ofPersons.save(this.lexicon.size);
    yield* this.names.save();
    yield* this.words.save();
    yield* this.named.save();
    yield* this.namesOfRows.save();
  }

  /** @throws Error where the portions are broken. */
  static load(parts: Iterator<Uint8Array>): LibraryIndex {
    const { library, languages } = JSON.parse(new TextDecoder().decode(loadArray(parts, Uint8Array)));
    const index = new LibraryIndex(library);
    index.languages.push(...languages);
    index.columns = Columns.load(parts);
    index.lexicon = Lexicon.load(parts);
    index.#ofPersons.load(parts, index.lexicon.size);
    index.names = NameBook.load(parts);
    index.words = Postings.load(parts);
    index.named = Postings.load(parts);
    index.namesOfRows = NameLists.load(parts);
    for (let name = 0; name < index.names.size; name += 1) index.#noteKind(name);
    const { alive, rows } = index.columns;
    for (let row = 0; row < rows; row += 1) index.living += alive.data[row]!;
    return index;
  }
}

function deadRows(alive: Uint8Array): Uint32Array {
  const rows: number[] = [];
  for (let row = alive.indexOf(0); row >= 0; row = alive.indexOf(0, row + 1)) rows.push(row);
  return Uint32Array.from(rows);
}

/** How many words of a title somebody would type, as far as a byte can tell. */
function titleWordsOf(title: string): number {
  return Math.min(MOST_TOLD, askedWords(title).length);
}
