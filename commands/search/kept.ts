/**
 * Searches that are under way, and what a member searched for last.
 */
import { z } from 'zod';
import { DAY, id, time } from '#src/kept/kind.ts';
import { keptSession } from '#src/kept/session.ts';
import { keptValue } from '#src/kept/value.ts';

/** Result pages can be turned for this long, in ms; for 30 days after that a search can be asked again as it was. */
export const SEARCH_LIFETIME = DAY;

/** A search whose result pages are still being turned, or that may be asked again. */
export interface SearchSession {
  readonly reader: string;
  /** In the query language. */
  readonly query: string;
  /** Null in a direct message. */
  readonly guildId: string | null;
  /** Whether it is age-restricted is asked of Discord at each page, never remembered: a moderator may have changed it. */
  readonly channelId: string;
  readonly startedAt: number;
}

const sessionSchema: z.ZodType<SearchSession> = z.strictObject({
  ...{ reader: id, query: z.string(), guildId: id.nullable(), channelId: id, startedAt: time },
});

export const SEARCH_SESSIONS = keptSession(
  {
    ...{ name: 'search-sessions', version: 2, belongs: { field: 'reader' }, schema: sessionSchema, days: 31 },
    begunAt: ({ startedAt }) => startedAt,
    told: { name: 'searches' },
  },
  (sessions, { now }) => ({
    /** Gives back the session's id. */
    start: (session: Omit<SearchSession, 'startedAt'>) => sessions.start({ ...session, startedAt: now() }),
    /** Null where it is unknown or a month old; after SEARCH_LIFETIME it is there only to be asked again. */
    get: sessions.get,
    /** Asks for something else from now on. */
    change: (name: string, query: string) => sessions.change(name, (current) => ({ ...current, query })),
  }),
);

/** What a member searched for last, and how far they turned its pages. */
interface LastSearch {
  /** In the query language. */
  readonly query: string;
  /** 0-based. */
  readonly page: number;
  readonly at: number;
}

const lastSchema: z.ZodType<LastSearch> = z.strictObject({ query: z.string(), page: z.int().min(0), at: time });

export const LAST_SEARCHES = keptValue(
  {
    ...{ name: 'last-searches', version: 1, schema: lastSchema, told: { name: 'lastSearch' } },
    writtenAt: ({ at }) => at,
  },
  (searches, { now }) => ({
    /** Null where they have not searched. */
    get: (reader: string) => searches.get(reader),
    set: (reader: string, search: Omit<LastSearch, 'at'>) => searches.set([reader], { ...search, at: now() }),
  }),
);
