/**
 * What the engine's suite is tried over: a database behind the port, and what another program does to it.
 */
import type { EnginePort, StoryRef, TextFilling } from '#src/engine/port.ts';
import type { Alias } from '#src/query/aliases.ts';
import type { IndexKind } from '#src/search/contract.ts';
import { FAST_INDEX } from '#src/search/fast-index.ts';
import { type LibraryId, SHARED_LIBRARY, type StoryId } from '#src/story/story.ts';
import type { StoryParts } from '#tests/catalog/stories.ts';

export const EVERYONE = { libraries: [SHARED_LIBRARY], maxRank: 100 };
export const ALL = { offset: 0, limit: 100 };
export const NOW = 1_000_000;

/** One database; new for each test. The texts of the shared library are searched. */
export interface Stored {
  readonly port: EnginePort<StoryRef>;
  readonly filling: TextFilling;
  titleOf(row: StoryRef): string;
  /** On disk when these resolve; nobody is told. */
  add(...stories: readonly StoryParts[]): Promise<readonly StoryId[]>;
  rename(id: StoryId, title: string): Promise<void>;
  hide(id: StoryId): Promise<void>;
  name(library: LibraryId, alias: Alias): Promise<void>;
  /** Something wrong comes to stand where a story's header is kept. */
  damage(id: StoryId): Promise<void>;
  /** What could not be read, as it was told. */
  readonly unreadable: readonly (string | number)[];
  close(): Promise<void>;
}

export type OpenStored = () => Promise<Stored>;

/** The fast index, counting the stories that it is told of, how often it was taken up from a file, and how often it forgot some. */
export class Counted implements IndexKind {
  format = 1;
  puts = 0;
  loads = 0;
  forgets = 0;
  isForgetting = true;
  create() {
    return this.#count(FAST_INDEX.create());
  }
  async load(parts: Iterable<Uint8Array>) {
    const index = await FAST_INDEX.load(parts);
    this.loads += 1;
    return this.#count(index);
  }
  #count(index: ReturnType<IndexKind['create']>) {
    const put = index.put.bind(index);
    index.put = (story) => {
      this.puts += 1;
      put(story);
    };
    const forgetSome = index.forgetSome.bind(index);
    index.forgetSome = (time) => {
      const some = this.isForgetting && forgetSome(time);
      this.forgets += Number(some);
      return some;
    };
    return index;
  }
}
