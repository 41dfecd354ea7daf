/**
 * The thread that owns the catalog's SQLite file.
 *
 * Reads are synchronous and so never see a half-done change; writes are short transactions with room for reads between.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Actor, PageKey, Report, RevisionEntry, SavedDraft, SuggestionKind } from '#src/catalog/contract.ts';
import { Database, type DatabaseOptions } from '#src/catalog/sqlite/database.ts';
import { findDraft, hasExpired, removeDraft, removeExpired, saveDraft } from '#src/catalog/sqlite/drafts.ts';
import * as libraries from '#src/catalog/sqlite/libraries.ts';
import { addLogEntry, logEntries } from '#src/catalog/sqlite/library-log.ts';
import type { StoredChunk } from '#src/catalog/sqlite/portions.ts';
import { postsShowing, putPost, removePost } from '#src/catalog/sqlite/posts.ts';
import { closeReport, fileReport, openReports } from '#src/catalog/sqlite/reports.ts';
import { type Slice, search } from '#src/catalog/sqlite/search.ts';
import { allSettings, putSettings } from '#src/catalog/sqlite/settings.ts';
import { findStory, SELECT_STORY, type StoryRow, storyOf } from '#src/catalog/sqlite/story-rows.ts';
import { suggest, suggestWithdrawn } from '#src/catalog/sqlite/suggest.ts';
import * as texts from '#src/catalog/sqlite/texts.ts';
import { watchVersion } from '#src/catalog/sqlite/watch.ts';
import * as writes from '#src/catalog/sqlite/writes.ts';
import type { NewLogEntry } from '#src/moderation/library-log.ts';
import type { Post } from '#src/moderation/posts.ts';
import type { LibrarySettings } from '#src/moderation/settings.ts';
import type { StoryQuery } from '#src/query/query.ts';
import type { Audience } from '#src/story/audience.ts';
import { fold } from '#src/story/fold.ts';
import type { LibraryId, Story, StoryId } from '#src/story/story.ts';
import { serve, tell } from '#src/threads/call.ts';

/** How long a batch gathers stories, in ms: with indexing and the commit it stays under 50. */
const BATCH_TIME = 15;
/** How long a portion of a deletion goes on, in ms: nobody waits for its end, and everybody else for a portion. */
const REMOVAL_TIME = 8;
/** What other processes get between two batches to write in, in ms. */
const BATCH_GAP = 3;
/** What was staged longer ago than this was left behind by a crash, in ms: another process may be staging now. */
const STAGING_TIME = 24 * 60 * 60 * 1000;

let opened: Database | null = null;
let watching: NodeJS.Timeout | undefined;

const api = {
  /** @throws FicError as `Database.open`. */
  async open(options: DatabaseOptions, now: number): Promise<void> {
    const db = new Database(options);
    opened = db;
    watching = watchVersion(
      () => db.dataVersion(),
      () => tell(OTHERS_WROTE),
    );
    if (!options.exclusive) return;
    for (const content of texts.abandoned(opened, now - STAGING_TIME)) await write((db) => texts.discard(db, content));
  },

  search: (query: StoryQuery, audience: Audience, slice: Slice) => search(database(), query, audience, slice),
  suggest: (kind: SuggestionKind, typed: string, audience: Audience, limit: number) =>
    suggest(database(), kind, typed, audience, limit),
  withdrawn: (typed: string, libraries: readonly LibraryId[], limit: number) =>
    suggestWithdrawn(database(), typed, libraries, limit),

  byTitle: (title: string, { libraries, maxRank }: Audience): Story[] =>
    libraries
      .flatMap((library) =>
        database().all<StoryRow>(
          `${SELECT_STORY} WHERE s.library = ? AND s.title = ? AND s.withdrawn = 0 AND s.rank <= ?`,
          library,
          fold(title),
          maxRank,
        ),
      )
      .sort((a, b) => b.position - a.position)
      .map(storyOf),

  get: (id: StoryId, libraries: readonly LibraryId[]): StoryRow | undefined => findStory(database(), id, libraries),

  published(library: LibraryId, key: string): Story | null {
    const row = database().get<StoryRow>(`${SELECT_STORY} WHERE s.library = ? AND s.key = ?`, library, key);
    return row ? storyOf(row) : null;
  },

  history: (id: StoryId): RevisionEntry[] =>
    database().all<RevisionEntry>(
      `SELECT h.revision, h.kind, h.by, h.at FROM history h JOIN stories s ON s.number = h.story
       WHERE s.id = ? ORDER BY h.revision DESC`,
      id,
    ),

  count: (): number =>
    database().get<{ stories: number }>('SELECT count(*) AS stories FROM stories WHERE withdrawn = 0')?.stories ?? 0,

  libraries: (): LibraryId[] =>
    database()
      .all<{ library: LibraryId }>('SELECT DISTINCT library FROM stories')
      .map(({ library }) => library),

  excerpt: (id: StoryId, chapter: number, start: number, end: number) =>
    texts.excerpt(database(), id, chapter, start, end),
  chunks: (id: StoryId, chapter: number) => texts.chapterChunks(database(), id, chapter),
  pageStarts: (key: PageKey) => texts.pageStarts(database(), key),
  savePageStarts: (key: PageKey, starts: Uint32Array) => write((db) => texts.savePageStarts(db, key, starts)),

  stage: (content: number | null, chunks: readonly StoredChunk[], at: number) =>
    write((db) => texts.stage(db, content, chunks, at)),
  discard: (content: number) => write((db) => texts.discard(db, content)),

  async addAll(stories: readonly writes.Publication[], at: number): Promise<Story[]> {
    for (const { fields } of stories) writes.refuseUnderage(fields);
    const added: Story[] = [];
    while (added.length < stories.length) {
      if (added.length > 0) await wait(BATCH_GAP);
      const batch = await write((db) =>
        writes.publishSome(db, stories.slice(added.length), at, { time: BATCH_TIME, newId }),
      );
      added.push(...batch);
    }
    return added;
  },
  revise: (id: StoryId, change: writes.Revision, actor: Actor) => write((db) => writes.revise(db, id, change, actor)),
  withdraw: (id: StoryId, libraries: readonly LibraryId[], actor: Actor) =>
    write((db) => writes.withdraw(db, id, libraries, actor)),
  restore: (id: StoryId, libraries: readonly LibraryId[], actor: Actor) =>
    write((db) => writes.restore(db, id, libraries, actor)),

  saveDraft: (draft: SavedDraft) => write((db) => saveDraft(db, draft)),
  async draft(id: string, now: number): Promise<SavedDraft | null> {
    if (hasExpired(database(), now)) await write((db) => removeExpired(db, now));
    return findDraft(database(), id, now);
  },
  removeDraft: (id: string) => write((db) => removeDraft(db, id)),

  fileReport: (report: Report) => write((db) => fileReport(db, report)),
  openReports: (library: LibraryId, limit: number) => openReports(database(), library, limit),
  closeReport: (id: string, library: LibraryId, actor: Actor) => write((db) => closeReport(db, id, library, actor)),

  allSettings: () => allSettings(database()),
  putSettings: (library: LibraryId, settings: LibrarySettings) => write((db) => putSettings(db, library, settings)),

  addLogEntries: (entries: readonly NewLogEntry[]) =>
    write((db) => {
      for (const entry of entries) addLogEntry(db, entry);
    }),
  logEntries: (library: LibraryId, story: StoryId | null, limit: number, before?: number) =>
    logEntries(database(), library, story, limit, before),

  presences: () => libraries.presences(database()),
  arrive: (library: LibraryId, isNew: boolean) => write((db) => libraries.arrive(db, library, isNew)),
  leave: (library: LibraryId, at: number) => write((db) => libraries.leave(db, library, at)),
  greet: (library: LibraryId, at: number | null) => write((db) => libraries.greet(db, library, at)),
  removeSome: (library: LibraryId, leftBefore: number, at: number) =>
    write((db) => libraries.removeSome(db, library, { leftBefore, at, time: REMOVAL_TIME })),

  putPost: (post: Post, stories: readonly StoryId[], at: number) => write((db) => putPost(db, post, stories, at)),
  postsShowing: (story: StoryId, limit: number) => postsShowing(database(), story, limit),
  removePost: (message: string) => write((db) => removePost(db, message)),

  close(): void {
    clearInterval(watching);
    opened?.close();
    opened = null;
  },
};

export type SqliteApi = typeof api;

/** What the worker tells by itself: another process has written. */
const OTHERS_WROTE = 'others-wrote';

serve(api);

function database(): Database {
  if (!opened) throw new Error('The catalog is not open.');
  return opened;
}

function write<T>(change: (db: Database) => T): Promise<T> {
  const db = database();
  return db.write(() => change(db));
}

/**
 * 12 characters of base64url: by chance two are alike once in 10¹⁰ among 500,000 stories. The first is no "-": on a command line
 * that begins an option.
 */
function newId(): StoryId {
  return randomBytes(9).toString('base64url').replace(/^-/, '0');
}
