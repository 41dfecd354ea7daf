/**
 * What a moderator typed into a form of a draft that was not saved: it waits to be put there again.
 */
import { z } from 'zod';
import { id } from '#src/kept/kind.ts';
import { keptSession } from '#src/kept/session.ts';

interface UnsavedAnswers {
  readonly moderator: string;
  readonly draft: string;
  /** A group of the form that edits a fic, or `fill`. */
  readonly form: string;
  /** By input. */
  readonly typed: Readonly<Record<string, string>>;
}

const schema: z.ZodType<UnsavedAnswers> = z.strictObject({
  ...{ moderator: id, draft: id, form: id, typed: z.record(z.string(), z.string()) },
});

export const UNSAVED_ANSWERS = keptSession(
  {
    ...{ name: 'unsaved-answers', version: 1, belongs: { field: 'moderator' }, schema, days: 1 },
    told: { name: 'unsavedAnswers', rare: true },
  },
  (answers) => ({
    /** Gives back the id under which it waits for a day. */
    keep: answers.start,
    get: answers.get,
  }),
);
