/**
 * What the bot remembers of its readers, kind by kind: the shape, its version, and how long it lasts.
 *
 * A value written by one release is read by the next: whoever changes a schema raises its version.
 */
import { z } from 'zod';
import type { Kind } from '#src/reading/state/collection.ts';
import { BLOCKABLE, type BlockedName } from '#src/story/audience.ts';
import type { Place } from '#src/story/place.ts';
import type { StoryId } from '#src/story/story.ts';

// A parser that Zod compiles pays after thousands of values; before the first page that somebody reads it costs 20 ms.
z.config({ jitless: true });

export const DAY = 24 * 60 * 60 * 1000;

/** Stories that a shelf and a reader's history of reading hold at most. */
export const SHELF_LIMIT = 500;
export const HISTORY_LIMIT = 25;
/** Names that a member blocks at most: as many as two menus offer. */
export const BLOCKS_LIMIT = 50;

/** Times are in ms since 1970, ids of people, servers, channels and messages are Discord's. */
const time = z.number();
const id = z.string().min(1);

const place: z.ZodType<Place> = z.strictObject({
  chapter: z.int().min(1),
  offset: z.int().min(0),
  context: z.string(),
});

export interface SavedPlace {
  readonly place: Place;
  /** Of the story, when the place was kept: another one means that the text may have moved. */
  readonly revision: number;
  readonly updatedAt: number;
}

export const PLACES: Kind<SavedPlace> = {
  name: 'places',
  version: 1,
  belongs: 'by-key',
  schema: z.strictObject({ place, revision: z.int().min(1), updatedAt: time }),
  newer: (saved, until) => (saved.updatedAt > until ? saved : null),
};

export interface DatedStory {
  readonly story: StoryId;
  readonly at: number;
}

/** Newest first, each story once. */
export interface StoryList {
  readonly stories: readonly DatedStory[];
}

const storyList: z.ZodType<StoryList> = z.strictObject({ stories: z.array(z.strictObject({ story: id, at: time })) });

function newerStories(list: StoryList, until: number): StoryList | null {
  const stories = list.stories.filter(({ at }) => at > until);
  if (stories.length === list.stories.length) return list;
  return stories.length === 0 ? null : { stories };
}

export const LAST_READ: Kind<StoryList> = {
  name: 'last-read',
  version: 1,
  belongs: 'by-key',
  schema: storyList,
  newer: newerStories,
};

export const SHELF: Kind<StoryList> = {
  name: 'shelf',
  version: 1,
  belongs: 'by-key',
  schema: storyList,
  newer: newerStories,
};

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

export const READING_SESSIONS: Kind<ReadingSession> = {
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
};

export const READER_THREADS: Kind<{ readonly threadId: string }> = {
  name: 'reader-threads',
  version: 1,
  belongs: 'by-key',
  schema: z.strictObject({ threadId: id }),
};

/** Result pages can be turned for this long, in ms; for 30 days after that a search can be asked again as it was. */
export const SEARCH_LIFETIME = 24 * 60 * 60 * 1000;

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

export const SEARCH_SESSIONS: Kind<SearchSession> = {
  name: 'search-sessions',
  version: 2,
  belongs: { field: 'reader' },
  schema: z.strictObject({ reader: id, query: z.string(), guildId: id.nullable(), channelId: id, startedAt: time }),
  ttl: 31 * DAY,
  newer: (session, until) => (session.startedAt > until ? session : null),
};

/** What a member searched for last, and how far they turned its pages. */
export interface LastSearch {
  /** In the query language. */
  readonly query: string;
  /** 0-based. */
  readonly page: number;
  readonly at: number;
}

export const LAST_SEARCHES: Kind<LastSearch> = {
  name: 'last-searches',
  version: 1,
  belongs: 'by-key',
  schema: z.strictObject({ query: z.string(), page: z.int().min(0), at: time }),
  newer: (search, until) => (search.at > until ? search : null),
};

/** Searches that a member saves at most: as many as one menu offers. */
export const SAVED_SEARCHES_LIMIT = 25;

export interface SavedSearch {
  readonly id: string;
  /** As its owner wrote it; no two of theirs are alike when folded. */
  readonly name: string;
  /** In the query language. */
  readonly query: string;
  readonly at: number;
}

/** The last saved first. */
export interface SavedSearches {
  readonly searches: readonly SavedSearch[];
}

export const SAVED_SEARCHES: Kind<SavedSearches> = {
  name: 'saved-searches',
  version: 1,
  belongs: 'by-key',
  schema: z.strictObject({ searches: z.array(z.strictObject({ id, name: id, query: z.string(), at: time })) }),
  newer(saved, until) {
    const searches = saved.searches.filter(({ at }) => at > until);
    return searches.length === 0 ? null : { searches };
  },
};

/** A moderator's list of their library, whose pages are still being turned. */
export interface ListSession {
  readonly reader: string;
  readonly guildId: string;
  /** As typed; '' where nothing was. */
  readonly words: string;
  readonly startedAt: number;
}

export const LIST_SESSIONS: Kind<ListSession> = {
  name: 'list-sessions',
  version: 1,
  belongs: { field: 'reader' },
  schema: z.strictObject({ reader: id, guildId: id, words: z.string(), startedAt: time }),
  ttl: 31 * DAY,
  newer: (session, until) => (session.startedAt > until ? session : null),
};

/** What a moderator typed into the modal of an edit that was not saved: it waits to be put there again. */
export interface UnsavedEdit {
  readonly moderator: string;
  readonly story: StoryId;
  readonly group: string;
  /** By input; those alone that were changed. */
  readonly typed: Readonly<Record<string, string>>;
}

export const UNSAVED_EDITS: Kind<UnsavedEdit> = {
  name: 'unsaved-edits',
  version: 1,
  belongs: { field: 'moderator' },
  schema: z.strictObject({ moderator: id, story: id, group: id, typed: z.record(z.string(), z.string()) }),
  ttl: DAY,
};

/** A takedown that a moderator was asked to confirm. */
export interface TakedownAsk {
  readonly library: string;
  readonly story: StoryId;
  readonly reason: string;
}

export const TAKEDOWN_ASKS: Kind<TakedownAsk> = {
  name: 'takedown-asks',
  version: 1,
  belongs: 'to-nobody',
  schema: z.strictObject({ library: id, story: id, reason: z.string() }),
  ttl: DAY,
};

export interface Preferences {
  /** Read in private replies rather than in a thread. */
  readonly privateReplies: boolean;
  /** Was told that moderators can see private threads. */
  readonly noticeSeen: boolean;
  /** As in ReadingSession; null is the default. */
  readonly pageBudget: number | null;
}

/** In the order in which they were blocked. */
export interface BlockList {
  readonly names: readonly (BlockedName & { readonly id: string; readonly at: number })[];
}

export const BLOCKS: Kind<BlockList> = {
  name: 'blocks',
  version: 1,
  belongs: 'by-key',
  schema: z.strictObject({
    names: z.array(z.strictObject({ id, kind: z.enum(BLOCKABLE), name: z.string(), at: time })),
  }),
  newer(list, until) {
    const names = list.names.filter(({ at }) => at > until);
    return names.length === 0 ? null : { names };
  },
};

export const DEFAULT_PREFERENCES: Preferences = { privateReplies: false, noticeSeen: false, pageBudget: null };

export const PREFERENCES: Kind<Preferences> = {
  name: 'preferences',
  version: 1,
  belongs: 'by-key',
  schema: z.strictObject({
    privateReplies: z.boolean(),
    noticeSeen: z.boolean(),
    pageBudget: z.int().min(1).nullable(),
  }),
};

/** What Discord was told of commands, and the ids that it gave them, by name. */
export interface Registered {
  readonly hash: string;
  readonly ids: Readonly<Record<string, string>>;
}

export const REGISTRATION: Kind<Registered> = {
  name: 'registration',
  version: 2,
  belongs: 'to-nobody',
  schema: z.strictObject({ hash: z.string(), ids: z.record(z.string(), id) }),
};

/** A reader's wish to be forgotten, until it is done: written first, so that whatever ends the program, the next start goes on. */
export interface Wish {
  /** What is older goes; what came after it is new. */
  readonly askedAt: number;
  /** Steps that need not be done again. */
  readonly done: readonly string[];
}

export const WISHES: Kind<Wish> = {
  name: 'wishes-to-be-forgotten',
  version: 1,
  belongs: 'by-key',
  schema: z.strictObject({ askedAt: time, done: z.array(z.string()) }),
};
