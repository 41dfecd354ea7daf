/**
 * What a moderator typed into the modal of an edit that was not saved: it waits to be put there again.
 */
import { z } from 'zod';
import { id } from '#src/kept/kind.ts';
import { keptSession } from '#src/kept/session.ts';
import type { StoryId } from '#src/story/story.ts';

interface UnsavedEdit {
  readonly moderator: string;
  readonly story: StoryId;
  readonly group: string;
  /** By input; those alone that were changed. */
  readonly typed: Readonly<Record<string, string>>;
}

const schema: z.ZodType<UnsavedEdit> = z.strictObject({
  ...{ moderator: id, story: id, group: id, typed: z.record(z.string(), z.string()) },
});

export const UNSAVED_EDITS = keptSession(
  {
    ...{ name: 'unsaved-edits', version: 1, belongs: { field: 'moderator' }, schema, days: 1 },
    told: { name: 'unsavedEdits', rare: true },
  },
  (edits) => ({
    /** Gives back the id under which it waits for a day. */
    keep: edits.start,
    get: edits.get,
  }),
);
