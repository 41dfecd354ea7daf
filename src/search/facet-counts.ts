/**
 * Counts what found stories have in common, over all libraries asked.
 */

import { LENGTHS } from '#src/query/facets.ts';
import { FACETS, type Facet, type NamedFacet } from '#src/query/fields.ts';
import { FACET_VALUES, type Facets, type FacetValue } from '#src/search/contract.ts';
import type { Found } from '#src/search/found.ts';
import type { LibraryIndex } from '#src/search/library-index.ts';
import { BANDS } from '#src/story/rating.ts';
import { STATUSES } from '#src/story/story.ts';

/** By name's number. */
interface Tally {
  readonly index: LibraryIndex;
  readonly counts: Uint32Array;
  /** Those that some story has. */
  readonly touched: number[];
}

export class FacetCounts {
  readonly #tallies = new Map<LibraryIndex, Tally>();
  readonly #bands = new Uint32Array(BANDS.length);
  readonly #statuses = new Uint32Array(STATUSES.length);
  readonly #lengths = new Uint32Array(LENGTHS.length);
  readonly #languages = new Map<string, number>();

  add(index: LibraryIndex, { rows, count }: Found): void {
    if (count === 0) return;
    const tally = this.#tallies.get(index) ?? { index, counts: new Uint32Array(index.names.size), touched: [] };
    this.#tallies.set(index, tally);
    index.namesOfRows.tally(rows, count, tally.counts, tally.touched);
    const { band, status, words, language } = index.columns;
    const languages = new Uint32Array(index.languages.length);
    for (let at = 0; at < count; at += 1) {
      const row = rows[at]!;
      this.#bands[band.data[row]!]! += 1;
      this.#statuses[status.data[row]!]! += 1;
      this.#lengths[lengthOf(words.data[row]!)]! += 1;
      languages[language.data[row]!]! += 1;
    }
    for (const [at, stories] of languages.entries()) {
      const name = index.languages[at]?.split('-')[0] ?? '';
      if (name !== '' && stories > 0) this.#languages.set(name, (this.#languages.get(name) ?? 0) + stories);
    }
  }

  facets(): Facets {
    const lists = FACETS.map((facet): [Facet, FacetValue[]] => [facet, best(this.#values(facet))]);
    return Object.fromEntries(lists) as unknown as Facets;
  }

  #values(facet: Facet): FacetValue[] {
    const listed = (names: readonly string[], counts: Uint32Array) =>
      names.map((value, at) => ({ value, count: counts[at]! }));
    switch (facet) {
      case 'rating':
        return listed(BANDS, this.#bands);
      case 'status':
        return listed(STATUSES, this.#statuses);
      case 'length':
        return listed(
          LENGTHS.map(({ name }) => name),
          this.#lengths,
        );
      case 'language':
        return [...this.#languages].map(([value, count]) => ({ value, count }));
      default:
        return this.#names(facet);
    }
  }

  /** The best of the largest library as they are, with what the others have of them; and all that the others have. */
  #names(kind: NamedFacet): FacetValue[] {
    const tallies = [...this.#tallies.values()].sort((a, b) => b.index.living - a.index.living);
    const [largest, ...others] = tallies;
    if (!largest) return [];
    const countIn = ({ index, counts }: Tally, key: string) => {
      const name = index.names.find(kind, key);
      return name < 0 ? 0 : (counts[name] ?? 0);
    };
    const keys = new Set<string>();
    for (const { index, touched } of others) {
      for (const name of touched) if (index.isOfKind(name, kind)) keys.add(index.names.key(name));
    }
    for (const name of bestNames(largest, kind)) keys.add(largest.index.names.key(name));
    return [...keys].map((key) => {
      const first = tallies.find((tally) => countIn(tally, key) > 0) ?? largest;
      return {
        value: first.index.names.label(first.index.names.find(kind, key)),
        count: tallies.reduce((sum, tally) => sum + countIn(tally, key), 0),
      };
    });
  }
}

/** Those with the most stories, and all that have as many as the last of them. */
function bestNames({ index, counts, touched }: Tally, kind: NamedFacet): number[] {
  const names = touched.filter((name) => index.isOfKind(name, kind));
  const sorted = Uint32Array.from(names, (name) => counts[name]!).sort();
  const least = sorted[Math.max(0, sorted.length - FACET_VALUES)] ?? 0;
  return names.filter((name) => counts[name]! >= least);
}

function lengthOf(words: number): number {
  const at = LENGTHS.findIndex(({ range }) => words <= (range.max ?? Number.POSITIVE_INFINITY));
  return at < 0 ? LENGTHS.length - 1 : at;
}

function best(values: readonly FacetValue[]): FacetValue[] {
  return values
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, FACET_VALUES);
}
