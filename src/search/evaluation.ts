/**
 * Carries out a plan in one library, a range of rows after the other, the newest first: what is found when the time is over is
 * found whole.
 */
import {
  clearCells,
  collect,
  mark,
  ROWS_AT_ONCE,
  type RowRange,
  scannedMasks,
  scannedRows,
} from '#src/search/cells.ts';
import type { Surroundings } from '#src/search/contract.ts';
import { common, type Found, filtered, joined, NONE, plainly, united, without } from '#src/search/found.ts';
import type { LibraryIndex } from '#src/search/library-index.ts';
import type { NamesPlan, PhrasePlan, Plan, RangePlan, WordPlan } from '#src/search/plan.ts';
import type { Postings } from '#src/search/postings.ts';
import { strengthOf, titleShareOf } from '#src/search/ranking.ts';

/** Between two looks at the clock, in lists and in stories. */
const LISTS_AT_ONCE = 64;
const STORIES_AT_ONCE = 8;
/** Thrown where the time is over. */
export const TIME_IS_OVER = Symbol('time is over');

export class Evaluation {
  readonly #index: LibraryIndex;
  readonly #around: Pick<Surroundings, 'deadline' | 'phrases'>;
  #scored: boolean;

  /** @param scored - whether it matters how well stories match. */
  constructor(index: LibraryIndex, around: Pick<Surroundings, 'deadline' | 'phrases'>, scored: boolean) {
    this.#index = index;
    this.#around = around;
    this.#scored = scored;
    // An evaluation whose time was over has left its marks.
    clearCells();
  }

  /** By stretches, also rows that are dead. @throws TIME_IS_OVER */
  *matches(plan: Plan): Generator<Found> {
    const { rows } = this.#index.columns;
    for (let from = Math.floor((rows - 1) / ROWS_AT_ONCE) * ROWS_AT_ONCE; from >= 0; from -= ROWS_AT_ONCE) {
      yield this.#find(plan, null, { from, below: Math.min(rows, from + ROWS_AT_ONCE) });
    }
  }

  /** Those of some rows of one range that fit, too. @throws TIME_IS_OVER */
  among(found: Found, plan: Plan): Found {
    if (found.count === 0) return NONE;
    const from = Math.floor(found.rows[0]! / ROWS_AT_ONCE) * ROWS_AT_ONCE;
    return this.#find(plan, found, { from, below: from + ROWS_AT_ONCE });
  }

  /** @param within - where given, only these rows matter. */
  #find(plan: Plan, within: Found | null, range: RowRange): Found {
    this.#look();
    if (within?.count === 0) return NONE;
    switch (plan.kind) {
      case 'all':
        return this.#findAll(plan.of, within, range);
      case 'any':
      case 'either':
        return plan.of.reduce((all, each) => united(all, this.#find(each, within, range), plan.kind === 'any'), NONE);
      case 'not': {
        const base = plainly(...all(within, range));
        const scored = this.#scored;
        this.#scored = false;
        const found = this.#find(plan.of, base, range);
        this.#scored = scored;
        return without(base, found);
      }
      case 'word':
        return this.#findWord(plan, within, range);
      case 'phrase':
        return this.#findPhrase(plan, within, range);
      case 'names':
        return this.#findNames(plan, within, range);
      case 'range':
        return inRange(this.#index, plan, within, range);
      case 'language': {
        const { data } = this.#index.columns.language;
        return filtered(plainly(...all(within, range)), (row) => plan.fits[data[row]!] === 1);
      }
      case 'stories': {
        const { from, below } = range;
        const base = plainly(plan.rows.filter((row) => row >= from && row < below));
        return within ? common(plainly(within.rows, within.count), base) : base;
      }
    }
  }

  #findAll(plans: readonly Plan[], within: Found | null, range: RowRange): Found {
    if (plans.length === 0) return plainly(...all(within, range));
    const ordered = plans.length === 1 ? plans : plans.toSorted((a, b) => this.#cost(a) - this.#cost(b));
    let found: Found | null = null;
    for (const plan of ordered) {
      const part: Found = this.#find(plan, found ?? within, range);
      found = found ? joined(found, part) : part;
      if (found.count === 0) return NONE;
    }
    return found ?? NONE;
  }

  #findWord({ variants, rare }: WordPlan, within: Found | null, range: RowRange): Found {
    const { words } = this.#index;
    const [only] = variants;
    const list = only?.lists[0];
    if (!only || list === undefined) return NONE;
    if (variants.length === 1 && only.lists.length === 1) {
      const count = within
        ? words.pick(list, within.rows, within.count, scannedRows, scannedMasks)
        : words.scan(list, range.from, range.below, scannedRows, scannedMasks);
      for (let index = 0; index < count; index += 1) scannedMasks[index] = only.worths[scannedMasks[index]!]!;
      return this.#gathered(count, rare, 1);
    }
    for (const { lists, worths } of variants) this.#markAll(words, lists, worths, within, range);
    return this.#gathered(collect(within, range), rare, 1);
  }

  #markAll(
    postings: Postings,
    lists: readonly number[],
    worths: Uint8Array,
    within: Found | null,
    range: RowRange,
    bits = false,
  ): void {
    for (const [index, list] of lists.entries()) {
      if (index % LISTS_AT_ONCE === 0) this.#look();
      mark(postings, list, worths, within, range, bits);
    }
  }

  #findNames({ names, worth, rare }: NamesPlan, within: Found | null, range: RowRange): Found {
    const { named } = this.#index;
    const [only] = names;
    if (only === undefined) return NONE;
    const worths = Uint8Array.of(worth || 1);
    let count: number;
    if (names.length === 1) {
      count = within
        ? named.pick(only, within.rows, within.count, scannedRows, scannedMasks)
        : named.scan(only, range.from, range.below, scannedRows, scannedMasks);
      scannedMasks.fill(worths[0]!, 0, count);
    } else {
      this.#markAll(named, names, worths, within, range);
      count = collect(within, range);
    }
    if (worth === 0) return plainly(scannedRows.slice(0, count));
    return this.#gathered(count, rare, 1);
  }

  /** Stories with all of the words in one kind of field, and then those that have them side by side. */
  #findPhrase(plan: PhrasePlan, within: Found | null, range: RowRange): Found {
    const { words, lists, fields, rare } = plan;
    const everywhere = Uint8Array.from({ length: 256 }, (_, mask) => mask & fields);
    let found = within;
    let masks: Uint8Array | null = null;
    for (const each of lists) {
      this.#markAll(this.#index.words, each, everywhere, found, range, true);
      const count = collect(found, range);
      const rows = scannedRows.slice(0, count);
      const marks = scannedMasks.slice(0, count);
      if (found && masks) keepCommon({ rows, marks }, { rows: found.rows, marks: masks });
      found = plainly(rows);
      masks = marks;
      if (count === 0) return NONE;
    }
    let count = 0;
    const candidates = found ?? NONE;
    const phrase = this.#around.phrases.of(plan);
    const { number } = this.#index.columns;
    for (let index = 0; index < candidates.count; index += 1) {
      if (masks?.[index] === 0) continue;
      if (index % STORIES_AT_ONCE === 0) this.#look();
      const row = candidates.rows[index]!;
      const worth = phrase.worth(number.data[row]!);
      if (worth === null && this.#around.phrases.isLast) throw TIME_IS_OVER;
      if (worth === 0) continue;
      scannedRows[count] = row;
      // One that is not known passes, so that what else has to be known of it is noted, too.
      scannedMasks[count++] = worth ?? 1;
    }
    return this.#gathered(count, rare, words.length);
  }

  /** Makes what was scanned a set of its own. @param words - how many were asked for. */
  #gathered(count: number, rare: number, words: number): Found {
    const rows = new Uint32Array(count);
    const strengths = this.#scored ? new Int32Array(count) : null;
    const titleShares = this.#scored ? new Int32Array(count) : null;
    let kept = 0;
    for (let index = 0; index < count; index += 1) {
      const worth = scannedMasks[index]!;
      if (worth === 0) continue;
      rows[kept] = scannedRows[index]!;
      if (strengths && titleShares) {
        strengths[kept] = strengthOf(worth, rare);
        titleShares[kept] = titleShareOf(worth, rare, words);
      }
      kept += 1;
    }
    return { rows, count: kept, strengths, titleShares };
  }

  /** About how many rows are touched: what leaves few comes first, what has to be looked up last. */
  #cost(plan: Plan): number {
    const { rows } = this.#index.columns;
    switch (plan.kind) {
      case 'all':
        return Math.min(rows, ...plan.of.map((each) => this.#cost(each)));
      case 'any':
      case 'either':
        return plan.of.reduce((sum, each) => sum + this.#cost(each), 0);
      case 'not':
        return rows + 1;
      case 'word':
        return plan.variants.reduce((sum, { lists }) => sum + countAll(this.#index.words, lists), 0);
      case 'names':
        return countAll(this.#index.named, plan.names);
      case 'stories':
        return plan.rows.length;
      case 'range':
      case 'language':
        return rows;
      case 'phrase':
        return 2 * rows + 1;
    }
  }

  #look(): void {
    if (performance.now() > this.#around.deadline) throw TIME_IS_OVER;
  }
}

function countAll(postings: Postings, lists: readonly number[]): number {
  let sum = 0;
  for (const list of lists) sum += postings.count(list);
  return sum;
}

/** The rows that matter, and how many they are. */
function all(within: Found | null, { from, below }: RowRange): [Uint32Array, number] {
  if (within) return [within.rows, within.count];
  const rows = new Uint32Array(below - from);
  for (let index = 0; index < rows.length; index += 1) rows[index] = from + index;
  return [rows, rows.length];
}

interface Marked {
  readonly rows: Uint32Array;
  readonly marks: Uint8Array;
}

/** Leaves of each mark what the other has too; all rows of the first are in the second. */
function keepCommon(part: Marked, whole: Marked): void {
  for (let index = 0, at = 0; index < part.rows.length; index += 1) {
    while (whole.rows[at]! < part.rows[index]!) at += 1;
    part.marks[index]! &= whole.marks[at]!;
  }
}

function inRange(index: LibraryIndex, plan: RangePlan, within: Found | null, range: RowRange): Found {
  const { data } = index.columns[plan.column];
  const { from, below } = plan;
  const [rows, count] = all(within, range);
  const fitting = new Uint32Array(count);
  let kept = 0;
  for (let at = 0; at < count; at += 1) {
    const value = data[rows[at]!]!;
    if (value >= from && value < below) fitting[kept++] = rows[at]!;
  }
  return plainly(fitting, kept);
}
