/**
 * What an index of stories promises: everything that finds them, in memory, over all libraries, whatever database they are in.
 * It knows stories by their numbers.
 */
import type { AliasesOf } from '#src/query/aliases.ts';
import type { StoryQuery } from '#src/query/ast.ts';
import type { Facet, SuggestionKind } from '#src/query/fields.ts';
import type { Phrases } from '#src/search/phrases.ts';
import type { Audience } from '#src/story/audience.ts';
import type { LibraryId, StoryFields, StoryId } from '#src/story/story.ts';

/** A stretch of a list. */
export interface Stretch {
  readonly offset: number;
  /** At most 100. */
  readonly limit: number;
}

/** A word or name that nothing has, and what was searched in its place. */
export interface Correction {
  /** As it stands in the query. */
  readonly typed: string;
  /** Best first, at least one; as stories write it. */
  readonly searched: readonly string[];
}

export interface FacetValue {
  /** What `facetCondition` takes. */
  readonly value: string;
  /** Stories of the search that have it, among those that may be shown here. */
  readonly count: number;
}
export type Facets = Readonly<Record<Facet, readonly FacetValue[]>>;

/** What the stories that a search finds have in common. */
export interface Common {
  /** How many they are, of what may be shown here. */
  readonly total: number;
  readonly facets: Facets;
}

/** Most values of a facet that are given. */
export const FACET_VALUES = 25;

export interface Suggestion {
  /** What to show; at most 100 UTF-16 units. */
  readonly label: string;
  /** For titles the story's id, else the name. */
  readonly value: string;
  /** Stories that carry it, among those that may be shown here. */
  readonly uses: number;
  /** The other name that the typed text is the beginning of, where the label does not say it: a nickname, a portmanteau. */
  readonly alias?: string;
}

/** A published story, as far as it is found by it. */
export interface IndexedStory {
  /** Never another story's. */
  readonly number: number;
  readonly id: StoryId;
  readonly library: LibraryId;
  /** The later changed, the higher; no two are alike. */
  readonly position: number;
  readonly fields: StoryFields;
  readonly words: number;
  readonly chapters: number;
  readonly kudos: number;
  /** In ms since 1970. */
  readonly publishedAt: number;
  readonly updatedAt: number;
}

/** What a question turns on beside the index. */
export interface Surroundings {
  /** ms since 1970. */
  readonly now: number;
  /** Of the libraries that `needsOf` told. */
  readonly aliasesOf: AliasesOf;
  /** Numbers of the stories whose texts have these words side by side, in the libraries asked; of the texts that `needsOf` told. */
  readonly withText: (text: string) => readonly number[];
  /** What is known so far of who has which words side by side. */
  readonly phrases: Phrases;
  /** In ms of `performance.now()`: after it, what was found so far is given. */
  readonly deadline: number;
}

export interface FoundStories {
  readonly total: number;
  /** In order, those of the stretch. */
  readonly numbers: readonly number[];
  /** Matches above the audience's rank. */
  readonly tooMature: number;
  /** Of the others, those that the audience blocks. */
  readonly blocked: number;
  readonly corrections: readonly Correction[];
  readonly unfinished: boolean;
  readonly otherKind: number;
}

/**
 * Answers in one step, from what it has and what it was told: whoever asks has found out before what the question needs of the
 * database (needs.ts), and finds out between what turned up meanwhile.
 */
export interface StoryIndex {
  /** Makes a story findable as it is now. */
  put(story: IndexedStory): void;
  /** Of a story that it does not have: nothing. */
  remove(library: LibraryId, number: number): void;
  /** Null where stories are to be looked at first: those that `around.phrases` misses. To be asked again then. */
  search(query: StoryQuery, audience: Audience, stretch: Stretch, around: Surroundings): FoundStories | null;
  /** `total` of a search alone. Null as of `search`. */
  count(query: StoryQuery, audience: Audience, around: Surroundings): number | null;
  /** Null as of `search`. */
  facets(query: StoryQuery, audience: Audience, around: Surroundings): Common | null;
  suggest(
    kind: SuggestionKind,
    typed: string,
    audience: Audience,
    limit: number,
    around: Surroundings,
    fandom?: string,
  ): readonly Suggestion[];
}

/** An index that can be kept in a file and taken up from there. */
export interface SavedIndex extends StoryIndex {
  /** In portions of at most some 4 MB, each made in some ms. Whoever changes the index between two begins anew. */
  save(): Iterable<Uint8Array>;
  /**
   * Where much of it is dead, makes room for about so many ms; what it answers is the same before, meanwhile and after. It may be
   * told of stories, and saved, between two calls.
   *
   * @returns whether there was something to do; then there may be more.
   */
  forgetSome(time: number): boolean;
}

export interface IndexKind {
  /** Another one whenever an index saved before is not what one made anew would be. */
  readonly format: number;
  create(): SavedIndex;
  /**
   * Where it takes more than some ms it gives way to others between portions. A part may change when the next one is taken.
   *
   * @throws where they are none that `save` made.
   */
  load(parts: Iterable<Uint8Array>): SavedIndex | Promise<SavedIndex>;
}
