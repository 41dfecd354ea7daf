/**
 * Where a reader is in each fic, what they read lately, and the pages that they have open.
 */
import { z } from 'zod';
import { keepAsNew, kept } from '#src/kept/kept.ts';
import { DAY, id, type Kind, time } from '#src/kept/kind.ts';
import type { Place } from '#src/story/place.ts';
import type { StoryId } from '#src/story/story.ts';

const place: z.ZodType<Place> = z.strictObject({
  chapter: z.int().min(1),
  offset: z.int().min(0),
  context: z.string(),
});

interface SavedPlace {
  readonly place: Place;
  /** Of the story, when the place was kept: another one means that the text may have moved. */
  readonly revision: number;
  readonly updatedAt: number;
}

const placeKind: Kind<SavedPlace> = {
  name: 'places',
  version: 1,
  belongs: 'by-key',
  schema: z.strictObject({ place, revision: z.int().min(1), updatedAt: time }),
  newer: (saved, until) => (saved.updatedAt > until ? saved : null),
  told: { name: 'places', rows: ({ place: at, ...saved }, [, story]) => [{ story, ...at, ...saved }] },
};

export const PLACES = kept(placeKind, (places, { now }) => ({
  /** Where a reader is in a story; null where they have not begun. */
  get: (reader: string, story: StoryId) => places.get([reader, story]),
  /** @param revision - the story's, whose text the place is in. */
  async save(reader: string, story: StoryId, at: Place, revision: number): Promise<void> {
    await places.update([reader, story], () => ({ place: at, revision, updatedAt: now() }));
  },
}));

/** Stories that a reader's history of reading holds at most. */
export const HISTORY_LIMIT = 25;

interface DatedStory {
  readonly story: StoryId;
  readonly at: number;
}

/** Newest first, each story once. */
interface Read {
  readonly stories: readonly DatedStory[];
}

const readKind: Kind<Read> = {
  name: 'last-read',
  version: 1,
  belongs: 'by-key',
  schema: z.strictObject({ stories: z.array(z.strictObject({ story: id, at: time })) }),
  newer(list, until) {
    const stories = list.stories.filter(({ at }) => at > until);
    if (stories.length === list.stories.length) return list;
    return stories.length === 0 ? null : { stories };
  },
  told: { name: 'lastRead', count: ({ stories }) => stories.length, rows: ({ stories }) => stories },
};

export const LAST_READ = kept(readKind, (lists, { now }) => {
  const recent = async (reader: string) => (await lists.get([reader]))?.stories ?? [];
  return {
    /** What a reader goes on with; null where they have read nothing. */
    get: async (reader: string): Promise<DatedStory | null> => (await recent(reader))[0] ?? null,
    /** What they read lately, newest first, each story once, at most HISTORY_LIMIT. */
    recent,
    async set(reader: string, story: StoryId): Promise<void> {
      await lists.update([reader], (current) => {
        const others = (current?.stories ?? []).filter((entry) => entry.story !== story);
        return { stories: [{ story, at: now() }, ...others].slice(0, HISTORY_LIMIT) };
      });
    },
  };
});

/** A pager that a reader has open somewhere. Its buttons carry only the id. */
export interface ReadingSession {
  readonly reader: string;
  readonly story: StoryId;
  /** Null in a direct message. */
  readonly guildId: string | null;
  /** The thread's parent, where it is in a thread. */
  readonly channelId: string;
  /** Null for a private reply. */
  readonly threadId: string | null;
  /** Of the message with the page; null where Discord has not told it. */
  readonly messageId: string | null;
  /** The most that a page may hold, in UTF-16 units of rendered Markdown. */
  readonly budget: number;
  readonly startedAt: number;
  /** To the day: the 90 days that a session lasts count from its last use. */
  readonly usedAt: number;
}

const sessionKind: Kind<ReadingSession> = {
  name: 'reading-sessions',
  version: 1,
  belongs: { field: 'reader' },
  schema: z.strictObject({
    reader: id,
    story: id,
    guildId: id.nullable(),
    channelId: id,
    threadId: id.nullable(),
    messageId: id.nullable(),
    budget: z.int().min(1),
    startedAt: time,
    usedAt: time,
  }),
  ttl: 90 * DAY,
  newer: (session, until) => (session.startedAt > until ? session : null),
  standsIn: ({ threadId, messageId }) =>
    threadId === null || messageId === null ? null : { channel: threadId, message: messageId },
  told: { name: 'openPages', rows: ({ reader, ...session }, [name]) => [{ id: name, ...session }] },
};

export const READING_SESSIONS = kept(sessionKind, (sessions, means) => {
  const { now } = means;
  return {
    /** Gives back the session's id. */
    start: (session: Omit<ReadingSession, 'startedAt' | 'usedAt'>): Promise<string> =>
      keepAsNew(sessions, means, { ...session, startedAt: now(), usedAt: now() }),
    /** Null where it is unknown, or was last used 90 days ago. */
    async get(name: string): Promise<ReadingSession | null> {
      const session = await sessions.get([name]);
      if (!session || now() - session.usedAt < DAY) return session;
      return sessions.update([name], (current) => current && { ...current, usedAt: now() });
    },
    /** Gives back the session as changed; null where it is unknown. */
    change: (name: string, change: Partial<Pick<ReadingSession, 'threadId' | 'messageId' | 'budget'>>) =>
      sessions.update([name], (current) => current && { ...current, ...change, usedAt: now() }),
    end: (name: string) => sessions.delete([name]),
  };
});
