/**
 * What the parts of the suite share: a catalog that is new for each test, short questions to it, and two servers.
 */
import { afterEach, beforeEach } from 'vitest';
import type { Catalog } from '#src/catalog/contract.ts';
import type { Moderation } from '#src/moderation/contract.ts';
import { conjuncts, type StoryQuery } from '#src/query/ast.ts';
import type { SuggestionKind } from '#src/query/fields.ts';
import { plainWords, queryOf, type SearchOptions } from '#src/query/options.ts';
import { ALL_RANKS, type Audience, OPEN_RANK } from '#src/story/audience.ts';
import { FicError, type FicErrorCode } from '#src/story/errors.ts';
import { type LibraryId, SHARED_LIBRARY } from '#src/story/story.ts';

export const EVERYTHING = { offset: 0, limit: 100 };
export const BAKER: LibraryId = '111111111111111111';
export const MERYTON: LibraryId = '222222222222222222';

export const OPEN: Audience = { libraries: [SHARED_LIBRARY], maxRank: OPEN_RANK };
export const ADULT: Audience = { libraries: [SHARED_LIBRARY], maxRank: ALL_RANKS };

export function inServer(library: LibraryId): Audience {
  return { libraries: [library, SHARED_LIBRARY], maxRank: OPEN_RANK };
}

export const MINA = { by: 'mina', at: 5000 };

/** Free words, and the options of a search. */
export type TypedSearch = SearchOptions & { readonly text?: string };

export function asked({ text = '', ...options }: TypedSearch): StoryQuery {
  return queryOf(options, conjuncts(plainWords(text).where));
}

/** An engine of both contracts. */
type Kept = Catalog & { readonly moderation: Moderation };

export interface Trial {
  /** The catalog of the test that runs. */
  readonly catalog: Catalog;
  readonly moderation: Moderation;
  titles(query: TypedSearch, audience?: Audience): Promise<string[]>;
  /** The same, by title: where the order is not what is tried. */
  sorted(query: TypedSearch, audience?: Audience): Promise<string[]>;
  labels(kind: SuggestionKind, typed: string, audience?: Audience): Promise<string[]>;
  /** What the catalog's clock will say next. */
  time(): number;
  /** The program ends, and starts again on the same catalog. */
  restart(): Promise<void>;
}

/** @param place - where the catalog is: an empty one, at each the same. */
export type OpenCatalog = (now: () => number, place: string) => Promise<Kept>;

export function startTrial(open: OpenCatalog): Trial {
  let catalog: Kept | undefined;
  let time = 0;
  let places = 0;
  const start = () => open(() => time++, `trial ${places}`);
  beforeEach(async () => {
    time = 1_000_000;
    places += 1;
    catalog = await start();
  });
  afterEach(() => catalog?.close());

  const trial: Trial = {
    get catalog() {
      if (!catalog) throw new Error('No test is running.');
      return catalog;
    },
    get moderation() {
      if (!catalog) throw new Error('No test is running.');
      return catalog.moderation;
    },
    async titles(query, audience = OPEN) {
      return (await trial.catalog.search(asked(query), audience, EVERYTHING)).hits.map(({ title }) => title);
    },
    sorted: async (query, audience) => (await trial.titles(query, audience)).sort(),
    async labels(kind, typed, audience = OPEN) {
      return (await trial.catalog.suggest(kind, typed, audience, 25)).map(({ label }) => label);
    },
    time: () => time,
    async restart() {
      await catalog?.close();
      catalog = await start();
    },
  };
  return trial;
}

/** The expected failure of something, by its code. */
export async function codeOf(work: Promise<unknown>): Promise<FicErrorCode | undefined> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof FicError ? error.code : undefined;
}
