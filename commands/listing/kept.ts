/**
 * A moderator's list of their library, whose pages are still being turned.
 */
import { z } from 'zod';
import { keepAsNew, kept } from '#src/kept/kept.ts';
import { DAY, id, type Kind, time } from '#src/kept/kind.ts';

interface ListSession {
  readonly reader: string;
  readonly guildId: string;
  /** As typed; '' where nothing was. */
  readonly words: string;
  readonly startedAt: number;
}

const kind: Kind<ListSession> = {
  name: 'list-sessions',
  version: 1,
  belongs: { field: 'reader' },
  schema: z.strictObject({ reader: id, guildId: id, words: z.string(), startedAt: time }),
  ttl: 31 * DAY,
  newer: (session, until) => (session.startedAt > until ? session : null),
  told: { name: 'listings', rare: true, rows: ({ reader, ...session }, [name]) => [{ id: name, ...session }] },
};

export const LIST_SESSIONS = kept(kind, (sessions, means) => ({
  /** Gives back the session's id. */
  start: (session: Omit<ListSession, 'startedAt'>): Promise<string> =>
    keepAsNew(sessions, means, { ...session, startedAt: means.now() }),
  /** Null where it is unknown or a month old. */
  get: (name: string) => sessions.get([name]),
}));
