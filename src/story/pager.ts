/**
 * Cuts a chapter into pages that fit a budget of rendered units, at the boundaries that disturb a reader least.
 *
 * Pages are contiguous ranges of the chapter's plain text; what separates two blocks belongs to the page before. How long
 * a range is when rendered is never computed apart from the renderer: candidates are rendered and measured, a few a page,
 * so that the budget holds exactly, escapes and reopened emphasis included.
 */
import { bestCut, evenCut, sheetAt } from '#src/story/cuts.ts';
import { Galley } from '#src/story/galley.ts';
import type { Block, Prose } from '#src/story/prose.ts';
import type { Renderer } from '#src/story/renderer.ts';

/** Goes up whenever the same prose, renderer and budget would be cut elsewhere. */
export const PAGER_VERSION = 1;
/** In rendered UTF-16 units, as all budgets. About 480 words, under two minutes. */
export const DEFAULT_BUDGET = 2800;
/** Room for one character with the longest link and every mark around it, and the invisible ones before it. */
export const MIN_BUDGET = 600;

/** A last page shorter than this share of the budget is evened out with the one before it. */
const SHORT_LAST = 0.3;
/** Where the last two pages may then be parted, as shares of their text. */
const EVEN = { from: 0.35, to: 0.65 };
/** How often the search for what fits guesses by a straight line before it halves, so that no text can make it slow. */
const MOST_GUESSES = 6;

/** The key under which page boundaries are cached. */
export function layoutKey(renderer: Renderer, budget: number): string {
  return `${renderer.id}/${budget}/${PAGER_VERSION}`;
}

/**
 * Where the pages of a chapter begin, ascending, the first at 0; a chapter without text has one page.
 *
 * @throws RangeError below MIN_BUDGET.
 */
export function paginate(prose: Prose, renderer: Renderer, budget: number): Uint32Array {
  const cutter = new Cutter(prose, renderer, budget);
  const starts = [0];
  for (let from = 0, end = cutter.pageEnd(from); end < cutter.length; end = cutter.pageEnd(from)) {
    starts.push(end);
    from = end;
  }
  const [before, last] = starts.slice(-2);
  if (before !== undefined && last !== undefined) starts[starts.length - 1] = cutter.evened(before, last);
  return Uint32Array.from(starts);
}

/**
 * Where the page ends that begins at `from`: for a page shown before the chapter's boundaries are known. Takes the blocks
 * around it alone, at least twice the budget of text unless the chapter ends before.
 *
 * @throws RangeError below MIN_BUDGET.
 */
export function pageEnd(blocks: readonly Block[], from: number, renderer: Renderer, budget: number): number {
  return new Cutter(blocks, renderer, budget).pageEnd(from);
}

/** The page that holds an offset, 0-based; an offset beyond the chapter's end is on its last page. */
export function pageAt(starts: Uint32Array, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The range of a page in a chapter of `length` units.
 *
 * @throws RangeError where there is no such page.
 */
export function pageRange(starts: Uint32Array, index: number, length: number): { start: number; end: number } {
  const start = starts[index];
  if (start === undefined) throw new RangeError(`No page ${index} of ${starts.length}.`);
  return { start, end: starts[index + 1] ?? length };
}

class Cutter {
  readonly #galley: Galley;
  readonly #renderer: Renderer;
  readonly #budget: number;
  readonly #lastVisible: number;
  /** Plain units that filled the page before: where the search for the next one begins. */
  #usual: number;

  constructor(prose: readonly Block[], renderer: Renderer, budget: number) {
    if (!(budget >= MIN_BUDGET)) throw new RangeError(`A page needs at least ${MIN_BUDGET} units, not ${budget}.`);
    this.#galley = new Galley(prose);
    this.#renderer = renderer;
    this.#budget = budget;
    this.#lastVisible = this.#galley.lastVisible();
    this.#usual = budget;
  }

  get length(): number {
    return this.#galley.length;
  }

  pageEnd(from: number): number {
    const furthest = this.#furthest(from);
    if (furthest >= this.length) return this.length;
    const sheet = sheetAt(this.#galley, from, furthest - from);
    let most = Math.min(furthest, this.#lastVisible) - from;
    for (;;) {
      const cut = bestCut(sheet, most);
      if (most <= 1 || this.#fits(from, from + cut)) return from + cut;
      most = Math.min(most, cut) - 1;
    }
  }

  /** A better start for a last page that is short, or the one it has. */
  evened(before: number, last: number): number {
    const least = this.#budget * SHORT_LAST;
    if (this.#rendered(last, this.length) >= least) return last;
    const both = this.length - before;
    const sheet = sheetAt(this.#galley, before, both);
    const cut = evenCut(sheet, Math.ceil(both * EVEN.from), Math.floor(both * EVEN.to));
    if (cut === null || !this.#fits(before, before + cut)) return last;
    const rest = this.#rendered(before + cut, this.length);
    return rest >= least && rest <= this.#budget ? before + cut : last;
  }

  #rendered(from: number, to: number): number {
    return this.#galley.renderedLength(this.#renderer, from, to);
  }

  #fits(from: number, to: number): boolean {
    return this.#rendered(from, to) <= this.#budget;
  }

  /**
   * The end of as much as fits from here, never more than the budget's units of plain text. Rendered length grows
   * with the range, nearly evenly, so a straight line through two measures soon hits the budget.
   */
  #furthest(from: number): number {
    const end = Math.min(this.length, from + this.#budget);
    let fitting = { at: from, rendered: 0 };
    let excess: Measure | null = null;
    let guess = Math.min(end, from + this.#usual);
    for (let step = 0; guess > fitting.at && guess < (excess?.at ?? end + 1); step += 1) {
      const tried = { at: guess, rendered: this.#rendered(from, guess) };
      if (tried.rendered <= this.#budget) fitting = tried;
      else excess = tried;
      if (!excess) guess = Math.min(end, between({ at: from, rendered: 0 }, fitting, this.#budget) + 1);
      else if (step < MOST_GUESSES) guess = inside(fitting, excess, between(fitting, excess, this.#budget));
      else guess = inside(fitting, excess, Math.floor((fitting.at + excess.at) / 2));
    }
    const at = Math.max(fitting.at, from + 1);
    if (at < this.length) this.#usual = at - from;
    return at;
  }
}

interface Measure {
  readonly at: number;
  readonly rendered: number;
}

/** Where the straight line through two measures meets the budget. */
function between(low: Measure, high: Measure, budget: number): number {
  const slope = (high.at - low.at) / Math.max(1, high.rendered - low.rendered);
  return Math.floor(low.at + (budget - low.rendered) * slope);
}

/** A guess moved strictly between two measures, where there is room. */
function inside(low: Measure, high: Measure, guess: number): number {
  return Math.min(high.at - 1, Math.max(low.at + 1, guess));
}
