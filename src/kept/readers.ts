/**
 * All that is remembered of one reader, whatever its kind: told to them, and forgotten at their word.
 */
import { type Aside, SET_ASIDE } from '#src/kept/aside.ts';
import type { Collection } from '#src/kept/collection.ts';
import type { Trace } from '#src/kept/texts.ts';

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

export function readersIn(all: readonly Collection<object>[], aside: Aside): Readers {
  const theirs = all.filter(({ kind }) => kind.belongs !== 'to-nobody');
  return {
    async ofReader(reader) {
      const found = theirs.map(
        async (collection) => [collection.kind.name, await Array.fromAsync(collection.ofReader(reader))] as const,
      );
      const setAside = await Array.fromAsync(aside.ofReader(reader));
      return { ...Object.fromEntries(await Promise.all(found)), [SET_ASIDE]: setAside };
    },

    async forget(reader, until, but) {
      const gone: Record<string, readonly Trace[]> = {};
      for (const collection of theirs) {
        const { name, standsIn } = collection.kind;
        if (standsIn || but.includes(name)) continue;
        gone[name] = await Array.fromAsync(collection.forget(reader, until));
      }
      return { ...gone, [SET_ASIDE]: await aside.forget(reader) };
    },

    async takeAway(reader, until, remove) {
      const gone: Record<string, number> = {};
      for (const collection of theirs) {
        const { kind } = collection;
        if (!kind.standsIn) continue;
        const close = async (value: object) => {
          const post = kind.standsIn?.(value);
          if (post) await remove(post.channel, post.message);
        };
        const went = await Array.fromAsync(collection.forget(reader, until, close));
        gone[kind.name] = went.length;
      }
      return gone;
    },
  };
}
