/**
 * What the bot keeps from one restart to the next, beside the catalog: of its readers what the features declare, and what Discord
 * was told of commands.
 *
 * Whatever a promise here was kept for is on the disk once it resolves. A failing disk rejects with a FicError
 * (`database-full`, `database-in-use`, `database-broken`); a value that cannot be read counts as absent.
 */
import { Aside } from '#src/kept/aside.ts';
import { Collection, type CollectionParts, type Unreadable } from '#src/kept/collection.ts';
import type { AnyKept, Kept, Means } from '#src/kept/kept.ts';
import { type Readers, readersIn } from '#src/kept/readers.ts';
import type { StateStore } from '#src/kept/store.ts';
import type { Exclusively } from '#src/workers/queue.ts';

/** What can be done with a kept thing. @throws Error for one that the state was not opened with: a defect. */
export type KeptPort = <Value extends object, Use>(what: Kept<Value, Use>) => Use;

export interface State {
  readonly kept: KeptPort;
  /** All that is kept of one reader. */
  readonly readers: Readers;
  /** As the store's: for what one program at a time does. */
  readonly exclusively: Exclusively;
  /** Resolves when the file can be read. */
  answers(): Promise<void>;
  /** Lets changes under way finish and closes the file. */
  close(): Promise<void>;
}

export interface StateOptions extends Omit<Means, 'exclusively'> {
  /** Where it is kept. Closed with the state. */
  readonly store: StateStore;
  /** All that is kept, each name once. */
  readonly kept: readonly AnyKept[];
  /** Hears of values that are there but cannot be read; nobody else does. */
  readonly onUnreadable: (value: Unreadable) => void;
}

export function openState({ store, kept, now, newId, onUnreadable }: StateOptions): State {
  const underWay = new Set<Promise<unknown>>();
  const exclusively: Exclusively = (key, work) => {
    const working = store.exclusively(key, work);
    underWay.add(working);
    const done = () => underWay.delete(working);
    working.then(done, done);
    return working;
  };
  const aside = new Aside(
    kept.map(({ kind }) => kind),
    { store, exclusively, now },
  );
  const around: CollectionParts = { store, exclusively, aside, onUnreadable };
  const collections: Collection<object>[] = [];
  const uses = new Map<AnyKept, unknown>();
  for (const what of kept) {
    const collection = new Collection(what.kind, around);
    collections.push(collection);
    const { name } = what.kind;
    const alone: Exclusively = (key, work) => store.exclusively(`${name} ${key}`, work);
    uses.set(what, what.use(collection, { now, newId, exclusively: alone }));
  }
  return {
    kept<Value extends object, Use>(what: Kept<Value, Use>): Use {
      if (!uses.has(what)) throw new Error(`Nobody declared that "${what.kind.name}" is kept.`);
      return uses.get(what) as Use;
    },
    readers: readersIn(collections, aside),
    exclusively: store.exclusively,
    answers: store.answers,
    async close() {
      await Promise.allSettled(underWay);
      await store.close();
    },
  };
}
