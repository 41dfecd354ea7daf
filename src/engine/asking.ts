/**
 * What is asked of the index, answered with rows: searches, facets, suggestions.
 */

import type { Facets, Hidden, SearchResult, Stretch, Suggestion, SuggestionKind } from '#src/catalog/contract.ts';
import type { IndexKeeper } from '#src/engine/index-keeper.ts';
import type { Database } from '#src/engine/sqlite/database.ts';
import { passageOf, storiesWithText } from '#src/engine/sqlite/in-text.ts';
import type { AliasShelf } from '#src/engine/sqlite/library-aliases.ts';
import { PUBLISHED, SELECT_STORY, type StoryRow } from '#src/engine/sqlite/story-rows.ts';
import { type Condition, conjuncts, type StoryQuery } from '#src/query/ast.ts';
import { makeAliasBook } from '#src/search/alias-book.ts';
import type { FoundStories, Surroundings } from '#src/search/contract.ts';
import type { Audience } from '#src/story/audience.ts';
import type { LibraryId } from '#src/story/story.ts';

const MOST_HITS = 100;
/** How long one question may think, in ms. */
const TIME_LIMIT = 1_000;

/** As `SearchResult`, with stories as they are kept. */
export interface FoundRows extends Omit<SearchResult, 'hits'> {
  readonly hits: readonly StoryRow[];
}

export class Asking {
  readonly #db: Database;
  readonly #keeper: IndexKeeper;
  readonly #aliases: AliasShelf;
  readonly #sharedTexts: boolean;
  readonly #isFilling: (library: LibraryId) => boolean;

  /**
   * @param sharedTexts - whether the texts of the shared library are searched.
   * @param isFilling - whether some of a library's texts cannot be found yet.
   */
  constructor(
    db: Database,
    keeper: IndexKeeper,
    aliases: AliasShelf,
    sharedTexts: boolean,
    isFilling: (library: LibraryId) => boolean,
  ) {
    this.#db = db;
    this.#keeper = keeper;
    this.#aliases = aliases;
    this.#sharedTexts = sharedTexts;
    this.#isFilling = isFilling;
  }

  async search(query: StoryQuery, audience: Audience, { offset, limit }: Stretch, now: number): Promise<FoundRows> {
    const { numbers, tooMature, blocked, ...found } = await this.#found(query, audience, { offset, limit }, now);
    const hits = this.#rows(numbers, audience);
    const hidden: Hidden[] = [
      ...(tooMature > 0 ? [{ reason: 'rating', count: tooMature } as const] : []),
      ...(blocked > 0 ? [{ reason: 'blocked', count: blocked } as const] : []),
    ];
    return { ...found, hidden, hits, passages: this.#passages(query, hits) };
  }

  async facets(query: StoryQuery, audience: Audience, now: number): Promise<Facets> {
    await this.#keeper.ready();
    return this.#keeper.index.facets(query, audience, this.#around(now));
  }

  async suggest(
    kind: SuggestionKind,
    typed: string,
    audience: Audience,
    limit: number,
    now: number,
    fandom?: string,
  ): Promise<readonly Suggestion[]> {
    await this.#keeper.ready();
    const found = this.#keeper.index.suggest(kind, typed, audience, limit, this.#around(now), fandom);
    if (kind !== 'title' || this.#keeper.knowsAll()) return found;
    return found.filter(({ value }) => this.#shown('s.id', value, audience) !== undefined);
  }

  async #found(query: StoryQuery, audience: Audience, stretch: Stretch, now: number): Promise<FoundStories> {
    const isWhole = await this.#keeper.ready();
    const { offset, limit } = stretch;
    const most = { offset, limit: Math.min(limit, MOST_HITS) };
    const around = this.#around(now);
    const found = this.#keeper.index.search(query, audience, most, around);
    return { ...found, unfinished: found.unfinished || !isWhole || around.textsUnfinished() };
  }

  /** `textsUnfinished` tells afterwards whether there are texts that were not looked into. */
  #around(now: number): Surroundings & { readonly textsUnfinished: () => boolean } {
    // The first question makes the book of known names, and has its whole time all the same.
    makeAliasBook();
    const deadline = performance.now() + TIME_LIMIT;
    let unfinished = false;
    return {
      now,
      aliasesOf: (library) => this.#aliases.of(library),
      withText: (text, libraries) => {
        const found = storiesWithText(this.#db, text, libraries, this.#sharedTexts, deadline);
        unfinished ||= found.unfinished || libraries.some(this.#isFilling);
        return found.numbers;
      },
      valuesOf: (number) => this.#keeper.words.of(number),
      deadline,
      textsUnfinished: () => unfinished,
    };
  }

  /** The first place of the first text that each was asked for. */
  #passages(query: StoryQuery, hits: readonly StoryRow[]): SearchResult['passages'] {
    const texts = askedTexts(query.where);
    const passages = hits.flatMap((row) => {
      for (const text of texts) {
        const passage = passageOf(this.#db, row, text, this.#sharedTexts);
        if (passage) return [[row.id, passage] as const];
      }
      return [];
    });
    return Object.fromEntries(passages);
  }

  #rows(numbers: readonly number[], audience: Audience): StoryRow[] {
    return numbers.flatMap((number) => this.#shown('s.number', number, audience) ?? []);
  }

  /** Asked of the row itself: another process may have hidden it a moment ago, and the index not have heard of it yet. */
  #shown(key: 's.number' | 's.id', value: number | string, { libraries, maxRank }: Audience): StoryRow | undefined {
    const row = this.#db.get<StoryRow>(
      `${SELECT_STORY} WHERE ${key} = ? AND s.withdrawn = ${PUBLISHED} AND s.rank <= ?`,
      value,
      maxRank,
    );
    return row && libraries.includes(row.library) ? row : undefined;
  }
}

/** What texts are to have, not what they are to be without. */
function askedTexts(condition: Condition): readonly string[] {
  if (condition.kind === 'text') return [condition.text];
  if (condition.kind === 'any') return condition.of.flatMap(askedTexts);
  return condition.kind === 'all' ? conjuncts(condition).flatMap(askedTexts) : [];
}
