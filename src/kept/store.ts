/**
 * What the state asks of the place where it is kept: any store that Keyv has, one piece of work at a time under a key, and what
 * belongs to a person found without looking at everybody's.
 */
import type { KeyvStoreAdapter } from 'keyv';
import type { Whose } from '#src/kept/whose.ts';
import type { Exclusively } from '#src/workers/queue.ts';

/** Finds values again. Keys are without the name that they are kept under. */
export interface Belongings {
  /**
   * The keys of a person's values, and of all that cannot be told whose they are and may be theirs: whoever asks looks at each.
   * Values that are gone may be among them.
   */
  of(reader: string): AsyncIterable<string>;
  /** All keys, of a name that was opened as listed. @throws Error for another one: a defect. */
  all(): AsyncIterable<string>;
  /**
   * Only where the store cannot tell by itself whose a value is: for before one is written that was not there, was somebody
   * else's or has a time after which it goes.
   *
   * @param owner - null where that cannot be told.
   * @param ttl - in ms; undefined is for ever.
   */
  readonly begins?: (key: string, owner: string | null, ttl: number | undefined) => Promise<void>;
  /** The other half of `begins`: for after a value is gone, or is somebody else's. */
  readonly ended?: (key: string, owner: string | null) => Promise<void>;
}

/** What any store of Keyv's does of which the state makes use. What Keyv's type lets a caller name (`get<Value>`), no store can know. */
export type KeyvAdapter = Pick<KeyvStoreAdapter, 'set' | 'delete' | 'clear'> & { get(key: string): Promise<unknown> };

/** Values of one name. */
export interface OpenedName {
  /** For one Keyv with this name as its namespace, which Keyv writes onto it. */
  readonly adapter: KeyvAdapter;
  readonly belongings: Belongings;
}

export interface NameOptions {
  /** Null for what belongs to nobody. */
  readonly whose: Whose | null;
  /** Whether all its keys are asked for. */
  readonly listed: boolean;
}

export interface StateStore {
  open(name: string, options: NameOptions): OpenedName;
  readonly exclusively: Exclusively;
  /** Resolves when the store can be read. */
  answers(): Promise<void>;
  /** Lets calls under way finish and lets go of the store. */
  close(): Promise<void>;
}
