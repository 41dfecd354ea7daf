/**
 * The orders in which stories are listed, by what is in the columns.
 */
import type { Sort } from '#src/query/ast.ts';
import type { Found } from '#src/search/found.ts';
import type { LibraryIndex } from '#src/search/library-index.ts';
import { score } from '#src/search/ranking.ts';
import { page } from '#src/search/selection.ts';
import { fold } from '#src/story/fold.ts';

/** What each order goes by; null where it is the score. */
const COLUMNS = {
  best: { column: null, sign: 1 },
  updated: { column: 'position', sign: 1 },
  published: { column: 'publishedAt', sign: 1 },
  words: { column: 'words', sign: 1 },
  kudos: { column: 'kudos', sign: 1 },
  title: { column: 'titleKey', sign: -1 },
  author: { column: 'authorKey', sign: -1 },
} as const satisfies Readonly<Record<Sort, unknown>>;

interface Part {
  readonly index: LibraryIndex;
  readonly found: Found;
}

/** Gathers what was found, and gives a page of it. */
export class Sorting {
  readonly #sort: Sort;
  readonly #now: number;
  readonly #parts: Part[] = [];
  #count = 0;

  constructor(sort: Sort, now: number) {
    this.#sort = sort;
    this.#now = now;
  }

  add(index: LibraryIndex, found: Found): void {
    if (found.count > 0) this.#parts.push({ index, found });
    this.#count += found.count;
  }

  /** Numbers of stories. */
  page(offset: number, limit: number): number[] {
    const positions = new Float64Array(this.#count);
    // Where nothing tells matches apart, the best are the newest.
    const isByPosition = this.#sort === 'updated' || (this.#sort === 'best' && !this.#parts.some(isScored));
    const keys = isByPosition ? positions : new Float64Array(this.#count);
    const starts: number[] = [];
    let at = 0;
    for (const part of this.#parts) {
      starts.push(at);
      const { position } = part.index.columns;
      const { rows, count } = part.found;
      if (!isByPosition) this.#fillKeys(part, keys, at);
      for (let index = 0; index < count; index += 1) positions[at + index] = position.data[rows[index]!]!;
      at += count;
    }
    const storyAt = (place: number) => {
      const part = starts.findLastIndex((start) => start <= place);
      const { index, found } = this.#parts[part]!;
      return { index, row: found.rows[place - starts[part]!]! };
    };
    const text = this.#texts(storyAt);
    const compare = text && ((a: number, b: number) => compareTexts(text(a), text(b)));
    const candidates = { count: this.#count, keys, positions, ...(compare && { compare }) };
    return page(candidates, offset, limit).map((place) => {
      const { index, row } = storyAt(place);
      return index.columns.number.data[row]!;
    });
  }

  #fillKeys({ index: { columns }, found }: Part, keys: Float64Array, at: number): void {
    const { rows, count, strengths, titleShares } = found;
    const { column, sign } = COLUMNS[this.#sort];
    if (column !== null) {
      const { data } = columns[column];
      for (let index = 0; index < count; index += 1) keys[at + index] = sign * data[rows[index]!]!;
      return;
    }
    if (!strengths || !titleShares) return;
    const [titleWords, kudos, updatedAt] = [columns.titleWords.data, columns.kudos.data, columns.updatedAt.data];
    for (let index = 0; index < count; index += 1) {
      const row = rows[index]!;
      const age = this.#now - updatedAt[row]!;
      keys[at + index] = score(strengths[index]!, titleShares[index]!, titleWords[row]!, kudos[row]!, age);
    }
  }

  /** What tells apart stories whose keys are alike. */
  #texts(storyAt: (place: number) => { index: LibraryIndex; row: number }): ((place: number) => string[]) | null {
    if (this.#sort !== 'title' && this.#sort !== 'author') return null;
    const known = new Map<number, string[]>();
    return (place) => {
      const { index, row } = storyAt(place);
      const title = fold(index.titleOf(row));
      const texts = known.get(place) ?? (this.#sort === 'title' ? [title] : [index.authorKeyOf(row), title]);
      known.set(place, texts);
      return texts;
    };
  }
}

function isScored({ found }: Part): boolean {
  return found.strengths !== null;
}

/** One after the other; an empty one comes last. */
function compareTexts(a: readonly string[], b: readonly string[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? '';
    if (left !== right) return Number(left === '') - Number(right === '') || (left < right ? -1 : 1);
  }
  return 0;
}
