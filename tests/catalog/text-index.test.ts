/**
 * The index of texts in the SQLite file: made, kept and removed in the background, whatever happens to the program meanwhile.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import type { Catalog } from '#src/catalog/contract.ts';
import { openSqliteCatalog, type SqliteCatalogOptions } from '#src/engine/sqlite/catalog.ts';
import { DEFAULT_SETTINGS } from '#src/moderation/settings.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { aStory, wordy } from '#tests/catalog/stories.ts';

const folder = await mkdtemp(join(tmpdir(), 'ficus-texts-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;
const newFile = () => join(folder, `${files++}.db`);
const open = (file: string, more: Partial<SqliteCatalogOptions> = {}) =>
  openSqliteCatalog({ file, now: () => 1_000_000, exclusive: true, ...more });

const BAKER = '111111111111111111';
const ON = { ...DEFAULT_SETTINGS, textSearch: true };
const HERE = { libraries: [BAKER, SHARED_LIBRARY], maxRank: 100 };
const LAMP = [...wordy(8000), 'The last lamp.'];

async function count(catalog: Catalog, text: string): Promise<number> {
  for (;;) {
    const page = { offset: 0, limit: 1 };
    const { total, unfinished } = await catalog.search({ where: { kind: 'text', text } }, HERE, page);
    if (!unfinished) return total;
  }
}

function rows(file: string, sql: string): number {
  const database = new DatabaseSync(file);
  try {
    return database.prepare(sql).all().length;
  } finally {
    database.close();
  }
}

/** Until the background is through with it: another connection sees what is on disk. */
async function untilEmpty(catalog: Catalog, file: string): Promise<void> {
  const database = new DatabaseSync(file, { readOnly: true });
  while (database.prepare('SELECT 1 FROM searched_pieces LIMIT 1').get()) await catalog.count();
  database.close();
}

async function killedAfter(file: string, way: 'on' | 'off', lines: number): Promise<void> {
  const script = new URL('killed-filler.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, file, BAKER, way], { stdio: ['ignore', 'pipe', 'inherit'] });
  let heard = 0;
  for await (const _ of createInterface({ input: child.stdout })) {
    heard += 1;
    if (heard === lines) child.kill('SIGKILL');
  }
  if (child.signalCode === null) await once(child, 'exit');
}

describe('a program that is killed', () => {
  it('while it makes the index goes on at the next start, and has every piece once', async () => {
    const file = newFile();
    const first = await open(file);
    await first.addAll(Array.from({ length: 60 }, () => aStory({ library: BAKER, text: [LAMP, LAMP] })));
    await first.close();
    await killedAfter(file, 'on', 10);
    const chunks = rows(file, 'SELECT 1 FROM chunks');
    expect(rows(file, 'SELECT 1 FROM searched_pieces'), 'killed in the middle').toBeLessThan(chunks);
    expect(rows(file, 'SELECT 1 FROM searched_pieces')).toBeGreaterThan(0);
    const catalog = await open(file);
    expect(await count(catalog, 'the last lamp')).toBe(60);
    await catalog.close();
    expect(rows(file, 'SELECT DISTINCT content, chapter, start FROM searched_pieces')).toBe(chunks);
    expect(rows(file, 'SELECT 1 FROM searched_pieces')).toBe(chunks);
    expect(rows(file, "SELECT 1 FROM text_index WHERE text_index MATCH 'last + lamp'")).toBe(120);
    expect(rows(file, "SELECT 1 FROM pragma_integrity_check WHERE integrity_check = 'ok'")).toBe(1);

    await killedAfter(file, 'off', 1);
    const again = await open(file);
    expect(await count(again, 'the last lamp')).toBe(0);
    await untilEmpty(again, file);
    await again.close();
    expect(rows(file, "SELECT 1 FROM text_index WHERE text_index MATCH 'lamp'")).toBe(0);
    expect(rows(file, 'SELECT 1 FROM text_index_data'), 'nothing of it is left').toBeLessThanOrEqual(2);
  });
});

describe('the shared library', () => {
  it('is searched inside where the operator says so, and not from the start on where they do not any more', async () => {
    const file = newFile();
    const on = await open(file, { sharedTexts: true });
    await on.addAll(Array.from({ length: 5 }, () => aStory({ text: [LAMP] })));
    expect(await count(on, 'the last lamp')).toBe(5);
    await on.close();
    const off = await open(file);
    expect(await count(off, 'the last lamp')).toBe(0);
    await untilEmpty(off, file);
    await off.close();
  });

  it('is no server’s to switch on', async () => {
    const catalog = await open(newFile());
    await catalog.moderation.settings.put(SHARED_LIBRARY, ON);
    await catalog.add(aStory({ text: [LAMP] }));
    expect(await count(catalog, 'the last lamp')).toBe(0);
    await catalog.close();
  });
});

describe('beside a running bot', () => {
  it('what another program brings in can be found inside', async () => {
    const file = newFile();
    const bot = await open(file);
    await bot.moderation.settings.put(BAKER, ON);
    const importer = await open(file, { exclusive: false });
    await importer.add(aStory({ library: BAKER, text: [LAMP] }));
    await importer.close();
    expect(await count(bot, 'the last lamp')).toBe(1);
    await bot.close();
  });
});

describe('a disk that is full', () => {
  it('stops no search and no write that has room, and the index is made once there is', async () => {
    const file = newFile();
    const catalog = await open(file);
    await catalog.moderation.settings.put(BAKER, DEFAULT_SETTINGS);
    await catalog.addAll(Array.from({ length: 30 }, () => aStory({ library: BAKER, title: 'Night', text: [LAMP] })));
    await catalog.close();
    const database = new DatabaseSync(file);
    const pages = Number(Object.values(database.prepare('PRAGMA page_count').get() ?? {})[0]);
    database.close();
    const full = await open(file, { maxPages: pages + 40 });
    await full.moderation.settings.put(BAKER, ON);
    for (let looks = 0; looks < 200; looks += 1) {
      const page = { offset: 0, limit: 1 };
      const { total } = await full.search({ where: { kind: 'words', text: 'night', as: 'word' } }, HERE, page);
      expect(total).toBe(30);
    }
    await full.close();
    const again = await open(file);
    expect(await count(again, 'the last lamp')).toBe(30);
    await again.close();
  });
});
