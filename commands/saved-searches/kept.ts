/**
 * Searches that a member saved under a name.
 */
import { z } from 'zod';
import { kept } from '#src/kept/kept.ts';
import { id, type Kind, time } from '#src/kept/kind.ts';
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

const kind: Kind<SavedList> = {
  name: 'saved-searches',
  version: 1,
  belongs: 'by-key',
  schema: z.strictObject({ searches: z.array(z.strictObject({ id, name: id, query: z.string(), at: time })) }),
  newer(saved, until) {
    const searches = saved.searches.filter(({ at }) => at > until);
    return searches.length === 0 ? null : { searches };
  },
  told: { name: 'savedSearches', count: ({ searches }) => searches.length, rows: ({ searches }) => searches },
};

export const SAVED_SEARCHES = kept(kind, (saved, { now, newId }) => {
  const list = async (reader: string) => (await saved.get([reader]))?.searches ?? [];
  return {
    /** The last one first. */
    list,
    /** A full list takes no more, and a name that is taken stays what it is: nothing goes without their asking. */
    async save(reader: string, name: string, query: string): Promise<'saved' | 'name-taken' | 'full'> {
      let outcome: 'saved' | 'name-taken' | 'full' = 'saved';
      await saved.update([reader], (current) => {
        const searches = current?.searches ?? [];
        if (searches.some((each) => fold(each.name) === fold(name))) outcome = 'name-taken';
        else if (searches.length >= SAVED_SEARCHES_LIMIT) outcome = 'full';
        else return { searches: [{ id: newId(), name, query, at: now() }, ...searches] };
        return current;
      });
      return outcome;
    },
    /** Gives back what it was; null where it was not there. */
    async remove(reader: string, id: string): Promise<SavedSearch | null> {
      let removed: SavedSearch | null = null;
      await saved.update([reader], (current) => {
        const searches = current?.searches ?? [];
        removed = searches.find((each) => each.id === id) ?? null;
        if (removed === null) return current;
        const others = searches.filter((each) => each.id !== id);
        return others.length === 0 ? null : { searches: others };
      });
      return removed;
    },
  };
});
