/**
 * What the bot keeps from one restart to the next, beside the catalog: of its readers what the features declare, and what Discord
 * was told of commands.
 *
 * Whatever a promise here was kept for is on the disk once it resolves. A failing disk rejects with a FicError
 * (`database-full`, `database-in-use`, `database-broken`); a value that cannot be read counts as absent.
 */
import { Collection, type CollectionParts, type Unreadable } from '#src/kept/collection.ts';
import type { AnyKept, Kept, Means } from '#src/kept/kept.ts';
import { type Readers, readersIn } from '#src/kept/readers.ts';
import { openSqliteFile } from '#src/kept/sqlite/store.ts';

/** What can be done with a kept thing. @throws Error for one that the state was not opened with: a defect. */
export type KeptPort = <Value extends object, Use>(what: Kept<Value, Use>) => Use;

export interface State {
  readonly kept: KeptPort;
  /** All that is kept of one reader. */
  readonly readers: Readers;
  /** Resolves when the file can be read. */
  answers(): Promise<void>;
  /** Lets changes under way finish and closes the file. */
  close(): Promise<void>;
}

export interface StateOptions extends Means {
  /** The SQLite file; made, with its folder, where it is missing. */
  readonly file: string;
  /** All that is kept, each name once. */
  readonly kept: readonly AnyKept[];
  /** Hears of values that are there but cannot be read; nobody else does. */
  readonly onUnreadable: (value: Unreadable) => void;
  /** Hears why expired values could not be removed from the disk. */
  readonly onPurgeFailed: (error: unknown) => void;
  /** Hears why nothing can be kept or asked any more: the file's thread ended by itself. */
  readonly onEnd?: (error: Error) => void;
}

/** @throws FicError `database-newer`, `database-in-use` (by another bot), `database-full`, `database-broken`. */
export async function openState(options: StateOptions): Promise<State> {
  const { now, onUnreadable } = options;
  const file = await openSqliteFile(options);
  const around: CollectionParts = { store: file.store, now, onUnreadable };
  const collections: Collection<object>[] = [];
  const uses = new Map<AnyKept, unknown>();
  for (const what of options.kept) {
    const collection = new Collection(what.kind, around);
    collections.push(collection);
    uses.set(what, what.use(collection, options));
  }
  return {
    kept<Value extends object, Use>(what: Kept<Value, Use>): Use {
      if (!uses.has(what)) throw new Error(`Nobody declared that "${what.kind.name}" is kept.`);
      return uses.get(what) as Use;
    },
    readers: readersIn(collections, around),
    answers: file.answers,
    async close() {
      await Promise.all(collections.map((collection) => collection.settled()));
      await file.close();
    },
  };
}
