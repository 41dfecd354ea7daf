/**
 * Wishes to be forgotten, until they are done: written first, so that whatever ends the program, the next start goes on.
 */
import { z } from 'zod';
import { time } from '#src/kept/kind.ts';
import { keptValue } from '#src/kept/value.ts';

export interface Wish {
  /** What is older goes; what came after it is new. */
  readonly askedAt: number;
  /** Steps that need not be done again. */
  readonly done: readonly string[];
}

const schema: z.ZodType<Wish> = z.strictObject({ askedAt: time, done: z.array(z.string()) });

/** What is wished for, and how far it is done. */
export type Wishes = ReturnType<(typeof WISHES)['use']>;

export const WISHES = keptValue(
  { name: 'wishes-to-be-forgotten', version: 1, schema, listed: true, told: { name: 'wish', rare: true } },
  (wishes, { now }) => ({
    /** In the place of an earlier one that is not done yet, which asked for less. */
    async begin(reader: string): Promise<Wish> {
      const wish: Wish = { askedAt: now(), done: [] };
      await wishes.set([reader], wish);
      return wish;
    },
    /** Null where there is none, or it is granted. */
    get: (reader: string): Promise<Wish | null> => wishes.get(reader),
    async stepDone(reader: string, step: string): Promise<void> {
      await wishes.change(
        [reader],
        (current) => current && { ...current, done: [...new Set([...current.done, step])] },
      );
    },
    async granted(reader: string): Promise<void> {
      await wishes.forget(reader);
    },
    /** The readers whose wishes are not done. */
    pending: (): Promise<string[]> => Array.fromAsync(wishes.keys(), ([reader = '']) => reader),
  }),
);
