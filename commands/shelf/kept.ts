/**
 * What a reader keeps for later.
 */
import { z } from 'zod';
import { id, time } from '#src/kept/kind.ts';
import { keptList } from '#src/kept/list.ts';
import type { StoryId } from '#src/story/story.ts';

/** Stories that a shelf holds at most. */
export const SHELF_LIMIT = 500;

/** Newest first, each story once. */
interface Shelf {
  readonly stories: readonly { readonly story: StoryId; readonly at: number }[];
}

const schema: z.ZodType<Shelf> = z.strictObject({ stories: z.array(z.strictObject({ story: id, at: time })) });

export const SHELF = keptList(
  {
    ...{ name: 'shelf', version: 1, schema, limit: SHELF_LIMIT, told: { name: 'shelf' } },
    itemsOf: ({ stories }) => stories,
    withItems: (stories) => ({ stories }),
    isSame: (one, other) => one.story === other.story,
  },
  (shelf, { now }) => ({
    /** Newest first. */
    list: shelf.of,
    /** A full shelf takes no more: what somebody kept is never dropped without their asking. */
    async keep(reader: string, story: StoryId): Promise<'kept' | 'kept-before' | 'full'> {
      const outcome = await shelf.add(reader, { story, at: now() }, 'front');
      return ({ added: 'kept', 'there-before': 'kept-before', full: 'full' } as const)[outcome];
    },
    /** Whether it was there. */
    remove: async (reader: string, story: StoryId): Promise<boolean> =>
      (await shelf.remove(reader, (entry) => entry.story === story)) !== null,
  }),
);
