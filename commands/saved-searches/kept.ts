/**
 * Searches that a member saved under a name.
 */
import { z } from 'zod';
import { id, time } from '#src/kept/kind.ts';
import { keptList } from '#src/kept/list.ts';
import { fold } from '#src/story/fold.ts';

/** As many as one menu offers. */
export const SAVED_SEARCHES_LIMIT = 25;

interface SavedSearch {
  readonly id: string;
  /** As its owner wrote it; no two of theirs are alike when folded. */
  readonly name: string;
  /** In the query language. */
  readonly query: string;
  readonly at: number;
}

/** The last saved first. */
interface SavedList {
  readonly searches: readonly SavedSearch[];
}

const schema: z.ZodType<SavedList> = z.strictObject({
  searches: z.array(z.strictObject({ id, name: id, query: z.string(), at: time })),
});

export const SAVED_SEARCHES = keptList(
  {
    ...{ name: 'saved-searches', version: 1, schema, limit: SAVED_SEARCHES_LIMIT, told: { name: 'savedSearches' } },
    itemsOf: ({ searches }) => searches,
    withItems: (searches) => ({ searches }),
    isSame: (one, other) => fold(one.name) === fold(other.name),
  },
  (saved, { now, newId }) => ({
    /** The last one first. */
    list: saved.of,
    /** A full list takes no more, and a name that is taken stays what it is: nothing goes without their asking. */
    async save(reader: string, name: string, query: string): Promise<'saved' | 'name-taken' | 'full'> {
      const outcome = await saved.add(reader, { id: newId(), name, query, at: now() }, 'front');
      return ({ added: 'saved', 'there-before': 'name-taken', full: 'full' } as const)[outcome];
    },
    /** Gives back what it was; null where it was not there. */
    remove: (reader: string, id: string): Promise<SavedSearch | null> => saved.remove(reader, (each) => each.id === id),
  }),
);
