/**
 * Where a reader is in each fic, what they read lately, and the pages that they have open.
 */
import { z } from 'zod';
import { DAY, id, time } from '#src/kept/kind.ts';
import { keptList } from '#src/kept/list.ts';
import { keptSession } from '#src/kept/session.ts';
import { keptValue } from '#src/kept/value.ts';
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

const placeSchema: z.ZodType<SavedPlace> = z.strictObject({ place, revision: z.int().min(1), updatedAt: time });

export const PLACES = keptValue(
  {
    ...{ name: 'places', version: 1, schema: placeSchema },
    writtenAt: ({ updatedAt }) => updatedAt,
    told: { name: 'places', row: ({ place: at, ...saved }, [, story]) => ({ story, ...at, ...saved }) },
  },
  (places, { now }) => ({
    /** Where a reader is in a story; null where they have not begun. */
    get: (reader: string, story: StoryId) => places.get(reader, story),
    /** @param revision - the story's, whose text the place is in. */
    save: (reader: string, story: StoryId, at: Place, revision: number) =>
      places.set([reader, story], { place: at, revision, updatedAt: now() }),
  }),
);

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

const readSchema: z.ZodType<Read> = z.strictObject({ stories: z.array(z.strictObject({ story: id, at: time })) });

export const LAST_READ = keptList(
  {
    ...{ name: 'last-read', version: 1, schema: readSchema, limit: HISTORY_LIMIT, told: { name: 'lastRead' } },
    itemsOf: ({ stories }) => stories,
    withItems: (stories) => ({ stories }),
    isSame: (one, other) => one.story === other.story,
  },
  (lists, { now }) => ({
    /** What a reader goes on with; null where they have read nothing. */
    get: async (reader: string): Promise<DatedStory | null> => (await lists.of(reader))[0] ?? null,
    /** What they read lately, newest first, each story once, at most HISTORY_LIMIT. */
    recent: lists.of,
    set: (reader: string, story: StoryId) => lists.bring(reader, { story, at: now() }),
  }),
);

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

const sessionSchema: z.ZodType<ReadingSession> = z.strictObject({
  reader: id,
  story: id,
  guildId: id.nullable(),
  channelId: id,
  threadId: id.nullable(),
  messageId: id.nullable(),
  budget: z.int().min(1),
  startedAt: time,
  usedAt: time,
});

export const READING_SESSIONS = keptSession(
  {
    ...{ name: 'reading-sessions', version: 1, belongs: { field: 'reader' }, schema: sessionSchema, days: 90 },
    begunAt: ({ startedAt }) => startedAt,
    standsIn: ({ threadId, messageId }) =>
      threadId === null || messageId === null ? null : { channel: threadId, message: messageId },
    told: { name: 'openPages' },
  },
  (sessions, { now }) => ({
    /** Gives back the session's id. */
    start: (session: Omit<ReadingSession, 'startedAt' | 'usedAt'>) =>
      sessions.start({ ...session, startedAt: now(), usedAt: now() }),
    /** Null where it is unknown, or was last used 90 days ago. */
    async get(name: string): Promise<ReadingSession | null> {
      const session = await sessions.get(name);
      if (!session || now() - session.usedAt < DAY) return session;
      return sessions.change(name, (current) => ({ ...current, usedAt: now() }));
    },
    /** Gives back the session as changed; null where it is unknown. */
    change: (name: string, change: Partial<Pick<ReadingSession, 'threadId' | 'messageId' | 'budget'>>) =>
      sessions.change(name, (current) => ({ ...current, ...change, usedAt: now() })),
    end: sessions.end,
  }),
);
