/** Two persons who have done everything that can be done, in files of their own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import { KEPT } from '#commands/index.ts';
import { openSqliteCatalog, type SqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import { keptTable } from '#src/privacy/kept.ts';
import { aStory } from '#tests/catalog/stories.ts';
import { type OpenedState, openWholeState } from '#tests/kept/state.ts';

export const ADA = '100000000000000001';
export const BEA = '100000000000000002';
const LIBRARY = '111111111111111111';
export const PLACE = { chapter: 1, offset: 10, context: 'It was late.' };

export interface Files {
  readonly state: string;
  readonly catalog: string;
}

export async function files(): Promise<Files> {
  const folder = await mkdtemp(join(tmpdir(), 'ficus-privacy-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return { state: join(folder, 'state.db'), catalog: join(folder, 'ficus.db') };
}

export interface Opened {
  readonly state: OpenedState;
  readonly catalog: SqliteCatalog;
  close(): Promise<void>;
}

export async function open(on: Files, now: () => number = Date.now): Promise<Opened> {
  let ids = 0;
  const state = await openWholeState({
    file: on.state,
    now,
    newId: () => `s${process.hrtime.bigint().toString(36).slice(-8)}${(ids++).toString(36)}`.slice(0, 12),
    onUnreadable: () => {},
    onPurgeFailed: () => {},
  });
  const catalog = await openSqliteCatalog({ file: on.catalog, now, exclusive: true });
  return {
    state,
    catalog,
    async close() {
      await state.close();
      await catalog.close();
    },
  };
}

/** Everything that there can be of a person. @param at - when, for what is told to the catalog, in ms. */
export async function live({ state, catalog }: Opened, reader: string, at = 1): Promise<void> {
  for (const story of ['a', 'b']) await state.places.save(reader, story, PLACE, 1);
  await state.shelf.keep(reader, 'a');
  await state.lastRead.set(reader, 'a');
  await state.preferences.change(reader, { noticeSeen: true });
  await state.lastLanguages.saw(reader, 'en-GB');
  await state.blocks.add(reader, { kind: 'tag', name: 'Angst' });
  await state.readerThreads.set(reader, 'channel', `thread of ${reader}`);
  const where = { reader, guildId: null, channelId: 'channel' };
  await state.searchSessions.start({ ...where, query: reader });
  await state.lastSearches.set(reader, { query: reader, page: 1 });
  await state.savedSearches.save(reader, 'Rainy days', reader);
  await state.listSessions.start({ reader, guildId: LIBRARY, words: 'red' });
  await state.unsavedAnswers.keep({ moderator: reader, draft: 'a', form: 'fill', typed: { title: 'Mauve' } });
  await state.unsavedEdits.keep({ moderator: reader, story: 'a', group: 'title', typed: { title: 'Mauve' } });
  for (const messageId of [`first page of ${reader}`, `second page of ${reader}`]) {
    await state.readingSessions.start({
      ...where,
      story: 'a',
      threadId: `thread of ${reader}`,
      messageId,
      budget: 2000,
    });
  }
  const permission = { basis: 'public-domain', evidence: '', by: reader, at } as const;
  const story = await catalog.add(aStory({ library: LIBRARY, permission, key: `by ${reader}` }));
  await catalog.withdraw(story.id, [LIBRARY], { by: reader, at });
  await catalog.saveDraft({
    ...{ id: `draft-${reader}`, library: LIBRARY, by: reader, fileName: null },
    ...{ bytes: new Uint8Array(3), answers: '{}', title: 'Red', savedAt: at, expiresAt: Date.now() + 1e9 },
  });
  const ours = { kind: 'pairing', alias: `Ship of ${reader}`, standsFor: 'Holmes/Watson' } as const;
  await catalog.moderation.aliases.put(LIBRARY, ours, reader, at);
  await catalog.moderation.log.add({ library: LIBRARY, by: reader, at, action: 'withdrawn', details: {} });
}

/** Reports and takedowns, filed, closed and undone at one moment. */
export function putReports(file: string, reader: string, at = 1): void {
  using db = new DatabaseSync(file);
  const put = db.prepare(`INSERT INTO reports (id, story, library, by, text, at, channel, message, closed_by, closed_at)
    VALUES (?, 'a', ?, ?, 'Mauve.', ?, ?, ?, ?, ?)`);
  put.run(`filed by ${reader}`, LIBRARY, reader, at, 'report channel', `report of ${reader}`, null, null);
  put.run(`closed by ${reader}`, LIBRARY, 'somebody', at, null, null, reader, at);
  const takedown = db.prepare(`INSERT INTO takedowns (story, library, by, at, reason, undone_by, undone_at)
    VALUES ('a', ?, ?, ?, 'asked', ?, ?)`);
  takedown.run(LIBRARY, reader, at, 'somebody', at);
  takedown.run(LIBRARY, 'somebody', at, reader, at);
}

/** What could not be read, in place and set aside, as another release would leave it. */
function putUnreadable(file: string, reader: string): void {
  using db = new DatabaseSync(file);
  const put = db.prepare('INSERT OR REPLACE INTO entries (key, value) VALUES (?, ?)');
  const session = JSON.stringify({ value: { v: 9, reader } });
  put.run(`places:${reader}/old`, '{"value":{"v":9}}');
  put.run(`reading-sessions:old-${reader}`, session);
  put.run(`set-aside:places/${reader}/older/1`, JSON.stringify({ value: '{"value":{"v":8}}' }));
  put.run(`set-aside:search-sessions/older-${reader}/1`, JSON.stringify({ value: session }));
}

export const TABLE = keptTable(KEPT);

/** The parts of a program over these files that tell what is kept. */
export function partsOf({ state, catalog }: Opened) {
  return { table: TABLE, readers: state.readers, persons: catalog.moderation.persons, catalog };
}

/** Files in which both have lived, closed. */
export async function livedIn(): Promise<Files> {
  const on = await files();
  const seeded = await open(on);
  for (const reader of [ADA, BEA]) await live(seeded, reader);
  await seeded.close();
  for (const reader of [ADA, BEA]) {
    putReports(on.catalog, reader);
    putUnreadable(on.state, reader);
  }
  return on;
}
