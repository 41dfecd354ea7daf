/**
 * Names whose fics a member does not want to meet.
 */
import { z } from 'zod';
import { kept } from '#src/kept/kept.ts';
import { id, type Kind, time } from '#src/kept/kind.ts';
import { BLOCKABLE } from '#src/query/fields.ts';
import type { BlockedName } from '#src/story/audience.ts';
import { fold } from '#src/story/fold.ts';

/** As many as two menus offer. */
const BLOCKS_LIMIT = 50;

/** In the order in which they were blocked. */
interface BlockList {
  readonly names: readonly (BlockedName & { readonly id: string; readonly at: number })[];
}

const kind: Kind<BlockList> = {
  name: 'blocks',
  version: 1,
  belongs: 'by-key',
  schema: z.strictObject({
    names: z.array(z.strictObject({ id, kind: z.enum(BLOCKABLE), name: z.string(), at: time })),
  }),
  newer(list, until) {
    const names = list.names.filter(({ at }) => at > until);
    return names.length === 0 ? null : { names };
  },
  told: { name: 'blocks', count: ({ names }) => names.length, rows: ({ names }) => names },
};

export const BLOCKS = kept(kind, (blocks, { now, newId }) => ({
  /** In the order in which they were blocked. */
  list: async (reader: string) => (await blocks.get([reader]))?.names ?? [],
  async add(reader: string, { kind, name }: BlockedName): Promise<'blocked' | 'blocked-before' | 'full'> {
    let outcome: 'blocked' | 'blocked-before' | 'full' = 'blocked';
    await blocks.update([reader], (current) => {
      const names = current?.names ?? [];
      if (names.some((each) => each.kind === kind && fold(each.name) === fold(name))) outcome = 'blocked-before';
      else if (names.length >= BLOCKS_LIMIT) outcome = 'full';
      else return { names: [...names, { id: newId(), kind, name, at: now() }] };
      return current;
    });
    return outcome;
  },
  /** Gives back what it was; null where it was not there. */
  async remove(reader: string, id: string): Promise<BlockedName | null> {
    let removed: BlockedName | null = null;
    await blocks.update([reader], (current) => {
      const names = current?.names ?? [];
      removed = names.find((each) => each.id === id) ?? null;
      const others = names.filter((each) => each.id !== id);
      return others.length === 0 ? null : { names: others };
    });
    return removed;
  },
}));
