/**
 * What is asked of the index, answered with rows: searches, facets, suggestions.
 */
import { NO_ALIASES } from '#src/catalog/aliases.ts';
import type { Facets, Hidden, SearchResult, Stretch, Suggestion, SuggestionKind } from '#src/catalog/contract.ts';
import type { Database } from '#src/catalog/sqlite/database.ts';
import { IndexFeed } from '#src/catalog/sqlite/index-feed.ts';
import { SELECT_STORY, type StoryRow } from '#src/catalog/sqlite/story-rows.ts';
import type { StoryQuery } from '#src/query/ast.ts';
import { FastIndex } from '#src/search/fast-index.ts';
import type { FoundStories, StoryIndex, Surroundings } from '#src/search/index-contract.ts';
import { type FieldWords, fieldWordsOf } from '#src/search/word-fields.ts';
import type { Audience } from '#src/story/audience.ts';

const MOST_HITS = 100;
/** How long one question may think, in ms. */
const TIME_LIMIT = 1_000;
/** How long a question first listens to what changed, in ms: enough for all that this process wrote. */
const LISTENING_TIME = 200;

/** As `SearchResult`, with stories as they are kept. */
export interface FoundRows extends Omit<SearchResult, 'hits'> {
  readonly hits: readonly StoryRow[];
}

export class Finding {
  readonly #db: Database;
  readonly #index: StoryIndex = new FastIndex();
  readonly #feed: IndexFeed;

  constructor(db: Database) {
    this.#db = db;
    this.#feed = new IndexFeed(db, this.#index);
  }

  search(query: StoryQuery, audience: Audience, { offset, limit }: Stretch, now: number): FoundRows {
    const { numbers, tooMature, blocked, ...found } = this.#found(query, audience, { offset, limit }, now);
    const hidden: Hidden[] = [
      ...(tooMature > 0 ? [{ reason: 'rating', count: tooMature } as const] : []),
      ...(blocked > 0 ? [{ reason: 'blocked', count: blocked } as const] : []),
    ];
    return { ...found, hidden, hits: this.#rows(numbers), passages: {} };
  }

  facets(query: StoryQuery, audience: Audience, now: number): Facets {
    this.#feed.catchUp(LISTENING_TIME);
    return this.#index.facets(query, audience, this.#around(now));
  }

  suggest(
    kind: SuggestionKind,
    typed: string,
    audience: Audience,
    limit: number,
    now: number,
    fandom?: string,
  ): readonly Suggestion[] {
    this.#feed.catchUp(LISTENING_TIME);
    return this.#index.suggest(kind, typed, audience, limit, this.#around(now), fandom);
  }

  #found(query: StoryQuery, audience: Audience, { offset, limit }: Stretch, now: number): FoundStories {
    this.#feed.catchUp(LISTENING_TIME);
    return this.#index.search(query, audience, { offset, limit: Math.min(limit, MOST_HITS) }, this.#around(now));
  }

  #around(now: number): Surroundings {
    return {
      now,
      aliasesOf: () => NO_ALIASES,
      withText: () => [],
      valuesOf: (number) => this.#valuesOf(number),
      deadline: performance.now() + TIME_LIMIT,
    };
  }

  #valuesOf(number: number): FieldWords[] {
    const row = this.#db.get<StoryRow>(`${SELECT_STORY} WHERE s.number = ?`, number);
    return row ? fieldWordsOf(JSON.parse(row.fields)) : [];
  }

  #rows(numbers: readonly number[]): StoryRow[] {
    return numbers.flatMap((number) => this.#db.get<StoryRow>(`${SELECT_STORY} WHERE s.number = ?`, number) ?? []);
  }
}
