/**
 * Names whose fics a member does not want to meet.
 */
import { z } from 'zod';
import { id, time } from '#src/kept/kind.ts';
import { keptList } from '#src/kept/list.ts';
import { BLOCKABLE } from '#src/query/fields.ts';
import type { BlockedName } from '#src/story/audience.ts';
import { fold } from '#src/story/fold.ts';

/** As many as two menus offer. */
const BLOCKS_LIMIT = 50;

/** In the order in which they were blocked. */
interface BlockList {
  readonly names: readonly (BlockedName & { readonly id: string; readonly at: number })[];
}

const schema: z.ZodType<BlockList> = z.strictObject({
  names: z.array(z.strictObject({ id, kind: z.enum(BLOCKABLE), name: z.string(), at: time })),
});

export const BLOCKS = keptList(
  {
    ...{ name: 'blocks', version: 1, schema, limit: BLOCKS_LIMIT, told: { name: 'blocks' } },
    itemsOf: ({ names }) => names,
    withItems: (names) => ({ names }),
    isSame: (one, other) => one.kind === other.kind && fold(one.name) === fold(other.name),
  },
  (blocks, { now, newId }) => ({
    /** In the order in which they were blocked. */
    list: blocks.of,
    async add(reader: string, { kind, name }: BlockedName): Promise<'blocked' | 'blocked-before' | 'full'> {
      const outcome = await blocks.add(reader, { id: newId(), kind, name, at: now() }, 'back');
      return ({ added: 'blocked', 'there-before': 'blocked-before', full: 'full' } as const)[outcome];
    },
    /** Gives back what it was; null where it was not there. */
    remove: (reader: string, id: string): Promise<BlockedName | null> =>
      blocks.remove(reader, (each) => each.id === id),
  }),
);
