/**
 * The state in any store that Keyv has: what belongs to a person is found by lists of keys, kept beside the values in the same
 * store.
 *
 * A key is in its list before its value is in the store, and leaves it after: whatever ends the program in between leaves at most
 * a key too many. Nothing else is asked of the store than to set, get and delete, so that it does not matter how it keeps keys.
 */
import { Keyv } from 'keyv';
import { z } from 'zod';
import { stored } from '#src/kept/key.ts';
import type { Belongings, KeyvAdapter, NameOptions, StateStore } from '#src/kept/store.ts';
import type { Exclusively } from '#src/workers/queue.ts';

/** The name that lists are kept under; for ever. */
export const LISTS = 'belongings';

/** Keys, each with when its value is gone for certain, in ms since 1970; null is never. */
const listed = z.strictObject({ v: z.literal(1), keys: z.array(z.tuple([z.string(), z.number().nullable()])) });
type Entry = readonly [key: string, until: number | null];

interface Lists {
  read(list: string): Promise<readonly Entry[]>;
  /** @param change - gives back what it got for no change. */
  change(list: string, change: (entries: readonly Entry[]) => readonly Entry[]): Promise<void>;
}

/** @param options.adapter - a new one at each call, over the same store: Keyv writes onto it. */
export function stateOverKeyv(options: {
  readonly adapter: () => KeyvAdapter;
  readonly exclusively: Exclusively;
  readonly now: () => number;
  readonly close: () => Promise<void>;
}): StateStore {
  const { adapter, exclusively, now, close } = options;
  const lists = listsIn(new Keyv({ store: adapter(), namespace: LISTS, throwOnErrors: true }), options);
  return {
    open: (name, asked) => ({ adapter: adapter(), belongings: belongingsIn(lists, name, asked, now) }),
    exclusively,
    async answers() {
      await lists.read('');
    },
    close,
  };
}

/** @throws ZodError for a list that cannot be read: what it would not tell must not be taken for nothing. */
function listsIn(values: Keyv, { exclusively, now }: { exclusively: Exclusively; now: () => number }): Lists {
  const read = async (list: string) => {
    const found: unknown = await values.get(list);
    const entries = found === undefined ? [] : listed.parse(found).keys;
    return entries.filter(([, until]) => until === null || until > now());
  };
  return {
    read,
    change: (list, change) =>
      exclusively(`${LISTS}:${list}`, async () => {
        const entries = await read(list);
        const next = change(entries);
        if (next === entries) return;
        if (next.length === 0) await values.delete(list);
        else if (!(await values.set(list, { v: 1, keys: next })))
          throw new Error(`The store did not keep the list "${list}".`);
      }),
  };
}

function belongingsIn(lists: Lists, name: string, { whose, listed }: NameOptions, now: () => number): Belongings {
  /** Of whom it cannot be told; no id is empty. */
  const listOf = (owner: string | null) => `${name}/${stored([owner ?? ''])}`;
  const keysIn = async (list: string) => (await lists.read(list)).map(([key]) => key);
  /** Where a key has to be: first in its owner's, which it leaves last, so that no other list names somebody whom nobody finds. */
  const listsFor = (owner: string | null) => [...(whose ? [listOf(owner)] : []), ...(listed ? [name] : [])];

  return {
    async *of(reader) {
      yield* new Set([...(await keysIn(listOf(reader))), ...(await keysIn(listOf(null)))]);
    },
    async *all() {
      if (!listed) throw new Error(`Nobody lists the keys of "${name}".`);
      yield* await keysIn(name);
    },
    async begins(key, owner, ttl) {
      for (const list of listsFor(owner)) {
        await lists.change(list, (entries) => {
          const known = entries.find(([each]) => each === key);
          if (known && (known[1] === null || (ttl !== undefined && known[1] >= now() + ttl))) return entries;
          // Twice as long as the value, so that a value that is written again and again changes its list only now and then.
          const until = ttl === undefined ? null : now() + 2 * ttl;
          return [...entries.filter(([each]) => each !== key), [key, until]];
        });
      }
    },
    async ended(key, owner) {
      for (const list of listsFor(owner).toReversed()) {
        await lists.change(list, (entries) => {
          const left = entries.filter(([each]) => each !== key);
          return left.length === entries.length ? entries : left;
        });
      }
    },
  };
}
