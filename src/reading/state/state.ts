/**
 * What the bot remembers of its readers from one restart to the next: where they are, what they keep, what they have open.
 *
 * Whatever a promise here was kept for is on the disk once it resolves. A failing disk rejects with a FicError
 * (`database-full`, `database-in-use`, `database-broken`); a value that cannot be read counts as absent.
 */
import { Collection, type Kind, type Surroundings, type Unreadable } from '#src/reading/state/collection.ts';
import * as kinds from '#src/reading/state/kinds.ts';
import { readersIn } from '#src/reading/state/readers.ts';
import { openSqliteFile } from '#src/reading/state/sqlite-store.ts';
import type { BlockedName } from '#src/story/audience.ts';
import { fold } from '#src/story/fold.ts';
import type { Place } from '#src/story/place.ts';
import type { StoryId } from '#src/story/story.ts';
import { KeyedQueue } from '#src/workers/queue.ts';

type StoryLists = Collection<kinds.StoryList>;

export type State = Awaited<ReturnType<typeof openState>>;

/**
 * @param options.file - the SQLite file; made, with its folder, where it is missing.
 * @param options.now - ms since 1970.
 * @param options.newId - a fresh session id: 1 to 12 of `A-Z a-z 0-9 _ -`, hard to guess.
 * @param options.onUnreadable - hears of values that are there but cannot be read; nobody else does.
 * @param options.onPurgeFailed - hears why expired sessions could not be removed from the disk.
 * @param options.onEnd - hears why nothing can be kept or asked any more: the file's thread ended by itself.
 * @throws FicError `database-newer`, `database-in-use` (by another bot), `database-full`, `database-broken`.
 */
export async function openState(options: {
  readonly file: string;
  readonly now: () => number;
  readonly newId: () => string;
  readonly onUnreadable: (value: Unreadable) => void;
  readonly onPurgeFailed: (error: unknown) => void;
  readonly onEnd?: (error: Error) => void;
}) {
  const { now, newId, onUnreadable } = options;
  const file = await openSqliteFile(options);
  const around: Surroundings = { store: file.store, now, onUnreadable };
  const all: Collection<object>[] = [];
  const open = <Value extends object>(kind: Kind<Value>) => {
    const collection = new Collection(kind, around);
    // Whose value it is, each collection tells by its own kind.
    all.push(collection as unknown as Collection<object>);
    return collection;
  };
  const readingSessions = open(kinds.READING_SESSIONS);
  const wishes = open(kinds.WISHES);
  return {
    places: placesIn(open(kinds.PLACES), now),
    lastRead: lastReadIn(open(kinds.LAST_READ), now),
    shelf: shelfIn(open(kinds.SHELF), now),
    readingSessions: readingSessionsIn(readingSessions, now, newId),
    readerThreads: readerThreadsIn(open(kinds.READER_THREADS)),
    searchSessions: searchSessionsIn(open(kinds.SEARCH_SESSIONS), now, newId),
    lastSearches: lastSearchesIn(open(kinds.LAST_SEARCHES), now),
    savedSearches: savedSearchesIn(open(kinds.SAVED_SEARCHES), now, newId),
    listSessions: listSessionsIn(open(kinds.LIST_SESSIONS), now, newId),
    unsavedEdits: unsavedEditsIn(open(kinds.UNSAVED_EDITS), newId),
    takedownAsks: takedownAsksIn(open(kinds.TAKEDOWN_ASKS), newId),
    preferences: preferencesIn(open(kinds.PREFERENCES)),
    blocks: blocksIn(open(kinds.BLOCKS), now, newId),
    registration: registrationIn(open(kinds.REGISTRATION)),
    /** All that is remembered of one reader. */
    readers: readersIn(all, readingSessions, wishes, around),
    /** Resolves when the file can be read. */
    answers: file.answers,
    /** Lets changes under way finish and closes the file. */
    async close(): Promise<void> {
      await Promise.all(all.map((collection) => collection.settled()));
      await file.close();
    },
  };
}

function placesIn(places: Collection<kinds.SavedPlace>, now: () => number) {
  return {
    /** Where a reader is in a story; null where they have not begun. */
    get: (reader: string, story: StoryId) => places.get([reader, story]),
    /** @param revision - the story's, whose text the place is in. */
    async save(reader: string, story: StoryId, place: Place, revision: number): Promise<void> {
      await places.update([reader, story], () => ({ place, revision, updatedAt: now() }));
    },
  };
}

function lastReadIn(lists: StoryLists, now: () => number) {
  const recent = async (reader: string) => (await lists.get([reader]))?.stories ?? [];
  return {
    /** What a reader goes on with; null where they have read nothing. */
    get: async (reader: string): Promise<kinds.DatedStory | null> => (await recent(reader))[0] ?? null,
    /** What they read lately, newest first, each story once, at most HISTORY_LIMIT. */
    recent,
    async set(reader: string, story: StoryId): Promise<void> {
      await lists.update([reader], (current) => {
        const others = (current?.stories ?? []).filter((entry) => entry.story !== story);
        return { stories: [{ story, at: now() }, ...others].slice(0, kinds.HISTORY_LIMIT) };
      });
    },
  };
}

function shelfIn(shelf: StoryLists, now: () => number) {
  return {
    /** What a reader keeps for later, newest first. */
    list: async (reader: string) => (await shelf.get([reader]))?.stories ?? [],
    /** A full shelf takes no more: what somebody kept is never dropped without their asking. */
    async keep(reader: string, story: StoryId): Promise<'kept' | 'kept-before' | 'full'> {
      let outcome: 'kept' | 'kept-before' | 'full' = 'kept';
      await shelf.update([reader], (current) => {
        const stories = current?.stories ?? [];
        if (stories.some((entry) => entry.story === story)) outcome = 'kept-before';
        else if (stories.length >= kinds.SHELF_LIMIT) outcome = 'full';
        else return { stories: [{ story, at: now() }, ...stories] };
        return current;
      });
      return outcome;
    },
    /** Whether it was there. */
    async remove(reader: string, story: StoryId): Promise<boolean> {
      let removed = false;
      await shelf.update([reader], (current) => {
        const stories = (current?.stories ?? []).filter((entry) => entry.story !== story);
        removed = stories.length < (current?.stories.length ?? 0);
        return removed ? { stories } : current;
      });
      return removed;
    },
  };
}

function readingSessionsIn(sessions: Collection<kinds.ReadingSession>, now: () => number, newId: () => string) {
  return {
    /** Gives back the session's id. */
    start: (session: Omit<kinds.ReadingSession, 'startedAt' | 'usedAt'>): Promise<string> =>
      add(sessions, newId, { ...session, startedAt: now(), usedAt: now() }),
    /** Null where it is unknown, or was last used 90 days ago. */
    async get(id: string): Promise<kinds.ReadingSession | null> {
      const session = await sessions.get([id]);
      if (!session || now() - session.usedAt < kinds.DAY) return session;
      return sessions.update([id], (current) => current && { ...current, usedAt: now() });
    },
    /** Gives back the session as changed; null where it is unknown. */
    change: (id: string, change: Partial<Pick<kinds.ReadingSession, 'threadId' | 'messageId' | 'budget'>>) =>
      sessions.update([id], (current) => current && { ...current, ...change, usedAt: now() }),
    end: (id: string) => sessions.delete([id]),
  };
}

function readerThreadsIn(threads: Collection<{ readonly threadId: string }>) {
  const opening = new KeyedQueue();
  return {
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
      return opening.run(JSON.stringify([reader, channel]), async () => {
        const known = (await threads.get([reader, channel]))?.threadId ?? null;
        const opened = await open(known);
        if ('threadId' in opened && opened.threadId !== known) {
          await threads.update([reader, channel], () => ({ threadId: opened.threadId }));
        }
        return opened;
      });
    },
    /** The thread in which a reader reads under a channel; null where there is none. */
    get: async (reader: string, channel: string): Promise<string | null> =>
      (await threads.get([reader, channel]))?.threadId ?? null,
    async set(reader: string, channel: string, threadId: string): Promise<void> {
      await threads.update([reader, channel], () => ({ threadId }));
    },
    /** Forgets a thread that is gone, unless another one has taken its place meanwhile. */
    async forget(reader: string, channel: string, threadId: string): Promise<void> {
      await threads.update([reader, channel], (current) => (current?.threadId === threadId ? null : current));
    },
  };
}

function searchSessionsIn(sessions: Collection<kinds.SearchSession>, now: () => number, newId: () => string) {
  return {
    /** Gives back the session's id. */
    start: (session: Omit<kinds.SearchSession, 'startedAt'>): Promise<string> =>
      add(sessions, newId, { ...session, startedAt: now() }),
    /** Null where it is unknown or a month old; after SEARCH_LIFETIME it is there only to be asked again. */
    get: (id: string) => sessions.get([id]),
    /** Asks for something else from now on. */
    change: (id: string, query: string) => sessions.update([id], (current) => current && { ...current, query }),
  };
}

function lastSearchesIn(searches: Collection<kinds.LastSearch>, now: () => number) {
  return {
    /** Null where they have not searched. */
    get: (reader: string) => searches.get([reader]),
    async set(reader: string, search: Omit<kinds.LastSearch, 'at'>): Promise<void> {
      await searches.update([reader], () => ({ ...search, at: now() }));
    },
  };
}

function savedSearchesIn(saved: Collection<kinds.SavedSearches>, now: () => number, newId: () => string) {
  const list = async (reader: string) => (await saved.get([reader]))?.searches ?? [];
  return {
    /** What a member saved, the last one first. */
    list,
    /** A full list takes no more, and a name that is taken stays what it is: nothing goes without their asking. */
    async save(reader: string, name: string, query: string): Promise<'saved' | 'name-taken' | 'full'> {
      let outcome: 'saved' | 'name-taken' | 'full' = 'saved';
      await saved.update([reader], (current) => {
        const searches = current?.searches ?? [];
        if (searches.some((each) => fold(each.name) === fold(name))) outcome = 'name-taken';
        else if (searches.length >= kinds.SAVED_SEARCHES_LIMIT) outcome = 'full';
        else return { searches: [{ id: newId(), name, query, at: now() }, ...searches] };
        return current;
      });
      return outcome;
    },
    /** Gives back what it was; null where it was not there. */
    async remove(reader: string, id: string): Promise<kinds.SavedSearch | null> {
      let removed: kinds.SavedSearch | null = null;
      await saved.update([reader], (current) => {
        const searches = current?.searches ?? [];
        removed = searches.find((each) => each.id === id) ?? null;
        if (removed === null) return current;
        const others = searches.filter((each) => each.id !== id);
        return others.length === 0 ? null : { searches: others };
      });
      return removed;
    },
  };
}

function listSessionsIn(sessions: Collection<kinds.ListSession>, now: () => number, newId: () => string) {
  return {
    /** Gives back the session's id. */
    start: (session: Omit<kinds.ListSession, 'startedAt'>): Promise<string> =>
      add(sessions, newId, { ...session, startedAt: now() }),
    /** Null where it is unknown or a month old. */
    get: (id: string) => sessions.get([id]),
  };
}

function unsavedEditsIn(edits: Collection<kinds.UnsavedEdit>, newId: () => string) {
  return {
    /** Gives back the id under which it waits for a day. */
    keep: (edit: kinds.UnsavedEdit): Promise<string> => add(edits, newId, edit),
    get: (id: string) => edits.get([id]),
  };
}

function takedownAsksIn(asks: Collection<kinds.TakedownAsk>, newId: () => string) {
  return {
    /** Gives back the id under which it is confirmed. */
    keep: (ask: kinds.TakedownAsk): Promise<string> => add(asks, newId, ask),
    /** Null where it is unknown, or was asked a day ago. */
    get: (id: string) => asks.get([id]),
    forget: (id: string) => asks.delete([id]),
  };
}

function preferencesIn(preferences: Collection<kinds.Preferences>) {
  return {
    /** What a reader chose, and the defaults for what they did not. */
    get: async (reader: string) => (await preferences.get([reader])) ?? kinds.DEFAULT_PREFERENCES,
    async change(reader: string, change: Partial<kinds.Preferences>): Promise<void> {
      await preferences.update([reader], (current) => ({ ...kinds.DEFAULT_PREFERENCES, ...current, ...change }));
    },
  };
}

function blocksIn(blocks: Collection<kinds.BlockList>, now: () => number, newId: () => string) {
  const list = async (reader: string) => (await blocks.get([reader]))?.names ?? [];
  return {
    /** What a member blocks, in the order in which they did. */
    list,
    async add(reader: string, { kind, name }: BlockedName): Promise<'blocked' | 'blocked-before' | 'full'> {
      let outcome: 'blocked' | 'blocked-before' | 'full' = 'blocked';
      await blocks.update([reader], (current) => {
        const names = current?.names ?? [];
        if (names.some((each) => each.kind === kind && fold(each.name) === fold(name))) outcome = 'blocked-before';
        else if (names.length >= kinds.BLOCKS_LIMIT) outcome = 'full';
        else return { names: [...names, { id: newId(), kind, name, at: now() }] };
        return current;
      });
      return outcome;
    },
    /** Gives back what it was; null where it was not there. */
    async remove(reader: string, id: string): Promise<BlockedName | null> {
      let removed: BlockedName | null = null;
      await blocks.update([reader], (current) => {
        const names = current?.names ?? [];
        removed = names.find((each) => each.id === id) ?? null;
        const others = names.filter((each) => each.id !== id);
        return others.length === 0 ? null : { names: others };
      });
      return removed;
    },
  };
}

function registrationIn(registration: Collection<kinds.Registered>) {
  const key = (application: string, guild: string | null) => [application, guild ?? 'everywhere'];
  return {
    /** The commands that Discord has; null where none were registered. A null guild is all servers. */
    get: (application: string, guild: string | null) => registration.get(key(application, guild)),
    async set(application: string, guild: string | null, registered: kinds.Registered): Promise<void> {
      await registration.update(key(application, guild), () => registered);
    },
    async forget(application: string, guild: string): Promise<void> {
      await registration.delete(key(application, guild));
    },
  };
}

/** More tries than this are no chance: `newId` repeats itself. */
const ID_TRIES = 5;

async function add<Value extends object>(
  collection: Collection<Value>,
  newId: () => string,
  value: Value,
): Promise<string> {
  for (let tries = 0; tries < ID_TRIES; tries += 1) {
    const id = newId();
    if (!/^[\w-]{1,12}$/.test(id)) throw new RangeError(`A session cannot have the id "${id}".`);
    if (await collection.insert([id], value)) return id;
  }
  throw new Error(`The last ${ID_TRIES} new ids were all taken.`);
}
