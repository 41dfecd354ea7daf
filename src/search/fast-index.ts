/**
 * The index of all libraries: each by itself, so that nothing of one can show in another, and asked together.
 */

import type { StoryQuery } from '#src/query/ast.ts';
import type { SuggestionKind } from '#src/query/fields.ts';
import { asOtherKind, pairingKind } from '#src/query/filters.ts';
import type {
  Common,
  FoundStories,
  IndexedStory,
  IndexKind,
  SavedIndex,
  Stretch,
  Suggestion,
  Surroundings,
} from '#src/search/contract.ts';
import { Evaluation, TIME_IS_OVER } from '#src/search/evaluation.ts';
import { FacetCounts } from '#src/search/facet-counts.ts';
import { Forgetting, isWorthForgetting } from '#src/search/forgetting.ts';
import { type Found, without } from '#src/search/found.ts';
import { LibraryIndex } from '#src/search/library-index.ts';
import type { Scope } from '#src/search/names-meant.ts';
import type { Plan } from '#src/search/plan.ts';
import { Planning } from '#src/search/planning.ts';
import { loadArray, saveArray } from '#src/search/saved-arrays.ts';
import { Seats } from '#src/search/seats.ts';
import { Sorting } from '#src/search/sorting.ts';
import { Suggesting, type Uses } from '#src/search/suggesting.ts';
import type { Audience } from '#src/story/audience.ts';
import type { LibraryId } from '#src/story/story.ts';

/** Whether stories are to be looked at before it can be told what is found. */
function isMissingSome({ phrases }: Surroundings): boolean {
  return !phrases.isLast && phrases.missing.size > 0;
}

/** What was found of one stretch of a library's rows. */
interface Part {
  readonly index: LibraryIndex;
  readonly shown: Found;
  readonly tooMature: number;
  readonly blocked: number;
}

/** Of how an index is saved, and of what it makes of stories: one more with every change of either. */
const FORMAT = 2;

export const FAST_INDEX: IndexKind = {
  format: FORMAT,
  create: () => new FastIndex(),
  load: (parts) => FastIndex.load(parts),
};

export class FastIndex implements SavedIndex {
  /** Null where a library was that has nothing any more. */
  readonly #indexes: (LibraryIndex | null)[] = [];
  readonly #places = new Map<LibraryId, number>();
  readonly #seats = new Seats();
  readonly #isWorthForgetting: (rows: number, living: number) => boolean;
  #forgetting: { readonly of: Forgetting; readonly steps: Iterator<void, LibraryIndex> } | null = null;

  /** @param isWorth - whether a library's dead rows are to be forgotten. */
  constructor(isWorth = isWorthForgetting) {
    this.#isWorthForgetting = isWorth;
  }

  put(story: IndexedStory): void {
    this.#leave(story.number);
    const place = this.#places.get(story.library) ?? this.#take(new LibraryIndex(story.library));
    const index = this.#indexes[place]!;
    const row = index.put(story);
    this.#seats.set(story.number, { index: place, row });
    if (this.#forgetting?.of.old === index) this.#forgetting.of.put(row, story);
  }

  remove(_library: LibraryId, number: number): void {
    this.#leave(number);
  }

  search(query: StoryQuery, audience: Audience, stretch: Stretch, around: Surroundings): FoundStories | null {
    const scope = this.#scope(audience, around);
    const sort = query.sort ?? 'best';
    const sorting = new Sorting(sort, around.now);
    let [total, tooMature, blocked] = [0, 0, 0];
    const planning = new Planning(scope);
    let unfinished = false;
    let otherKind = 0;
    try {
      const plans = planning.plan(query.where);
      for (const part of parts(scope, plans, planning.blocked(), sort === 'best')) {
        sorting.add(part.index, part.shown);
        total += part.shown.count;
        tooMature += part.tooMature;
        blocked += part.blocked;
      }
      if (pairingKind(query)) otherKind = countShown(scope, asOtherKind(query));
    } catch (reason) {
      if (reason !== TIME_IS_OVER) throw reason;
      unfinished = true;
    }
    if (isMissingSome(around)) return null;
    return {
      total,
      numbers: sorting.page(stretch.offset, stretch.limit),
      tooMature,
      blocked,
      corrections: planning.corrections,
      unfinished,
      otherKind,
    };
  }

  count(query: StoryQuery, audience: Audience, around: Surroundings): number | null {
    const count = countShown(this.#scope(audience, around), query);
    return isMissingSome(around) ? null : count;
  }

  facets(query: StoryQuery, audience: Audience, around: Surroundings): Common | null {
    const scope = this.#scope(audience, around);
    const counts = new FacetCounts();
    let total = 0;
    for (const { index, shown } of shownParts(scope, query)) {
      counts.add(index, shown);
      total += shown.count;
    }
    return isMissingSome(around) ? null : { total, facets: counts.facets() };
  }

  suggest(
    kind: SuggestionKind,
    typed: string,
    audience: Audience,
    limit: number,
    around: Surroundings,
    fandom?: string,
  ): readonly Suggestion[] {
    const scope = this.#scope(audience, around);
    const all = (): Uses[] =>
      (audience.blocked ?? []).length > 0
        ? usesOf(scope, { where: { kind: 'all', of: [] } })
        : scope.indexes.map((index) => ({ index, counts: null, shown: null }));
    const ofFandom = fandom && usesOf(scope, { where: { kind: 'named', field: 'fandom', text: fandom } });
    const sources = ofFandom ? [ofFandom, all()] : [all()];
    for (const mended of [false, true]) {
      for (const uses of sources) {
        const found = new Suggesting(scope, kind, limit, uses).suggest(typed, mended);
        if (found.length > 0) return found;
      }
    }
    return [];
  }

  forgetSome(time: number): boolean {
    const end = performance.now() + time;
    let some = false;
    while (this.#forgetStep()) {
      some = true;
      if (performance.now() >= end) break;
    }
    return some;
  }

  /** @returns false where there was nothing to do. */
  #forgetStep(): boolean {
    if (!this.#forgetting) {
      const index = this.#indexes.find((each) => each && this.#isWorthForgetting(each.columns.rows, each.living));
      if (!index) return false;
      if (index.living === 0) this.#drop(index);
      else {
        const of = new Forgetting(index);
        this.#forgetting = { of, steps: of.steps() };
      }
      return true;
    }
    const { done, value } = this.#forgetting.steps.next();
    if (done) {
      this.#forgetting = null;
      this.#seat(value, this.#places.get(value.library)!);
    }
    return true;
  }

  #drop({ library }: LibraryIndex): void {
    this.#indexes[this.#places.get(library)!] = null;
    this.#places.delete(library);
  }

  /** In portions; nothing may be put or removed until the last one is taken. */
  *save(): Generator<Uint8Array> {
    // What is forgotten meanwhile changes no index: others take their places.
    const indexes = this.#indexes.filter((index) => index !== null);
    yield* saveArray(Uint32Array.of(FORMAT, indexes.length));
    for (const index of indexes) yield* index.save();
  }

  /** @throws Error where the portions are not all that `save` gave, or changed. */
  static load(parts: Iterable<Uint8Array>, isWorth = isWorthForgetting): FastIndex {
    const iterator = parts[Symbol.iterator]();
    const [format, libraries = 0] = loadArray(iterator, Uint32Array);
    if (format !== FORMAT) throw new Error('A saved index is of another format.');
    const loaded = new FastIndex(isWorth);
    for (let library = 0; library < libraries; library += 1) loaded.#take(LibraryIndex.load(iterator));
    if (!iterator.next().done) throw new Error('A saved index is longer than it should be.');
    return loaded;
  }

  /** @returns its place. */
  #take(index: LibraryIndex): number {
    const free = this.#indexes.indexOf(null);
    const place = free < 0 ? this.#indexes.length : free;
    this.#places.set(index.library, place);
    this.#seat(index, place);
    return place;
  }

  #seat(index: LibraryIndex, place: number): void {
    this.#indexes[place] = index;
    const { alive, number, rows } = index.columns;
    for (let row = 0; row < rows; row += 1) {
      if (alive.data[row] === 1) this.#seats.set(number.data[row]!, { index: place, row });
    }
  }

  #leave(number: number): void {
    const seat = this.#seats.get(number);
    if (!seat) return;
    const index = this.#indexes[seat.index]!;
    index.remove(seat.row);
    this.#seats.delete(number);
    if (this.#forgetting?.of.old === index) this.#forgetting.of.removed(seat.row);
  }

  #scope(audience: Audience, around: Surroundings): Scope {
    const libraries = [...new Set(audience.libraries)];
    return {
      indexes: libraries.flatMap((library) => this.#indexes[this.#places.get(library) ?? -1] ?? []),
      audience,
      around,
    };
  }
}

/** @throws TIME_IS_OVER */
function* parts(
  { indexes, audience, around }: Scope,
  plans: readonly Plan[],
  blocked: readonly Plan[] | null,
  scored: boolean,
): Generator<Part> {
  for (const [at, index] of indexes.entries()) {
    const evaluation = new Evaluation(index, around, scored);
    for (const found of evaluation.matches(plans[at]!)) {
      const { fitting, tooMature } = living(index, found, audience.maxRank);
      const shown = blocked ? without(fitting, evaluation.among(fitting, blocked[at]!)) : fitting;
      yield { index, shown, tooMature, blocked: fitting.count - shown.count };
    }
  }
}

/** Those that are not dead, by whether they are rated too high. Leaves nothing else of what was found. */
function living(index: LibraryIndex, found: Found, maxRank: number): { fitting: Found; tooMature: number } {
  const { rows, strengths, titleShares } = found;
  const alive = index.columns.alive.data;
  const rank = index.columns.rank.data;
  let [count, tooMature] = [0, 0];
  for (let at = 0; at < found.count; at += 1) {
    const row = rows[at]!;
    if (alive[row] === 0) continue;
    if (rank[row]! > maxRank) {
      tooMature += 1;
      continue;
    }
    rows[count] = row;
    if (strengths && titleShares) {
      strengths[count] = strengths[at]!;
      titleShares[count] = titleShares[at]!;
    }
    count += 1;
  }
  return { fitting: { rows, count, strengths, titleShares }, tooMature };
}

/** As far as there is time. */
function* shownParts(scope: Scope, query: Pick<StoryQuery, 'where'>): Generator<Part> {
  const planning = new Planning(scope);
  try {
    yield* parts(scope, planning.plan(query.where), planning.blocked(), false);
  } catch (reason) {
    if (reason !== TIME_IS_OVER) throw reason;
  }
}

function countShown(scope: Scope, query: StoryQuery): number {
  let count = 0;
  for (const { shown } of shownParts(scope, query)) count += shown.count;
  return count;
}

function usesOf(scope: Scope, query: Pick<StoryQuery, 'where'>): Uses[] {
  const uses = new Map(
    scope.indexes.map((index) => [index, { index, counts: new Uint32Array(index.names.size), shown: [] as Found[] }]),
  );
  for (const { index, shown } of shownParts(scope, query)) {
    const of = uses.get(index)!;
    of.shown.push(shown);
    index.namesOfRows.tally(shown.rows, shown.count, of.counts, []);
  }
  return [...uses.values()];
}
