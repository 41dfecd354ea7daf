/**
 * What a moderator typed into the modal of an edit that was not saved: it waits to be put there again.
 */
import { z } from 'zod';
import { keepAsNew, kept } from '#src/kept/kept.ts';
import { DAY, id, type Kind } from '#src/kept/kind.ts';
import type { StoryId } from '#src/story/story.ts';

interface UnsavedEdit {
  readonly moderator: string;
  readonly story: StoryId;
  readonly group: string;
  /** By input; those alone that were changed. */
  readonly typed: Readonly<Record<string, string>>;
}

const kind: Kind<UnsavedEdit> = {
  name: 'unsaved-edits',
  version: 1,
  belongs: { field: 'moderator' },
  schema: z.strictObject({ moderator: id, story: id, group: id, typed: z.record(z.string(), z.string()) }),
  ttl: DAY,
  told: { name: 'unsavedEdits', rare: true, rows: ({ moderator, ...edit }, [name]) => [{ id: name, ...edit }] },
};

export const UNSAVED_EDITS = kept(kind, (edits, means) => ({
  /** Gives back the id under which it waits for a day. */
  keep: (edit: UnsavedEdit): Promise<string> => keepAsNew(edits, means, edit),
  get: (name: string) => edits.get([name]),
}));
