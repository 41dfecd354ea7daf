/**
 * All that is remembered of one reader, whatever its kind: told to them, and forgotten at their word.
 */
import { type Collection, type CollectionParts, SET_ASIDE, setAsideFor, type Trace } from '#src/kept/collection.ts';

/** By the kind's name; under SET_ASIDE what could not be read and was put aside. */
export type ReaderTraces = Readonly<Record<string, readonly Trace[]>>;

export interface Readers {
  ofReader(reader: string): Promise<ReaderTraces>;
  /**
   * Forgets what is not newer than `until`, but for what stands in Discord, which `takeAway` sees to, and what is kept under one
   * of the names `but`. Doing it again does no more.
   *
   * @returns what there was.
   */
  forget(reader: string, until: number, but: readonly string[]): Promise<ReaderTraces>;
  /**
   * Forgets what stands in Discord and is not newer than `until`, each once `remove` has seen to its message: a page that is being
   * posted meanwhile finds its session gone.
   *
   * @returns how many went, by the kind's name.
   */
  takeAway(
    reader: string,
    until: number,
    remove: (channel: string, message: string) => Promise<void>,
  ): Promise<Readonly<Record<string, number>>>;
}

export function readersIn(all: readonly Collection<object>[], { store }: Pick<CollectionParts, 'store'>): Readers {
  async function* setAside(reader: string): AsyncGenerator<Trace> {
    const isTheirs = setAsideFor(reader);
    for await (const [full, raw] of store().iterator(SET_ASIDE)) {
      const key = full.slice(SET_ASIDE.length + 1);
      if (isTheirs(key, raw)) yield { key: [key], value: null, raw };
    }
  }

  return {
    async ofReader(reader) {
      const found: Record<string, readonly Trace[]> = {};
      for (const collection of all) found[collection.kind.name] = await Array.fromAsync(collection.ofReader(reader));
      return { ...found, [SET_ASIDE]: await Array.fromAsync(setAside(reader)) };
    },

    async forget(reader, until, but) {
      const gone: Record<string, Trace[]> = {};
      for (const collection of all) {
        const { name, standsIn } = collection.kind;
        if (standsIn || but.includes(name)) continue;
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

    async takeAway(reader, until, remove) {
      const gone: Record<string, number> = {};
      for (const collection of all) {
        const { kind } = collection;
        if (!kind.standsIn) continue;
        const close = async (value: object) => {
          const post = kind.standsIn?.(value);
          if (post) await remove(post.channel, post.message);
        };
        let went = 0;
        for await (const { key } of collection.ofReader(reader)) {
          if (await collection.forget(key, until, close)) went += 1;
        }
        gone[kind.name] = went;
      }
      return gone;
    },
  };
}
