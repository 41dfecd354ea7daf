/**
 * A moderator's list of their library, whose pages are still being turned.
 */
import { z } from 'zod';
import { id, time } from '#src/kept/kind.ts';
import { keptSession } from '#src/kept/session.ts';

interface ListSession {
  readonly reader: string;
  readonly guildId: string;
  /** As typed; '' where nothing was. */
  readonly words: string;
  readonly startedAt: number;
}

const schema: z.ZodType<ListSession> = z.strictObject({ reader: id, guildId: id, words: z.string(), startedAt: time });

export const LIST_SESSIONS = keptSession(
  {
    ...{ name: 'list-sessions', version: 1, belongs: { field: 'reader' }, schema, days: 31 },
    begunAt: ({ startedAt }) => startedAt,
    told: { name: 'listings', rare: true },
  },
  (sessions, { now }) => ({
    /** Gives back the session's id. */
    start: (session: Omit<ListSession, 'startedAt'>) => sessions.start({ ...session, startedAt: now() }),
    /** Null where it is unknown or a month old. */
    get: sessions.get,
  }),
);
