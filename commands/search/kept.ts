/**
 * Searches that are under way, and what a member searched for last.
 */
import { z } from 'zod';
import { keepAsNew, kept } from '#src/kept/kept.ts';
import { DAY, id, type Kind, time } from '#src/kept/kind.ts';

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

const sessionKind: Kind<SearchSession> = {
  name: 'search-sessions',
  version: 2,
  belongs: { field: 'reader' },
  schema: z.strictObject({ reader: id, query: z.string(), guildId: id.nullable(), channelId: id, startedAt: time }),
  ttl: 31 * DAY,
  newer: (session, until) => (session.startedAt > until ? session : null),
  told: { name: 'searches', rows: ({ reader, ...session }, [name]) => [{ id: name, ...session }] },
};

export const SEARCH_SESSIONS = kept(sessionKind, (sessions, means) => ({
  /** Gives back the session's id. */
  start: (session: Omit<SearchSession, 'startedAt'>): Promise<string> =>
    keepAsNew(sessions, means, { ...session, startedAt: means.now() }),
  /** Null where it is unknown or a month old; after SEARCH_LIFETIME it is there only to be asked again. */
  get: (name: string) => sessions.get([name]),
  /** Asks for something else from now on. */
  change: (name: string, query: string) => sessions.update([name], (current) => current && { ...current, query }),
}));

/** What a member searched for last, and how far they turned its pages. */
interface LastSearch {
  /** In the query language. */
  readonly query: string;
  /** 0-based. */
  readonly page: number;
  readonly at: number;
}

const lastKind: Kind<LastSearch> = {
  name: 'last-searches',
  version: 1,
  belongs: 'by-key',
  schema: z.strictObject({ query: z.string(), page: z.int().min(0), at: time }),
  newer: (search, until) => (search.at > until ? search : null),
  told: { name: 'lastSearch', rows: (search) => [search] },
};

export const LAST_SEARCHES = kept(lastKind, (searches, { now }) => ({
  /** Null where they have not searched. */
  get: (reader: string) => searches.get([reader]),
  async set(reader: string, search: Omit<LastSearch, 'at'>): Promise<void> {
    await searches.update([reader], () => ({ ...search, at: now() }));
  },
}));
