/**
 * The thread that owns the catalog's SQLite file.
 *
 * Reads are synchronous and so never see a half-done change; writes are short transactions with room for reads between.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type {
  Actor,
  Coming,
  FoundDraft,
  Header,
  PageKey,
  SavedDraft,
  StoryState,
  Stretch,
} from '#src/catalog/contract.ts';
import { Engine } from '#src/engine/engine.ts';
import type { StoredChunk } from '#src/engine/portions.ts';
import { isTakenDown } from '#src/engine/sqlite/bans.ts';
import { Database, type DatabaseOptions } from '#src/engine/sqlite/database.ts';
import * as draftTexts from '#src/engine/sqlite/draft-texts.ts';
import * as drafts from '#src/engine/sqlite/drafts.ts';
import { history, revisions } from '#src/engine/sqlite/history.ts';
import * as libraries from '#src/engine/sqlite/libraries.ts';
import { listAliases, putAlias, removeAlias } from '#src/engine/sqlite/library-aliases.ts';
import { libraryCounts, libraryDrafts, libraryStories } from '#src/engine/sqlite/library-list.ts';
import { addLogEntry, logEntries } from '#src/engine/sqlite/library-log.ts';
import { countTraces, forgetSome, listTraces, reportPosts } from '#src/engine/sqlite/persons.ts';
import { sqlitePort, textFilling } from '#src/engine/sqlite/port.ts';
import { postsShowing, putPost, removePost } from '#src/engine/sqlite/posts.ts';
import * as reports from '#src/engine/sqlite/report-rows.ts';
import { allSettings, librarySettings, putSettings } from '#src/engine/sqlite/settings.ts';
import {
  type CardRow,
  findMany,
  findStory,
  readStory,
  SELECT_CARD,
  SELECT_STORY,
  type StoryRow,
  storyOf,
  type TAKEN_DOWN,
  type WITHDRAWN,
} from '#src/engine/sqlite/story-rows.ts';
import { suggestHidden } from '#src/engine/sqlite/suggest.ts';
import { markSwept, standingTakedowns, takeDown, undoTakedown } from '#src/engine/sqlite/takedowns.ts';
import { TextIndex } from '#src/engine/sqlite/text-index.ts';
import * as texts from '#src/engine/sqlite/texts.ts';
import { watchVersion } from '#src/engine/sqlite/watch.ts';
import * as writes from '#src/engine/sqlite/writes.ts';
import type { UnreadableValue } from '#src/engine/stored.ts';
import type { NewLogEntry } from '#src/moderation/library-log.ts';
import type { PersonTrace } from '#src/moderation/persons.ts';
import type { Post } from '#src/moderation/posts.ts';
import type { NewReport, Settlement } from '#src/moderation/reports.ts';
import type { LibrarySettings } from '#src/moderation/settings.ts';
import type { AuthorsWord } from '#src/moderation/takedown-register.ts';
import type { Alias } from '#src/query/aliases.ts';
import type { StoryQuery } from '#src/query/ast.ts';
import type { SuggestionKind } from '#src/query/fields.ts';
import { FAST_INDEX } from '#src/search/fast-index.ts';
import type { Audience } from '#src/story/audience.ts';
import { firstFold } from '#src/story/first-fold.ts';
import { fold } from '#src/story/fold.ts';
import type { LibraryId, Story, StoryId } from '#src/story/story.ts';
import { serve, tell } from '#src/workers/call.ts';

/** How long a batch gathers stories, in ms: with indexing and the commit it stays under 50. */
const BATCH_TIME = 15;
/** How long a portion of a deletion goes on, in ms: nobody waits for its end, and everybody else for a portion. */
const REMOVAL_TIME = 8;
/** What other processes get between two batches to write in, in ms. */
const BATCH_GAP = 3;
/** What was staged longer ago than this was left behind by a crash, in ms: another process may be staging now. */
const STAGING_TIME = 24 * 60 * 60 * 1000;

/**
 * How long a question waits for an index that is being filled, in ms. Members rather have some of it than all of it after their
 * command has expired, and are told that it is unfinished; whoever asks on the command line has time.
 */
const PATIENCE = { bot: 700, others: 60_000 };

const ID_BYTES = 9;
/** Of the system's, which gives little as slowly as much. */
let randomness = Buffer.alloc(0);

let opened: Database | null = null;
let running: Engine<CardRow> | null = null;
let watching: NodeJS.Timeout | undefined;

interface Opening extends Omit<DatabaseOptions, 'onUnreadable'> {
  /** Whether the texts of the shared library are searched. */
  readonly sharedTexts: boolean;
  /** In ms, in place of PATIENCE. */
  readonly patience?: number;
}

const api = {
  /** @throws FicError as `Database.open`. */
  async open({ sharedTexts, patience, ...options }: Opening, now: number): Promise<void> {
    const db = new Database({
      ...options,
      onUnreadable: (value) => tell({ what: 'unreadable', value } satisfies Told),
    });
    // One program alone keeps the index of texts, and saves the index of stories.
    const textIndex = options.exclusive ? new TextIndex(db, sharedTexts) : null;
    const engine = new Engine(
      sqlitePort(db, { sharedTexts, textIndex }),
      {
        kind: FAST_INDEX,
        saves: options.exclusive,
        patience: patience ?? (options.exclusive ? PATIENCE.bot : PATIENCE.others),
      },
      textIndex && textFilling(db, textIndex),
    );
    opened = db;
    running = engine;
    watching = watchVersion(
      () => db.dataVersion(),
      () => {
        engine.othersWrote();
        tell({ what: 'others-wrote' } satisfies Told);
      },
    );
    if (!options.exclusive) return;
    engine.begin();
    for (const content of texts.abandoned(opened, now - STAGING_TIME)) await write((db) => texts.discard(db, content));
  },

  search: (query: StoryQuery, audience: Audience, page: Stretch, now: number) =>
    engine().asking.search(query, audience, page, now),
  total: (query: StoryQuery, audience: Audience, now: number) => engine().asking.total(query, audience, now),
  facets: (query: StoryQuery, audience: Audience, now: number) => engine().asking.facets(query, audience, now),
  suggest: (kind: SuggestionKind, typed: string, audience: Audience, limit: number, now: number, fandom?: string) =>
    engine().asking.suggest(kind, typed, audience, limit, now, fandom),
  suggestHidden: (
    state: typeof WITHDRAWN | typeof TAKEN_DOWN,
    typed: string,
    libraries: readonly LibraryId[],
    limit: number,
  ) => suggestHidden(database(), state, typed, libraries, limit),

  byTitle: (title: string, { libraries, maxRank }: Audience): Story[] =>
    libraries
      .flatMap((library) =>
        database().all<StoryRow>(
          `${SELECT_STORY} WHERE s.library = ? AND s.title IN (?, ?) AND s.withdrawn = 0 AND s.rank <= ?`,
          library,
          fold(title),
          // Titles that were kept before kana and vowel signs were told apart.
          firstFold(title),
          maxRank,
        ),
      )
      .sort((a, b) => b.position - a.position)
      .flatMap((row) => readStory(row, database().tellUnreadable) ?? [])
      .filter((story) => fold(story.title) === fold(title)),

  get: (id: StoryId, libraries: readonly LibraryId[]): StoryRow | undefined => findStory(database(), id, libraries),
  many: (ids: readonly StoryId[], libraries: readonly LibraryId[]) =>
    findMany<StoryRow>(database(), SELECT_STORY, ids, libraries),
  cards: (ids: readonly StoryId[], libraries: readonly LibraryId[]) =>
    findMany<CardRow>(database(), SELECT_CARD, ids, libraries),

  published(library: LibraryId, key: string): Story | null {
    const row = database().get<StoryRow>(`${SELECT_STORY} WHERE s.library = ? AND s.key = ?`, library, key);
    return row ? storyOf(row, database().tellUnreadable) : null;
  },

  history: (id: StoryId) => history(database(), id),
  revisions: (id: StoryId, from: number, limit: number) => revisions(database(), id, from, limit),

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

  async addAll(stories: readonly writes.Publication[], at: number): Promise<writes.Published[]> {
    for (const { fields } of stories) writes.refuseUnderage(fields);
    const added: writes.Published[] = [];
    while (added.length < stories.length) {
      const batch = await commit((db) =>
        writes.publishSome(db, stories.slice(added.length), at, { time: BATCH_TIME, newId }),
      );
      added.push(...batch);
      await Promise.all([running?.wroteStories(), added.length < stories.length && wait(BATCH_GAP)]);
    }
    return added;
  },
  revise: (id: StoryId, change: writes.Revision, actor: Actor) =>
    writeStories((db) => writes.revise(db, id, change, actor)),
  reviseHeader: (id: StoryId, libraries: readonly LibraryId[], header: Header, actor: Actor, expected: number) =>
    writeStories((db) => writes.reviseHeader(db, id, libraries, header, actor, expected)),
  withdraw: (id: StoryId, libraries: readonly LibraryId[], actor: Actor) =>
    writeStories((db) => writes.withdraw(db, id, libraries, actor)),
  restore: (id: StoryId, libraries: readonly LibraryId[], actor: Actor) =>
    writeStories((db) => writes.restore(db, id, libraries, actor)),

  libraryCounts: (library: LibraryId, now: number) => libraryCounts(database(), library, now),
  libraryStories: (library: LibraryId, state: StoryState, words: string, page: Stretch) =>
    libraryStories(database(), engine().asking, library, state, words, page),
  libraryDrafts: (library: LibraryId, words: string, page: Stretch, now: number) =>
    libraryDrafts(database(), library, words, page, now),

  saveDraft: (draft: SavedDraft) => write((db) => drafts.saveDraft(db, draft)),
  stageDraft: (id: string, text: draftTexts.StagedText, at: number) =>
    write((db) => draftTexts.stageDraft(db, id, text, at)),
  answerDraft: (id: string, answer: drafts.Answer) => write((db) => drafts.answerDraft(db, id, answer)),
  async draft(id: string, now: number): Promise<FoundDraft | null> {
    // One at a time: texts of novels go with them.
    while (drafts.hasExpired(database(), now)) await write((db) => drafts.removeExpired(db, now));
    return drafts.findDraft(database(), id, now);
  },
  draftFile: (id: string) => drafts.draftFile(database(), id),
  publishDraft: (id: string, story: draftTexts.DraftStory, at: number): Promise<Story> => {
    writes.refuseUnderage(story.fields);
    return writeStories((db) => draftTexts.publishDraft(db, id, story, at, newId));
  },
  removeDraft: (id: string) => write((db) => drafts.removeDraft(db, id)),

  fileReport: (report: NewReport) => write((db) => reports.fileReport(db, report)),
  report: (id: string, library: LibraryId) => reports.findReport(database(), id, library),
  openReports: (library: LibraryId, limit: number) => reports.openReports(database(), library, limit),
  countOpenReports: (story: StoryId, library: LibraryId) => reports.countOpenReports(database(), story, library),
  reportsAbout: (library: LibraryId, limit: number) => reports.reportsAbout(database(), library, limit),
  unpostedReports: (limit: number) => reports.unpostedReports(database(), limit),
  reportPosted: (id: string, post: Post) => write((db) => reports.reportPosted(db, id, post)),
  settleReport: (id: string, library: LibraryId, settlement: Settlement) =>
    write((db) => reports.settleReport(db, id, library, settlement)),
  settleReports: (story: StoryId, library: LibraryId, settlement: Settlement) =>
    write((db) => reports.settleReports(db, story, library, settlement)),
  untoldReports: (by: string | null, since: number, limit: number) =>
    reports.untoldReports(database(), by, since, limit),
  reportTold: (id: string, at: number) => write((db) => reports.reportTold(db, id, at)),
  reportUntold: (id: string) => write((db) => reports.reportUntold(db, id)),

  allSettings: () => allSettings(database()),
  librarySettings: (library: LibraryId) => librarySettings(database(), library),
  putSettings: (library: LibraryId, settings: LibrarySettings, entries: readonly NewLogEntry[]) =>
    write((db) => {
      putSettings(db, library, settings);
      for (const entry of entries) addLogEntry(db, entry);
    }),

  addLogEntries: (entries: readonly NewLogEntry[]) =>
    write((db) => {
      for (const entry of entries) addLogEntry(db, entry);
    }),
  logEntries: (library: LibraryId, story: StoryId | null, limit: number, before?: number) =>
    logEntries(database(), library, story, limit, before),

  presences: () => libraries.presences(database()),
  presence: (library: LibraryId) => libraries.presence(database(), library),
  arrive: (library: LibraryId, isNew: boolean) => write((db) => libraries.arrive(db, library, isNew)),
  leave: (library: LibraryId, at: number) => write((db) => libraries.leave(db, library, at)),
  greet: (library: LibraryId, at: number | null) => write((db) => libraries.greet(db, library, at)),
  async removeSome(library: LibraryId, leftBefore: number, at: number): Promise<boolean> {
    const more = await writeStories((db) => libraries.removeSome(db, library, { leftBefore, at, time: REMOVAL_TIME }));
    engine().wroteAliases(library);
    return more;
  },

  putPost: (post: Post, stories: readonly StoryId[], at: number) => write((db) => putPost(db, post, stories, at)),
  postsShowing: (story: StoryId, limit: number) => postsShowing(database(), story, limit),
  removePost: (message: string) => write((db) => removePost(db, message)),

  countTraces: (person: string) => countTraces(database(), person),
  listTraces: (person: string, trace: PersonTrace, offset: number, limit: number) =>
    listTraces(database(), person, trace, offset, limit),
  forgetSome: (person: string, trace: PersonTrace, until: number) =>
    write((db) => forgetSome(db, person, trace, until)),
  reportPosts: (person: string, until: number) => reportPosts(database(), person, until),
  isTakenDown: (library: LibraryId, story: Coming) => isTakenDown(database(), library, story),
  takeDown: (id: StoryId, libraries: readonly LibraryId[], word: AuthorsWord) =>
    writeStories((db) => takeDown(db, id, libraries, word)),
  undoTakedown: (id: StoryId, libraries: readonly LibraryId[], word: AuthorsWord) =>
    writeStories((db) => undoTakedown(db, id, libraries, word)),
  standingTakedowns: () => standingTakedowns(database()),
  markSwept: (story: StoryId, at: number) => write((db) => markSwept(db, story, at)),

  aliases: (library: LibraryId) => listAliases(database(), library),
  putAlias: (library: LibraryId, alias: Alias, actor: Actor) =>
    writeAliases(library, (db) => putAlias(db, library, alias, actor)),
  removeAlias: (library: LibraryId, number: number, actor: Actor) =>
    writeAliases(library, (db) => removeAlias(db, library, number, actor)),

  async close(): Promise<void> {
    clearInterval(watching);
    await running?.close();
    opened?.close();
    opened = null;
    running = null;
  },
};

export type SqliteApi = typeof api;

/** What the worker tells by itself: another process has written, or a value cannot be read. */
export type Told = { readonly what: 'others-wrote' } | { readonly what: 'unreadable'; readonly value: UnreadableValue };

serve(api);

function database(): Database {
  if (!opened) throw new Error('The catalog is not open.');
  return opened;
}

function engine(): Engine<CardRow> {
  if (!running) throw new Error('The catalog is not open.');
  return running;
}

function commit<T>(change: (db: Database) => T): Promise<T> {
  const db = database();
  return db.write(() => change(db));
}

async function write<T>(change: (db: Database) => T): Promise<T> {
  const result = await commit(change);
  running?.wrote();
  return result;
}

/** A change that the index is to hear of before anybody is told of it. */
async function writeStories<T>(change: (db: Database) => T): Promise<T> {
  const result = await commit(change);
  await running?.wroteStories();
  return result;
}

async function writeAliases<T>(library: LibraryId, change: (db: Database) => T): Promise<T> {
  const result = await commit(change);
  running?.wroteAliases(library);
  return result;
}

/**
 * 12 characters of base64url: by chance two are alike once in 10¹⁰ among 500,000 stories. The first is no "-": on a command line
 * that begins an option.
 */
function newId(): StoryId {
  if (randomness.length < ID_BYTES) randomness = randomBytes(100 * ID_BYTES);
  const id = randomness.toString('base64url', 0, ID_BYTES);
  randomness = randomness.subarray(ID_BYTES);
  return id.replace(/^-/, '0');
}
