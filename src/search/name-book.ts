/**
 * The names that a library's stories carry, and how many stories carry each at every gate: what filters mean and suggestions offer.
 */

import { BestNames } from '#src/search/best-names.ts';
import { grown } from '#src/search/growing.ts';
import { type KeptNames, LEVELS, type Level, NameOrder } from '#src/search/name-order.ts';
import { type NameQuery, NameWords } from '#src/search/name-words.ts';
import type { NameKind } from '#src/search/names.ts';
import { loadArray, saveArray } from '#src/search/saved-arrays.ts';
import { TextList, written } from '#src/search/text-list.ts';
import { TextTable } from '#src/search/text-table.ts';
import { fold } from '#src/story/fold.ts';

/** A genre, warning or category is a tag, too: under another number. */
const BOOK_KINDS = [
  'author',
  'fandom',
  'pairing',
  'character',
  'tag',
  'genre',
  'warning',
  'category',
  'series',
  'title',
] as const satisfies (NameKind | 'genre' | 'warning' | 'category' | 'series' | 'title')[];
export type BookKind = (typeof BOOK_KINDS)[number];

/** A beginning of fewer letters is not mistyped but short. */
const MENDED_FROM = 3;
/** The level that counts all stories. */
const HIGHEST = 2;
/** Of a name that waits for its place in the order. */
const NO_PLACE = 0xffffffff;
/** Stands for an empty text where an empty one means "as the key". */
const EMPTY = '\0';

export class NameBook implements KeptNames {
  /** Each key after the character of its kind. */
  readonly #keys: TextTable;
  readonly #labels: TextList;
  /** Folded labels; empty where one is the key. */
  readonly #folded: TextList;
  /** LEVELS.length a name: its uses at or below each level. */
  #uses: Uint32Array;
  readonly #words: NameWords;
  /** By kind. */
  readonly #orders: readonly NameOrder[];
  /** By name: its place in the order of its kind. */
  #places: Uint32Array;

  constructor(saved?: Iterator<Uint8Array>) {
    this.#keys = saved ? TextTable.load(saved) : new TextTable();
    this.#labels = saved ? TextList.load(saved) : new TextList();
    this.#folded = saved ? TextList.load(saved) : new TextList();
    this.#uses = saved ? loadArray(saved, Uint32Array) : new Uint32Array(0);
    const text = (name: number) => this.#folded.text(name) || this.key(name);
    this.#words = saved ? NameWords.load(text, this.size, saved) : new NameWords(text);
    this.#orders = BOOK_KINDS.map(() => (saved ? NameOrder.load(this, saved) : new NameOrder(this)));
    this.#places = new Uint32Array(this.size).fill(NO_PLACE);
    const sizes = [this.#labels.size, this.#folded.size, this.#uses.length / LEVELS.length];
    if (sizes.some((size) => size !== this.size)) throw new Error('A saved book of names is broken.');
    for (const order of this.#orders) {
      this.#notePlaces(order);
      order.measure();
    }
  }

  get size(): number {
    return this.#keys.size;
  }

  /**
   * A name's number, made where it is new: dense, from 0 on, and never given back. The label is the one that it was entered with
   * first; of a title, whose key is its story's id, it is the title alone.
   */
  enter(kind: BookKind, key: string, label: string): number {
    const known = this.find(kind, key);
    if (known >= 0) return known;
    const name = this.#enter(kind, key, label);
    const order = this.#orderOf(kind);
    if (order.add(name)) this.#notePlaces(order);
    return name;
  }

  /** Names as they are now, those of each kind in order; of the newest some are missing. */
  inOrder(): Uint32Array {
    const kinds = this.#orders.map(({ names }) => names);
    const all = new Uint32Array(kinds.reduce((sum, { length }) => sum + length, 0));
    let end = 0;
    for (const names of kinds) {
      all.set(names, end);
      end += names.length;
    }
    return all;
  }

  /** As `enter`, before it, of names as `inOrder` of another book gives them: so none makes others change their places. */
  enterNext(kind: BookKind, key: string, label: string): number {
    const name = this.#enter(kind, key, label);
    this.#places[name] = this.#orderOf(kind).append(name);
    return name;
  }

  #enter(kind: BookKind, key: string, label: string): number {
    const sign = signOf(kind);
    const name = this.#keys.add(sign + key);
    const folded = fold(label);
    this.#labels.add(label);
    this.#folded.add(folded === key ? '' : folded || EMPTY);
    this.#uses = grown(this.#uses, (name + 1) * LEVELS.length);
    this.#places = grown(this.#places, name + 1);
    this.#places[name] = NO_PLACE;
    this.#words.add(sign, name);
    return name;
  }

  /** -1 where it is unknown. */
  find(kind: BookKind, key: string): number {
    return this.#keys.find(signOf(kind) + key);
  }

  kind(name: number): BookKind {
    return BOOK_KINDS[this.#keys.texts.measured(name, (bytes, start) => bytes[start]!)]!;
  }

  key(name: number): string {
    return this.#keys.texts.text(name).slice(1);
  }

  label(name: number): string {
    return this.#labels.text(name);
  }

  /** Notes that a story of a level carries the name, or no longer does. */
  count(name: number, level: Level, by: 1 | -1): void {
    for (const each of LEVELS) if (each >= level) this.#uses[name * LEVELS.length + each]! += by;
    const place = this.#places[name]!;
    if (by > 0 && place !== NO_PLACE) this.#orderOf(this.kind(name)).raise(place);
  }

  /** Whether any story carries it. */
  isUsed(name: number): boolean {
    return this.uses(name, HIGHEST) > 0;
  }

  /** By stories at or below the level. */
  uses(name: number, level: Level): number {
    return this.#uses[name * LEVELS.length + level]!;
  }

  /** Names of a kind that have all the words, used or not, by number; where open, the last word may go on. */
  withWords(kind: BookKind, words: readonly string[], open: boolean): number[] {
    return this.#words.having({ kind: signOf(kind), words, open }).toSorted((a, b) => a - b);
  }

  /**
   * What to offer who has typed so far: first names that begin just so, then those that have all the words, the last one as a
   * beginning; each by uses at the level, then by text. What has no uses there is not offered.
   *
   * @param folded - what was typed, folded.
   * @param words - its words.
   */
  beginning(kind: BookKind, folded: string, words: readonly string[], level: Level, limit: number): number[] {
    const literal = this.#best(level, limit);
    const compare = this.#compareBeginning(folded);
    const order = this.#orderOf(kind);
    if (order.settle()) this.#notePlaces(order);
    order.offer(compare, level, literal);
    if (literal.isFull) return [...literal.names];
    const others = this.#best(level, limit - literal.names.length);
    for (const name of this.#words.having({ kind: signOf(kind), words, open: true })) {
      if (compare(name) !== 0) others.offer(name);
    }
    return [...literal.names, ...others.names];
  }

  /**
   * Where nothing begins so: names that do with one word mended, of three letters or more and mistyped in one, the last word as a
   * beginning; by uses at the level, then by text. Those with a letter left out come only where the others are too few.
   */
  nearBeginning(kind: BookKind, words: readonly string[], level: Level, limit: number): number[] {
    return this.#near({ kind: signOf(kind), words, open: true }, level, limit);
  }

  /** The same where the last word is whole, too. */
  nearNames(kind: BookKind, words: readonly string[], level: Level, limit: number): number[] {
    return this.#near({ kind: signOf(kind), words, open: false }, level, limit);
  }

  /** By text, then by key; both of one kind. */
  compare(a: number, b: number): number {
    const places = [this.#places[a]!, this.#places[b]!] as const;
    if (places[0] !== NO_PLACE && places[1] !== NO_PLACE) return places[0] - places[1];
    const [list, skipped] = this.#textOf(a);
    const [other, otherSkipped] = this.#textOf(b);
    return list.compare(a, b, other, [skipped, otherSkipped]) || this.#keys.texts.compare(a, b);
  }

  #near(asked: NameQuery, level: Level, limit: number): number[] {
    const best = this.#best(level, limit);
    for (const mended of this.#words.mended(asked, MENDED_FROM)) {
      // A letter less begins too much: it is asked only where better has found too little.
      if (best.isFull && lettersOf(mended) < lettersOf(asked)) break;
      for (const name of this.#words.having(mended)) best.offer(name);
    }
    return [...best.names];
  }

  #best(level: Level, limit: number): BestNames {
    return new BestNames(
      limit,
      (name) => this.uses(name, level),
      (a, b) => this.compare(a, b),
    );
  }

  #compareBeginning(folded: string): (name: number) => number {
    const { bytes, length } = written(folded);
    const beginning = { bytes: bytes.slice(0, length), length };
    return (name) => {
      const [list, skipped] = this.#textOf(name);
      return list.compareBeginning(name, beginning, skipped);
    };
  }

  /** Where a folded label stands, and how many bytes before it do not count. */
  #textOf(name: number): readonly [TextList, number] {
    return this.#folded.width(name) > 0 ? [this.#folded, 0] : [this.#keys.texts, 1];
  }

  #orderOf(kind: BookKind): NameOrder {
    return this.#orders[BOOK_KINDS.indexOf(kind)]!;
  }

  #notePlaces(order: NameOrder): void {
    order.eachPlace((name, place) => {
      this.#places[name] = place;
    });
  }

  /** In portions; nothing may be entered or counted until the last one is taken. */
  *save(): Generator<Uint8Array> {
    for (const order of this.#orders) if (order.settle(0)) this.#notePlaces(order);
    yield* this.#keys.save();
    yield* this.#labels.save();
    yield* this.#folded.save();
    yield* saveArray(this.#uses.subarray(0, this.size * LEVELS.length));
    yield* this.#words.save();
    for (const order of this.#orders) yield* order.save();
  }

  /**
   * Takes just the portions that `save` gave.
   *
   * @throws Error where they are broken.
   */
  static load(parts: Iterator<Uint8Array>): NameBook {
    return new NameBook(parts);
  }
}

function lettersOf({ words }: NameQuery): number {
  return words.reduce((sum, word) => sum + word.length, 0);
}

/** The character of a kind: its place among them. */
function signOf(kind: BookKind): string {
  return String.fromCharCode(BOOK_KINDS.indexOf(kind));
}
