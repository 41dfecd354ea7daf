/**
 * What a reader keeps for later.
 */
import { z } from 'zod';
import { kept } from '#src/kept/kept.ts';
import { id, type Kind, time } from '#src/kept/kind.ts';
import type { StoryId } from '#src/story/story.ts';

/** Stories that a shelf holds at most. */
export const SHELF_LIMIT = 500;

/** Newest first, each story once. */
interface Kept {
  readonly stories: readonly { readonly story: StoryId; readonly at: number }[];
}

const kind: Kind<Kept> = {
  name: 'shelf',
  version: 1,
  belongs: 'by-key',
  schema: z.strictObject({ stories: z.array(z.strictObject({ story: id, at: time })) }),
  newer(list, until) {
    const stories = list.stories.filter(({ at }) => at > until);
    if (stories.length === list.stories.length) return list;
    return stories.length === 0 ? null : { stories };
  },
  told: { name: 'shelf', count: ({ stories }) => stories.length, rows: ({ stories }) => stories },
};

export const SHELF = kept(kind, (shelf, { now }) => ({
  /** Newest first. */
  list: async (reader: string) => (await shelf.get([reader]))?.stories ?? [],
  /** A full shelf takes no more: what somebody kept is never dropped without their asking. */
  async keep(reader: string, story: StoryId): Promise<'kept' | 'kept-before' | 'full'> {
    let outcome: 'kept' | 'kept-before' | 'full' = 'kept';
    await shelf.update([reader], (current) => {
      const stories = current?.stories ?? [];
      if (stories.some((entry) => entry.story === story)) outcome = 'kept-before';
      else if (stories.length >= SHELF_LIMIT) outcome = 'full';
      else return { stories: [{ story, at: now() }, ...stories] };
      return current;
    });
    return outcome;
  },
  /** Whether it was there. */
  async remove(reader: string, story: StoryId): Promise<boolean> {
    let removed = false;
    await shelf.update([reader], (current) => {
      const stories = (current?.stories ?? []).filter((entry) => entry.story !== story);
      removed = stories.length < (current?.stories.length ?? 0);
      return removed ? { stories } : current;
    });
    return removed;
  },
}));
