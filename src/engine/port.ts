/**
 * The engine port: what the shared part of an engine asks of its database. All of it may answer late, and in another order than it
 * was asked; every answer is of one moment, no earlier than the question.
 */
import type { Alias } from '#src/query/aliases.ts';
import type { IndexedStory } from '#src/search/contract.ts';
import type { Audience } from '#src/story/audience.ts';
import type { Block } from '#src/story/prose.ts';
import type { LibraryId, StoryFields, StoryId } from '#src/story/story.ts';

/** @typeParam Row - a story as the engine hands it to whoever shows it: the shared part only passes it on. */
export interface EnginePort<Row extends StoryRef = StoryRef> {
  readonly changes: ChangeLog;
  readonly stories: StoryRows<Row>;
  readonly texts: SearchedTexts;
  readonly headers: HeaderWords;
  readonly snapshot: SnapshotPlace;
  /** A library's own other names, in any order. */
  aliases(library: LibraryId): Promise<readonly Alias[]>;
}

export interface StoryRef {
  /** Never another story's. */
  readonly number: number;
  readonly id: StoryId;
}

/** A story that changed, as it is now. */
export interface StoryChange {
  /** Rising, and never given again. */
  readonly change: number;
  readonly number: number;
  readonly library: LibraryId;
  /** Null where nobody is to find it: it is gone, hidden, or cannot be read. */
  readonly story: IndexedStory | null;
}

export interface ChangeLog {
  /** The number of the last change that any story had; 0 where there is none. */
  last(): Promise<number>;
  /** Those after a change, whoever made them, in their order. */
  since(change: number, limit: number): Promise<readonly StoryChange[]>;
}

interface StoryRows<Row> {
  /**
   * Those of these stories that this audience may see now, in the order of their numbers as given: an index may not have heard yet
   * of what was hidden. What cannot be read is told to the operator, and left out.
   */
  shown(numbers: readonly number[], audience: Audience): Promise<readonly Row[]>;
  /** The same, by id; which they are is all that is asked. */
  shownIds(ids: readonly StoryId[], audience: Audience): Promise<ReadonlySet<StoryId>>;
}

/** The texts that may be searched and quoted: of published stories with a permission, where a library or the operator lets them. */
interface SearchedTexts {
  /**
   * Stories whose texts have these words side by side.
   *
   * @param words - as `askedTextWords` gives them; at least one.
   * @param until - in ms of `performance.now()`: then what was found so far is given, and told as unfinished.
   */
  having(words: readonly string[], libraries: readonly LibraryId[], until: number): Promise<TextMatches>;
  /** By story: the first piece of its text that has them. Of those without one nothing. */
  pieces(stories: readonly number[], words: readonly string[]): Promise<ReadonlyMap<number, TextPiece>>;
}

/** Keeps the index of texts as it should be, a little at a time; one program alone does. */
export interface TextFilling {
  /** Whether a library's choice, or the operator's, was made since it looked. */
  hasNewChoices(): Promise<boolean>;
  /** Then all that is in, and all that may have to be, is looked at again. */
  lookAnew(): Promise<void>;
  /** Looks for something to do for about so many ms; writes nothing. `idle` where nothing is left. */
  look(time: number): Promise<'work' | 'more' | 'idle'>;
  /** Does what there is to do for about so many ms, in one step. Rejects where that failed. */
  work(time: number): Promise<void>;
}

export interface TextMatches {
  readonly stories: readonly number[];
  /** There may be others: not all was looked at, or not all that may be searched is in the index of texts yet. */
  readonly unfinished: boolean;
}

/** A piece of a chapter, as texts are searched. */
export interface TextPiece {
  /** 1-based. */
  readonly chapter: number;
  /** UTF-16 units into the chapter's plain text. */
  readonly start: number;
  readonly blocks: readonly Block[];
  /** Of the piece before it in the chapter; none where it is the first. */
  readonly before: readonly Block[];
}

/** How the words of headers were split when they were kept, and the last change that was heard of then. */
export interface KeptWords {
  readonly format: string;
  readonly heard: number;
}

/** The words of stories' headers, kept as texts that the database does not look into. */
export interface HeaderWords {
  /** Null where none were ever kept. */
  state(): Promise<KeptWords | null>;
  /** What is kept of these stories; nothing of a story whose header changed since. */
  kept(stories: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** The headers of these stories; nothing of one that is gone, or cannot be read. */
  fields(stories: readonly number[]): Promise<ReadonlyMap<number, StoryFields>>;
  /**
   * Keeps words, and what `state` is to tell from then on, in one step.
   *
   * @param options.asOf - the last change before the headers were read: of a story that changed since nothing is kept.
   * @param options.anew - whether all that was kept before goes.
   */
  keep(
    words: ReadonlyMap<number, string>,
    state: KeptWords,
    options: { readonly asOf: number; readonly anew: boolean },
  ): Promise<void>;
}

/** A saved index's name, and the last change that it heard of. */
export interface SnapshotName {
  readonly name: string;
  readonly heard: number;
}

/** Where an index is saved: its bytes in a file of this machine, which file is the right one in the catalog. */
export interface SnapshotPlace {
  readonly file: string;
  /** The permission bits of whoever may read the catalog: in a snapshot is what the catalog says. */
  mode(): Promise<number>;
  /** The one that the catalog knows; null where it knows none. */
  named(): Promise<SnapshotName | null>;
  name(snapshot: SnapshotName): Promise<void>;
}
