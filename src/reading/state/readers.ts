/**
 * All that is remembered of one reader, whatever its kind: told to them, and forgotten at their word.
 */
import {
  type Collection,
  SET_ASIDE,
  type Surroundings,
  setAsideFor,
  type Trace,
} from '#src/reading/state/collection.ts';
import * as kinds from '#src/reading/state/kinds.ts';

/** By the kind's name; under SET_ASIDE what could not be read and was put aside. */
export type ReaderTraces = Readonly<Record<string, readonly Trace[]>>;

/** These go last, by whoever sees to what they lead to: pages that stand in Discord, and the wish itself. */
const LAST: ReadonlySet<string> = new Set([kinds.READING_SESSIONS.name, kinds.WISHES.name]);

export function readersIn(
  all: readonly Collection<object>[],
  sessions: Collection<kinds.ReadingSession>,
  wishes: Collection<kinds.Wish>,
  { store, now }: Pick<Surroundings, 'store' | 'now'>,
) {
  async function* setAside(reader: string): AsyncGenerator<Trace> {
    const isTheirs = setAsideFor(reader);
    for await (const [full, raw] of store().iterator(SET_ASIDE)) {
      const key = full.slice(SET_ASIDE.length + 1);
      if (isTheirs(key, raw)) yield { key: [key], value: null, raw };
    }
  }

  return {
    async ofReader(reader: string): Promise<ReaderTraces> {
      const found: Record<string, readonly Trace[]> = {};
      for (const collection of all) found[collection.kind.name] = await Array.fromAsync(collection.ofReader(reader));
      return { ...found, [SET_ASIDE]: await Array.fromAsync(setAside(reader)) };
    },

    /**
     * Forgets what is not newer than `until`, but for open pages, which `closePages` sees to. Doing it again does no more.
     *
     * @returns what there was.
     */
    async forget(reader: string, until: number): Promise<ReaderTraces> {
      const gone: Record<string, Trace[]> = {};
      for (const collection of all) {
        const { name } = collection.kind;
        if (LAST.has(name)) continue;
        const went: Trace[] = [];
        for await (const trace of collection.ofReader(reader)) {
          if (await collection.forget(trace.key, until)) went.push(trace);
        }
        gone[name] = went;
      }
      const file = store();
      const aside: Trace[] = [];
      for await (const trace of setAside(reader)) {
        if (await file.delete(`${SET_ASIDE}:${trace.key[0]}`)) aside.push(trace);
      }
      return { ...gone, [SET_ASIDE]: aside };
    },

    /**
     * Forgets a reader's open pages that are not newer than `until`, each once `close` has seen to what stands in Discord: a
     * page that is being posted meanwhile finds its session gone.
     *
     * @returns how many sessions went.
     */
    async closePages(
      reader: string,
      until: number,
      close: (session: kinds.ReadingSession) => Promise<void>,
    ): Promise<number> {
      let gone = 0;
      for await (const { key } of sessions.ofReader(reader)) if (await sessions.forget(key, until, close)) gone += 1;
      return gone;
    },

    wishes: {
      /** In the place of an earlier one that is not done yet, which asked for less. */
      async begin(reader: string): Promise<kinds.Wish> {
        const wish: kinds.Wish = { askedAt: now(), done: [] };
        await wishes.update([reader], () => wish);
        return wish;
      },
      /** Null where there is none, or it is granted. */
      get: (reader: string): Promise<kinds.Wish | null> => wishes.get([reader]),
      async stepDone(reader: string, step: string): Promise<void> {
        await wishes.update(
          [reader],
          (current) => current && { ...current, done: [...new Set([...current.done, step])] },
        );
      },
      async granted(reader: string): Promise<void> {
        await wishes.delete([reader]);
      },
      /** The readers whose wishes are not done. */
      pending: async (): Promise<string[]> => {
        const { name } = kinds.WISHES;
        const keys = await Array.fromAsync(store().iterator(name), ([full]) => full.slice(name.length + 1));
        return keys.map(decodeURIComponent);
      },
    },
  };
}
