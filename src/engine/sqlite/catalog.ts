/**
 * The Catalog over SQLite, as the main thread sees it: calls into the thread that owns the file.
 *
 * What is asked for most crosses as rows: a story's JSON as text costs a third of what its values would.
 */
import type { Catalog, Excerpt, NewStory } from '#src/catalog/contract.ts';
import { settingsOf } from '#src/engine/chosen-settings.ts';
import { chunkPortions, isLong, storyPortions, withoutText } from '#src/engine/portions.ts';
import { PORTION } from '#src/engine/sqlite/persons.ts';
import { readCards, readStories, storyOf, TAKEN_DOWN, WITHDRAWN } from '#src/engine/sqlite/story-rows.ts';
import type { SqliteApi, Told } from '#src/engine/sqlite/worker.ts';
import type { Publication } from '#src/engine/sqlite/writes.ts';
import { readBlocks, readOr, type TellUnreadable } from '#src/engine/stored.ts';
import type { Moderation } from '#src/moderation/contract.ts';
import type { PersonRows, PersonTrace } from '#src/moderation/persons.ts';
import { FicError } from '#src/story/errors.ts';
import type { Story, StoryCard, StoryId } from '#src/story/story.ts';
import { startThread } from '#src/workers/call.ts';

/** One file is the engine of both contracts. */
export interface SqliteCatalog extends Catalog {
  readonly moderation: Moderation;
}

export interface SqliteCatalogOptions {
  /** Made, with its folders, where it is not there. */
  readonly file: string;
  /** ms since 1970. */
  readonly now: () => number;
  /** Another process has written; heard within about a second. */
  readonly onChange?: () => void;
  /** A value of the catalog cannot be read; it is told once, and kept as it is. */
  readonly onUnreadable?: TellUnreadable;
  /** The thread ended by itself, and with it everything that is asked of this catalog. */
  readonly onEnd?: (error: Error) => void;
  /** The bot is: a second one on the same file is refused. What reads or imports beside it is not. */
  readonly exclusive: boolean;
  /** A ceiling for the file, in pages of 4096 bytes. */
  readonly maxPages?: number;
  /** Whether the texts of the shared library are searched; not, where nothing is said. */
  readonly sharedTexts?: boolean;
  /** How long a question waits for an index that is being filled, in ms; where nothing is said, as long as whoever asks can. */
  readonly patience?: number;
}

/** @throws FicError `database-in-use`, `database-newer`, `database-broken`, `database-full`. */
export async function openSqliteCatalog(options: SqliteCatalogOptions): Promise<SqliteCatalog> {
  const { now, onChange, onEnd, onUnreadable, sharedTexts = false, ...database } = options;
  const told = new Set<string>();
  const tell: TellUnreadable = (value) => {
    const key = `${value.place} ${value.key}`;
    if (told.has(key)) return;
    told.add(key);
    onUnreadable?.(value);
  };
  const hear = (event: Told) => {
    if (event.what === 'unreadable') tell(event.value);
    else onChange?.();
  };
  const thread = startThread<SqliteApi>(new URL('worker.ts', import.meta.url), {
    onEvent: (event) => hear(event as Told),
    ...(onEnd && { onEnd }),
  });
  const { call } = thread;
  try {
    await call.open({ ...database, sharedTexts }, now());
  } catch (error) {
    await thread.close();
    throw error;
  }

  const underWay = new Set<Promise<unknown>>();
  /** `close` lets writes finish, also those that take several calls. */
  const finishing = async <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    try {
      return await work;
    } finally {
      underWay.delete(work);
    }
  };

  /** Writes a long text ahead, in several commits; its story is published after it, so nobody sees half of it. */
  const withTextAhead = async <Kept extends Pick<NewStory, 'chapters'>, T>(
    story: Kept,
    publish: (story: Kept & { staged: number | null }) => Promise<T>,
  ): Promise<T> => {
    if (!isLong(story)) return publish({ ...story, staged: null });
    let staged: number | null = null;
    try {
      for (const chunks of chunkPortions(story.chapters)) staged = await call.stage(staged, chunks, now());
      return await publish({ ...story, chapters: story.chapters.map(withoutText), staged });
    } catch (error) {
      // Where even that fails, the next start removes it.
      if (staged !== null) await call.discard(staged).catch(() => undefined);
      throw error;
    }
  };

  const addLong = async (story: NewStory): Promise<Story> =>
    (await call.published(story.library, story.key)) ??
    (await withTextAhead(story, async (ready) => only(await addReady([ready]))));

  const addReady = async (stories: readonly Publication[]): Promise<Story[]> => {
    const at = now();
    const added = await call.addAll(stories, at);
    return added.map((each, index) =>
      'number' in each ? storyOf(each, tell) : storyAdded(stories[index] as Publication, each.id, at),
    );
  };

  const addAll = async (stories: readonly NewStory[]): Promise<readonly Story[]> => {
    const added: Story[] = [];
    for (const portion of storyPortions(stories)) {
      const [first] = portion;
      const ready = portion.map((story) => ({ ...story, staged: null }));
      if (first && isLong(first)) added.push(await addLong(first));
      else added.push(...(await addReady(ready)));
    }
    return added;
  };

  const listTraces = async <Trace extends PersonTrace>(person: string, trace: Trace, limit: number) => {
    const rows: PersonRows[Trace][] = [];
    for (;;) {
      const portion = await call.listTraces(person, trace, rows.length, limit - rows.length);
      rows.push(...(portion as PersonRows[Trace][]));
      if (portion.length < PORTION || rows.length >= limit) return rows;
    }
  };

  const forgetTraces = async (person: string, trace: PersonTrace, until: number): Promise<number> => {
    for (let gone = 0; ; ) {
      const portion = await call.forgetSome(person, trace, until);
      gone += portion;
      if (portion < PORTION) return gone;
    }
  };

  const moderation: Moderation = {
    settings: {
      async all() {
        const chosen = await call.allSettings();
        return new Map([...chosen].map(([library, json]) => [library, settingsOf(json, library, tell)]));
      },
      async of(library) {
        const json = await call.librarySettings(library);
        return json === undefined ? null : settingsOf(json, library, tell);
      },
      put: (library, settings, entries = []) => finishing(call.putSettings(library, settings, entries)),
    },
    log: {
      add: (...entries) => finishing(call.addLogEntries(entries)),
      list: (library, story, limit, before) => call.logEntries(library, story, limit, before),
    },
    libraries: {
      presences: () => call.presences(),
      presence: (library) => call.presence(library),
      arrive: (library, isNew) => finishing(call.arrive(library, isNew)),
      leave: (library, at) => finishing(call.leave(library, at)),
      greet: (library, at) => finishing(call.greet(library, at)),
      removeSome: (library, leftBefore, at) => finishing(call.removeSome(library, leftBefore, at)),
    },
    posts: {
      put: (post, stories, at) => finishing(call.putPost(post, stories, at)),
      showing: (story, limit) => call.postsShowing(story, limit),
      remove: (message) => finishing(call.removePost(message)),
    },
    persons: {
      count: (person) => call.countTraces(person),
      list: listTraces,
      forget: (person, trace, until) => finishing(forgetTraces(person, trace, until)),
      reportPosts: (person, until) => call.reportPosts(person, until),
    },
    reports: {
      file: (report) => finishing(call.fileReport(report)),
      get: (id, library) => call.report(id, library),
      open: (library, limit) => call.openReports(library, limit),
      countOpen: (story, library) => call.countOpenReports(story, library),
      about: (library, limit) => call.reportsAbout(library, limit),
      unposted: (limit) => call.unpostedReports(limit),
      posted: (id, post) => finishing(call.reportPosted(id, post)),
      settle: (id, library, settlement) => finishing(call.settleReport(id, library, settlement)),
      settleAll: (story, library, settlement) => finishing(call.settleReports(story, library, settlement)),
      untold: (by, since, limit) => call.untoldReports(by, since, limit),
      told: (id, at) => finishing(call.reportTold(id, at)),
      untell: (id) => finishing(call.reportUntold(id)),
    },
    takedowns: {
      add: (story, libraries, word) => finishing(call.takeDown(story, libraries, word)),
      undo: (story, libraries, word) => finishing(call.undoTakedown(story, libraries, word)),
      standing: () => call.standingTakedowns(),
      markSwept: (story, at) => finishing(call.markSwept(story, at)),
    },
    aliases: {
      list: (library) => call.aliases(library),
      put: (library, alias, by, at) => finishing(call.putAlias(library, alias, { by, at })),
      remove: (library, number, by, at) => finishing(call.removeAlias(library, number, { by, at })),
    },
  };

  return {
    moderation,
    async search(query, audience, page) {
      const { hits, ...found } = await call.search(query, audience, page, now());
      return { ...found, hits: readCards(hits, tell) };
    },
    total: (query, audience) => call.total(query, audience, now()),
    facets: (query, audience) => call.facets(query, audience, now()),
    suggest: (kind, typed, audience, limit, fandom) => call.suggest(kind, typed, audience, limit, now(), fandom),
    byTitle: (title, audience) => call.byTitle(title, audience),
    async get(id, libraries) {
      const row = await call.get(id, libraries);
      return row ? storyOf(row, tell) : null;
    },
    async many(ids, libraries) {
      const stories: Story[] = [];
      for (const some of cut(ids)) stories.push(...readStories(await call.many(some, libraries), tell));
      return stories;
    },
    async cards(ids, libraries) {
      const cards: StoryCard[] = [];
      for (const some of cut(ids)) cards.push(...readCards(await call.cards(some, libraries), tell));
      return cards;
    },
    async excerpt(id, chapter, start, end): Promise<Excerpt> {
      const { pieces, text, ...rest } = await call.excerpt(id, chapter, start, end);
      const blocks = readOr('chunks', text, tell, () => pieces.flatMap(readBlocks));
      if (!blocks) throw new FicError('story-unreadable', { story: id });
      return { blocks, ...rest };
    },
    chunks: (id, chapter) => call.chunks(id, chapter),
    pageStarts: (key) => call.pageStarts(key),
    savePageStarts: (key, starts) => finishing(call.savePageStarts(key, starts)),
    add: async (story) => only(await finishing(addAll([story]))),
    addAll: (stories) => finishing(addAll(stories)),
    revise: (id, change, actor) => finishing(withTextAhead(change, (ready) => call.revise(id, ready, actor))),
    reviseHeader: (id, libraries, header, actor, expected) =>
      finishing(call.reviseHeader(id, libraries, header, actor, expected)),
    isTakenDown: (library, { fields: { sourceUrl }, chapters }) =>
      call.isTakenDown(library, {
        fields: { sourceUrl },
        chapters: chapters.map(({ fingerprint }) => ({ fingerprint })),
      }),
    withdraw: (id, libraries, actor) => finishing(call.withdraw(id, libraries, actor)),
    restore: (id, libraries, actor) => finishing(call.restore(id, libraries, actor)),
    history: (id) => call.history(id),
    revisions: (id, from, limit) => call.revisions(id, from, limit),
    libraryCounts: (library, at) => call.libraryCounts(library, at),
    libraryStories: (library, state, words, page) => call.libraryStories(library, state, words, page),
    libraryDrafts: (library, words, page, at) => call.libraryDrafts(library, words, page, at),
    withdrawn: (typed, libraries, limit) => call.suggestHidden(WITHDRAWN, typed, libraries, limit),
    takenDown: (typed, libraries, limit) => call.suggestHidden(TAKEN_DOWN, typed, libraries, limit),
    saveDraft: (draft) => finishing(call.saveDraft(draft)),
    stageDraft: (id, text) => finishing(withTextAhead(text, (ready) => call.stageDraft(id, ready, now()))),
    answerDraft: (id, answer) => finishing(call.answerDraft(id, answer)),
    draft: (id, at) => finishing(call.draft(id, at)),
    draftFile: (id) => call.draftFile(id),
    publishDraft: (id, story) => finishing(call.publishDraft(id, story, now())),
    published: (library, key) => call.published(library, key),
    removeDraft: (id) => finishing(call.removeDraft(id)),
    libraries: () => call.libraries(),
    count: () => call.count(),
    async close() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
      await thread.close();
    },
  };
}

/** Rows that one call reads: a few ms, so that nobody waits for all of a full shelf. */
const MANY = 100;

function cut(ids: readonly StoryId[]): StoryId[][] {
  return Array.from({ length: Math.ceil(ids.length / MANY) }, (_, at) => ids.slice(at * MANY, (at + 1) * MANY));
}

function only<T>(values: readonly T[]): T {
  const [value] = values;
  if (value === undefined) throw new Error('A write gave back nothing.');
  return value;
}

function storyAdded({ fields, library, permission, chapters }: Publication, id: StoryId, at: number): Story {
  return {
    ...fields,
    id,
    library,
    revision: 1,
    state: 'published',
    permission,
    words: chapters.reduce((sum, { words }) => sum + words, 0),
    chapters: chapters.map(({ title, words, length }) => ({ title, words, length })),
    publishedAt: at,
    updatedAt: at,
  };
}
