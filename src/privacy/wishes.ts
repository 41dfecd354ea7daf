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
export interface Wishes {
  /** In the place of an earlier one that is not done yet, which asked for less. */
  begin(reader: string): Promise<Wish>;
  /** Null where there is none, or it is granted. */
  get(reader: string): Promise<Wish | null>;
  stepDone(reader: string, step: string): Promise<void>;
  granted(reader: string): Promise<void>;
  /** The readers whose wishes are not done. */
  pending(): Promise<string[]>;
}

export const WISHES = keptValue(
  { name: 'wishes-to-be-forgotten', version: 1, schema, listed: true, told: { name: 'wish', rare: true } },
  (wishes, { now }): Wishes => ({
    async begin(reader) {
      const wish: Wish = { askedAt: now(), done: [] };
      await wishes.set([reader], wish);
      return wish;
    },
    get: (reader) => wishes.get(reader),
    async stepDone(reader, step) {
      await wishes.change(
        [reader],
        (current) => current && { ...current, done: [...new Set([...current.done, step])] },
      );
    },
    async granted(reader) {
      await wishes.forget(reader);
    },
    pending: () => Array.fromAsync(wishes.keys(), ([reader = '']) => reader),
  }),
);
