/**
 * What a draft's file became goes with the draft, however that goes, and nothing of it stays in the catalog's file.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteCatalog, type SqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import { aDraftText } from '#tests/catalog/contract/drafts.ts';
import { BAKER, MERYTON } from '#tests/catalog/contract/trial.ts';
import { aStory, wordy } from '#tests/catalog/stories.ts';

const DAY = 24 * 60 * 60 * 1000;
const TEXT = [wordy(90_000), wordy(20_000)];

let folder: string;
let file: string;
let catalog: SqliteCatalog;
let now: number;

const open = () => openSqliteCatalog({ file, now: () => now, exclusive: true });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ficus-staged-'));
  file = join(folder, 'ficus.db');
  now = 1_000_000;
  catalog = await open();
});
afterEach(async () => {
  await catalog.close();
  await rm(folder, { recursive: true });
});

async function begin(id: string, library = BAKER, by = 'mina'): Promise<void> {
  const said = { title: null, fileName: null, answers: '{}', savedAt: now, expiresAt: now + DAY };
  await catalog.saveDraft({ id, library, by, ...said, bytes: new Uint8Array(10) });
  await catalog.stageDraft(id, aDraftText({ text: TEXT }));
}

/** Rows of what drafts have, and of texts. */
function rows(): Record<string, number> {
  using db = new DatabaseSync(file);
  expect(db.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  const tables = ['drafts', 'draft_files', 'draft_texts', 'contents', 'chunks', 'pages'];
  return Object.fromEntries(
    tables.map((table) => [table, Number(db.prepare(`SELECT count(*) AS rows FROM ${table}`).get()?.rows)]),
  );
}

const NOTHING = { drafts: 0, draft_files: 0, draft_texts: 0, contents: 0, chunks: 0, pages: 0 };

const WAYS: readonly (readonly [name: string, go: () => Promise<unknown>])[] = [
  ['discarded', () => catalog.removeDraft('d1')],
  ['over', () => catalog.draft('another', now + DAY)],
  ['forgotten with its moderator', () => catalog.moderation.persons.forget('mina', 'drafts', now)],
  [
    'deleted with its library',
    async () => {
      await catalog.moderation.libraries.leave(BAKER, now);
      while (await catalog.moderation.libraries.removeSome(BAKER, now, now));
    },
  ],
];

it.each(WAYS)('a draft that is %s leaves nothing', async (_, go) => {
  await begin('d1');
  await begin('of another', MERYTON, 'olive');
  const before = rows();
  expect(before).toMatchObject({ drafts: 2, draft_texts: 2, contents: 2 });
  await go();
  const half = Object.fromEntries(Object.entries(before).map(([table, count]) => [table, count / 2]));
  expect(rows()).toEqual(_ === 'over' ? NOTHING : half);
});

it('what was staged before goes when a text is staged again, and all of it when it is published, but the text', async () => {
  await begin('d1');
  const before = rows();
  await catalog.stageDraft('d1', aDraftText({ text: TEXT }));
  expect(rows()).toEqual(before);
  const { fields, permission } = aStory({ title: 'Published' });
  await catalog.publishDraft('d1', { fields, permission, key: 'draft:d1' });
  expect(rows()).toEqual({ ...before, drafts: 0, draft_files: 0, draft_texts: 0 });
});

it('a takedown of that text takes it', async () => {
  await begin('d1');
  const { id } = await catalog.add(aStory({ library: BAKER, text: TEXT }));
  const { contents = 0 } = rows();
  await catalog.moderation.takedowns.add(id, [BAKER], { by: 'mina', at: now, reason: 'asked' });
  expect(rows()).toMatchObject({ drafts: 1, draft_files: 1, draft_texts: 0, contents: contents - 1 });
});

it('a draft that is answered day after day keeps its text over every start', async () => {
  await begin('d1');
  const before = rows();
  for (let day = 0; day < 3; day += 1) {
    now += DAY - 1;
    await catalog.answerDraft('d1', { title: null, answers: '{}', savedAt: now, expiresAt: now + DAY });
    await catalog.close();
    catalog = await open();
  }
  expect(rows()).toEqual(before);
  expect((await catalog.draft('d1', now))?.prepared).toMatchObject({ words: 110_000 });
});
