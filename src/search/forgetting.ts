/**
 * Makes a library's index anew of the stories that live, a little at a time: meanwhile the old one goes on answering, and what it
 * is told is made up for at the end. Labels stay as they are, so that both answer alike.
 */
import { ROWS_AT_ONCE, scannedMasks, scannedRows } from '#src/search/cells.ts';
import type { IndexedStory } from '#src/search/contract.ts';
import { LibraryIndex } from '#src/search/library-index.ts';

/** Of a row that is dead. */
const NONE = 0xffffffff;
/** Between two steps, each of which then takes well under a ms: rows looked at, rows of lists, names and stories taken over. */
const ROWS_A_STEP = 1 << 16;
const ENTRIES_A_STEP = 2_000;
const NAMES_A_STEP = 100;
const STORIES_A_STEP = 20;
/** How much of a list is looked at for nothing but that it is there. */
const COST_OF_A_LIST = 20;

/** So few dead rows cost nothing. */
const FEW_DEAD = 64;
/** More dead rows beside so many living ones are forgotten: a question that goes through rows takes as much longer. */
const SHARE_OF_DEAD = 0.15;

/** @param rows - of a library's index, of which so many are living. */
export function isWorthForgetting(rows: number, living: number): boolean {
  return living === 0 ? rows > 0 : rows - living > Math.max(FEW_DEAD, living * SHARE_OF_DEAD);
}

export class Forgetting {
  readonly old: LibraryIndex;
  readonly #fresh: LibraryIndex;
  /** By row of the old one: the same story's row in the fresh one. */
  readonly #rows = new Map<number, number>();
  /** By row of the old one, as far as it reached when this began. */
  readonly #taken: Uint32Array;
  /** By name of the old one, as far: one more than its number in the fresh one; 0 for none so far. */
  readonly #names: Uint32Array;
  /** What the old one was told since: what came as a row, or went with it. */
  #missed: { readonly row: number; readonly story: IndexedStory | null }[] = [];

  constructor(old: LibraryIndex) {
    this.old = old;
    this.#fresh = new LibraryIndex(old.library);
    // As many as there are now, whatever comes meanwhile.
    this.#taken = new Uint32Array(old.columns.rows).fill(NONE);
    this.#names = new Uint32Array(old.names.size);
  }

  /** To be called when the old one has taken a story. */
  put(row: number, story: IndexedStory): void {
    this.#missed.push({ row, story });
  }

  /** To be called when a row of the old one is dead. */
  removed(row: number): void {
    this.#missed.push({ row, story: null });
  }

  /** Gives way between two steps. @returns what stands for the old one from then on, before anything else is put or removed. */
  *steps(): Generator<void, LibraryIndex> {
    // Which rows live is looked at before anybody is given way: what dies later is among what was missed.
    const { alive } = this.old.columns;
    let next = 0;
    for (let row = 0; row < this.#taken.length; row += 1) if (alive.data[row] === 1) this.#taken[row] = next++;
    yield;
    yield* this.#takeWords();
    yield* this.#takeNames();
    yield* this.#takeStories();
    while (this.#missed.length > 0) {
      const missed = this.#missed;
      this.#missed = [];
      for (const { row, story } of missed) {
        if (story) this.#putMissed(row, story);
        else this.#removeMissed(row);
        yield;
      }
    }
    return this.#fresh;
  }

  *#takeWords(): Generator<void> {
    const { words, lexicon } = this.old;
    const below = this.#taken.length;
    const size = lexicon.size;
    let cost = 0;
    for (let word = 0; word < size; word += 1) {
      let number = -1;
      cost += COST_OF_A_LIST;
      for (let from = 0; from < below; from += ROWS_AT_ONCE) {
        const count = words.scan(word, from, Math.min(below, from + ROWS_AT_ONCE), scannedRows, scannedMasks);
        for (let at = 0; at < count; at += 1) {
          const row = this.#taken[scannedRows[at]!]!;
          if (row === NONE) continue;
          if (number < 0) number = this.#fresh.lexicon.enter(lexicon.word(word));
          this.#fresh.takeWord(number, row, scannedMasks[at]!);
        }
        cost += count;
        if (cost < ENTRIES_A_STEP) continue;
        cost = 0;
        yield;
      }
    }
  }

  /** Most of them, in their order; others come with their stories. */
  *#takeNames(): Generator<void> {
    const { names } = this.old;
    let taken = 0;
    for (const name of names.inOrder()) {
      if (name >= this.#names.length || !names.isUsed(name)) continue;
      this.#names[name] = 1 + this.#fresh.names.enterNext(names.kind(name), names.key(name), names.label(name));
      taken += 1;
      if (taken % NAMES_A_STEP === 0) yield;
    }
  }

  *#takeStories(): Generator<void> {
    const nameOf = (name: number) => this.#nameOf(name);
    let stories = 0;
    for (let row = 0; row < this.#taken.length; row += 1) {
      if (row % ROWS_A_STEP === ROWS_A_STEP - 1) yield;
      if (this.#taken[row] === NONE) continue;
      this.#fresh.take(this.old, row, nameOf);
      stories += 1;
      if (stories % STORIES_A_STEP === 0) yield;
    }
  }

  #nameOf(name: number): number {
    const known = this.#names[name]!;
    if (known > 0) return known - 1;
    const { names } = this.old;
    const number = this.#fresh.names.enter(names.kind(name), names.key(name), names.label(name));
    this.#names[name] = number + 1;
    return number;
  }

  /** One that is dead again is not missed. */
  #putMissed(row: number, story: IndexedStory): void {
    if (this.old.columns.alive.data[row] === 1) this.#rows.set(row, this.#fresh.put(story));
  }

  #removeMissed(row: number): void {
    const taken = this.#taken[row] ?? this.#rows.get(row) ?? NONE;
    if (taken !== NONE) this.#fresh.remove(taken);
  }
}
