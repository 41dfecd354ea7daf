/**
 * How a reader likes to read, and which private threads are theirs.
 */
import { z } from 'zod';
import { id } from '#src/kept/kind.ts';
import { keptValue } from '#src/kept/value.ts';

interface Preferences {
  /** Read in private replies rather than in a thread. */
  readonly privateReplies: boolean;
  /** Was told that moderators can see private threads. */
  readonly noticeSeen: boolean;
  /** The most that a page may hold, in UTF-16 units of rendered Markdown; null is the default. */
  readonly pageBudget: number | null;
}

const DEFAULT_PREFERENCES: Preferences = { privateReplies: false, noticeSeen: false, pageBudget: null };

const preferenceSchema: z.ZodType<Preferences> = z.strictObject({
  privateReplies: z.boolean(),
  noticeSeen: z.boolean(),
  pageBudget: z.int().min(1).nullable(),
});

export const PREFERENCES = keptValue(
  { name: 'preferences', version: 1, schema: preferenceSchema, told: { name: 'preferences' } },
  (preferences) => ({
    /** What a reader chose, and the defaults for what they did not. */
    get: async (reader: string) => (await preferences.get(reader)) ?? DEFAULT_PREFERENCES,
    async change(reader: string, change: Partial<Preferences>): Promise<void> {
      await preferences.change([reader], (current) => ({ ...DEFAULT_PREFERENCES, ...current, ...change }));
    },
  }),
);

const threadSchema = z.strictObject({ threadId: id });

export const READER_THREADS = keptValue(
  {
    ...{ name: 'reader-threads', version: 1, schema: threadSchema },
    told: { name: 'threads', row: ({ threadId }, [, channel]) => ({ channel, thread: threadId }) },
  },
  (threads, { exclusively }) => ({
    /**
     * Opens a thread and remembers it. One at a time for a reader and channel, so that two presses at once open one thread.
     *
     * @param open - takes the thread known so far, or null.
     */
    open<T extends { readonly threadId: string } | { readonly refused: string }>(
      reader: string,
      channel: string,
      open: (known: string | null) => Promise<T>,
    ): Promise<T> {
      return exclusively(`opening ${JSON.stringify([reader, channel])}`, async () => {
        const known = (await threads.get(reader, channel))?.threadId ?? null;
        const opened = await open(known);
        if ('threadId' in opened && opened.threadId !== known) {
          await threads.set([reader, channel], { threadId: opened.threadId });
        }
        return opened;
      });
    },
    /** The thread in which a reader reads under a channel; null where there is none. */
    get: async (reader: string, channel: string): Promise<string | null> =>
      (await threads.get(reader, channel))?.threadId ?? null,
    set: (reader: string, channel: string, threadId: string) => threads.set([reader, channel], { threadId }),
    /** Forgets a thread that is gone, unless another one has taken its place meanwhile. */
    async forget(reader: string, channel: string, threadId: string): Promise<void> {
      await threads.change([reader, channel], (current) => (current?.threadId === threadId ? null : current));
    },
  }),
);
