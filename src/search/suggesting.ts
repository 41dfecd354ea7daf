/**
 * What to offer while somebody types: names with the most stories that may be shown here, over all libraries asked.
 */
import { isAliasKind } from '#src/query/aliases.ts';
import type { SuggestionKind } from '#src/query/fields.ts';
import type { Suggestion } from '#src/search/contract.ts';
import type { Found } from '#src/search/found.ts';
import { levelWithin } from '#src/search/levels.ts';
import type { LibraryIndex } from '#src/search/library-index.ts';
import { aliasesIn, pairingKeyOf, type Scope } from '#src/search/names-meant.ts';
import { page } from '#src/search/selection.ts';
import { shortLabel, titleLabel } from '#src/search/titles.ts';
import { askedWords } from '#src/search/words.ts';
import { fold } from '#src/story/fold.ts';

/** Of one library: how many stories that may be shown have a name. */
export interface Uses {
  readonly index: LibraryIndex;
  /** By name's number; null where the book's own counts are right. */
  readonly counts: Uint32Array | null;
  /** The stories that may be shown, where they are not all. */
  readonly shown: readonly Found[] | null;
}

interface Offer {
  readonly label: string;
  readonly value: string;
  readonly uses: number;
  readonly literal: boolean;
  readonly folded: string;
  readonly key: string;
  readonly alias?: string;
}

export class Suggesting {
  readonly #scope: Scope;
  readonly #kind: SuggestionKind;
  readonly #limit: number;
  readonly #uses: readonly Uses[];

  constructor(scope: Scope, kind: SuggestionKind, limit: number, uses: readonly Uses[]) {
    this.#scope = scope;
    this.#kind = kind;
    this.#limit = limit;
    this.#uses = uses;
  }

  /** @param mended - whether for want of what begins so; else only what does. */
  suggest(typed: string, mended: boolean): Suggestion[] {
    const folded = fold(typed);
    const words = askedWords(typed);
    if (folded !== '' && words.length === 0) return [];
    if (this.#kind === 'title' && folded === '') return this.#newest();
    const find = (uses: Uses, limit: number) =>
      mended ? this.#near(uses, words, limit) : this.#beginning(uses, folded, words, limit);
    const keys = this.#keysOf(find);
    const offers = [...keys].map((key) => this.#offer(key, folded));
    if (mended) return this.#best(offers);
    return this.#best([...offers, ...this.#aliases(typed, folded).filter(({ key }) => !keys.has(key))]);
  }

  #best(offers: Offer[]): Suggestion[] {
    const text = (a: string, b: string) => (a < b ? -1 : Number(a > b));
    return offers
      .filter(({ uses }) => uses > 0)
      .sort(
        (a, b) =>
          Number(b.literal) - Number(a.literal) || b.uses - a.uses || text(a.folded, b.folded) || text(a.key, b.key),
      )
      .slice(0, this.#limit)
      .map(({ label, value, uses, alias }) => ({ label, value, uses, ...(alias !== undefined && { alias }) }));
  }

  /**
   * The keys that may be among the best of all libraries: the best of each, until what no library has given could not be among
   * them, however its uses add up.
   */
  #keysOf(find: (uses: Uses, limit: number) => number[]): Set<string> {
    for (let limit = this.#limit; ; limit *= 4) {
      const lists = this.#uses.map((uses) => find(uses, limit));
      const keys = new Set(lists.flatMap((names, at) => names.map((name) => this.#uses[at]!.index.names.key(name))));
      if (this.#uses.length < 2 || lists.every((names) => names.length < limit)) return keys;
      if (lists.filter((names) => names.length > 0).length < 2) return keys;
      const most = lists.reduce(
        (sum, names, at) => sum + (names.length < limit ? 0 : this.#usesOf(at, names.at(-1)!)),
        0,
      );
      const sums = [...keys].map((key) => this.#usesOfKey(key)).sort((a, b) => b - a);
      if ((sums[this.#limit - 1] ?? 0) > most || limit > MOST_OFFERED) return keys;
    }
  }

  #beginning({ index, counts }: Uses, folded: string, words: readonly string[], limit: number): number[] {
    const level = levelWithin(this.#scope.audience.maxRank);
    if (!counts) return level === null ? [] : index.names.beginning(this.#kind, folded, words, level, limit);
    const { names } = index;
    const literal = (name: number) => Number(fold(names.label(name)).startsWith(folded));
    const found =
      words.length > 0
        ? names.withWords(this.#kind, words, true)
        : [...counts.keys()].filter((name) => names.kind(name) === this.#kind);
    return found
      .filter((name) => counts[name]! > 0)
      .map((name) => ({ name, literal: literal(name), uses: counts[name]! }))
      .sort((a, b) => b.literal - a.literal || b.uses - a.uses || names.compare(a.name, b.name))
      .slice(0, limit)
      .map(({ name }) => name);
  }

  #near({ index, counts }: Uses, words: readonly string[], limit: number): number[] {
    const level = counts ? 2 : levelWithin(this.#scope.audience.maxRank);
    if (level === null) return [];
    const found = index.names.nearBeginning(this.#kind, words, level, counts ? MOST_OFFERED : limit);
    if (!counts) return found;
    return found
      .filter((name) => counts[name]! > 0)
      .sort((a, b) => counts[b]! - counts[a]! || index.names.compare(a, b))
      .slice(0, limit);
  }

  #usesOf(at: number, name: number): number {
    const { index, counts } = this.#uses[at]!;
    if (counts) return counts[name] ?? 0;
    const level = levelWithin(this.#scope.audience.maxRank);
    return level === null ? 0 : index.names.uses(name, level);
  }

  #usesOfKey(key: string): number {
    return this.#uses.reduce((sum, { index }, at) => {
      const name = index.names.find(this.#kind, key);
      return name < 0 ? sum : sum + this.#usesOf(at, name);
    }, 0);
  }

  #offer(key: string, folded: string): Offer {
    const at = this.#uses.findIndex(({ index }, each) => {
      const name = index.names.find(this.#kind, key);
      return name >= 0 && this.#usesOf(each, name) > 0;
    });
    const { index } = this.#uses[Math.max(0, at)]!;
    const name = index.names.find(this.#kind, key);
    const label = index.names.label(name);
    const ofTitle = this.#kind === 'title';
    return {
      label: shortLabel(
        ofTitle ? titleLabel({ title: label, authors: index.authorsOf(index.rowOfTitle(name)) }) : label,
      ),
      value: ofTitle ? index.idOf(name) : label,
      uses: this.#usesOfKey(key),
      literal: fold(label).startsWith(folded),
      folded: fold(label),
      key,
    };
  }

  #aliases(typed: string, folded: string): Offer[] {
    const kind = this.#kind;
    if (!isAliasKind(kind) || folded === '') return [];
    const { audience, around } = this.#scope;
    const aliases = aliasesIn(audience.libraries, around).beginning(kind, typed, this.#limit);
    const offers = new Map<string, Offer>();
    for (const { alias, standsFor } of aliases) {
      const key = kind === 'pairing' ? pairingKeyOf(standsFor) : fold(standsFor);
      if (offers.has(key) || this.#usesOfKey(key) === 0) continue;
      offers.set(key, { ...this.#offer(key, folded), alias, literal: fold(alias).startsWith(folded) });
    }
    return [...offers.values()];
  }

  #newest(): Suggestion[] {
    const rows = this.#uses.flatMap(({ index, shown }) =>
      newestOf(index, shown, this.#scope.audience.maxRank, this.#limit).map((row) => ({
        index,
        row,
        position: index.columns.position.data[row]!,
      })),
    );
    return rows
      .sort((a, b) => b.position - a.position)
      .slice(0, this.#limit)
      .map(({ index, row }) => ({
        label: shortLabel(titleLabel({ title: index.titleOf(row), authors: index.authorsOf(row) })),
        value: index.idOf(index.columns.title.data[row]!),
        uses: 1,
      }));
  }
}

/** Names offered by one library at most. */
const MOST_OFFERED = 10_000;

function newestOf(index: LibraryIndex, shown: readonly Found[] | null, maxRank: number, limit: number): number[] {
  const { alive, rank, position, rows } = index.columns;
  const places = shown ? rowsOf(shown) : livingRows(alive.data, rank.data, rows, maxRank);
  const positions = new Float64Array(places.length);
  for (let place = 0; place < places.length; place += 1) positions[place] = position.data[places[place]!]!;
  return page({ count: places.length, keys: positions, positions }, 0, limit).map((place) => places[place]!);
}

function rowsOf(shown: readonly Found[]): Uint32Array {
  const all = new Uint32Array(shown.reduce((sum, { count }) => sum + count, 0));
  let end = 0;
  for (const { rows, count } of shown) {
    all.set(rows.subarray(0, count), end);
    end += count;
  }
  return all;
}

function livingRows(alive: Uint8Array, rank: Uint8Array, rows: number, maxRank: number): Uint32Array {
  const all = new Uint32Array(rows);
  let end = 0;
  for (let row = 0; row < rows; row += 1) if (alive[row] === 1 && rank[row]! <= maxRank) all[end++] = row;
  return all.subarray(0, end);
}
