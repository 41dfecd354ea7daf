/**
 * The SQLite engine keeps the contract, and its own promises: one bot a file, nothing acknowledged is lost, clear refusals.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Catalog } from '#src/catalog/contract.ts';
import { openSqliteCatalog, type SqliteCatalogOptions } from '#src/engine/sqlite/catalog.ts';
import { APPLICATION_ID, MIGRATIONS } from '#src/engine/sqlite/schema.ts';
import { watchVersion } from '#src/engine/sqlite/watch.ts';
import { FicError } from '#src/story/errors.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { asked } from '#tests/catalog/contract/trial.ts';
import { describeCatalog } from '#tests/catalog/contract.ts';
import { aStory, wordy } from '#tests/catalog/stories.ts';

const folder = await mkdtemp(join(tmpdir(), 'ficus-catalog-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;
function newFile(): string {
  files += 1;
  return join(folder, `${files}`, 'deeper', 'ficus.db');
}

const open = (file: string, more: Partial<SqliteCatalogOptions> = {}) =>
  openSqliteCatalog({ file, now: () => 1_000_000, exclusive: true, ...more });

const EVERYONE = { libraries: [SHARED_LIBRARY], maxRank: 100 };
const DAY = 24 * 60 * 60 * 1000;

describeCatalog('the catalog in SQLite', (now, place) => open(join(folder, place, 'ficus.db'), { now }));

describe('a catalog file', () => {
  it('keeps what it was given', async () => {
    const file = newFile();
    const first = await open(file);
    const story = await first.add(aStory({ title: 'Kept' }));
    await first.close();
    const second = await open(file);
    expect(await second.get(story.id, [SHARED_LIBRARY])).toEqual(story);
    await second.close();
  });

  it('has everything that was asked of it before it closes', async () => {
    const file = newFile();
    const catalog = await open(file);
    const adding = catalog.addAll(Array.from({ length: 300 }, () => aStory({ text: [wordy(2000)] })));
    await catalog.close();
    expect(await adding).toHaveLength(300);
    const again = await open(file);
    expect(await again.count()).toBe(300);
    await again.close();
  });

  it('of an earlier Ficus, which folded away what makes kana and vowels differ, still finds a title', async () => {
    const file = newFile();
    const first = await open(file);
    const story = await first.add(aStory({ title: 'Мой ガラス' }));
    const other = await first.add(aStory({ title: 'Мои カラス' }));
    await first.close();
    change(file, "UPDATE stories SET title = 'мои カラス'");
    const second = await open(file);
    expect((await second.byTitle('МОЙ ガラス', EVERYONE)).map(({ id }) => id)).toEqual([story.id]);
    expect((await second.byTitle('мои カラス', EVERYONE)).map(({ id }) => id)).toEqual([other.id]);
    await second.close();
  });

  it('can be made by two programs at once', async () => {
    const file = newFile();
    const both = await Promise.all([open(file), open(file, { exclusive: false })]);
    await Promise.all(both.map((catalog) => catalog.add(aStory())));
    expect(await both[0].count()).toBe(2);
    await Promise.all(both.map((catalog) => catalog.close()));
  });

  it('of an earlier Ficus keeps its reports, and whoever filed one that was closed is not told of it now', async () => {
    const file = newFile();
    await (await open(file)).close();
    await rm(file);
    const columns = 'reports (id, story, library, by, text, at, closed_by, closed_at)';
    change(
      file,
      `${MIGRATIONS[0]}; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 1;
       INSERT INTO ${columns} VALUES ('r1', 's', '1', 'ada', 'Old.', 1, 'mina', 2), ('r2', 's', '1', 'ada', 'Open.', 3, NULL, NULL)`,
    );
    const catalog = await open(file);
    const { reports } = catalog.moderation;
    expect(await reports.untold('ada', 0, 10)).toEqual([]);
    expect(await reports.open('1', 10)).toMatchObject([{ id: 'r2', reason: 'other', text: 'Open.', place: null }]);
    expect((await reports.get('r1', '1'))?.settlement).toEqual({ outcome: 'closed', by: 'mina', at: 2, answer: '' });
    await catalog.close();
  });

  it('of a newer Ficus is refused and left alone', async () => {
    const file = newFile();
    await (await open(file)).close();
    change(file, 'PRAGMA user_version = 999');
    const before = await readFile(file);
    await expect(open(file)).rejects.toMatchObject({
      code: 'database-newer',
      details: { found: 999, known: MIGRATIONS.length },
    });
    await expect(open(file, { exclusive: false })).rejects.toMatchObject({ code: 'database-newer' });
    expect(await readFile(file)).toEqual(before);
  });

  it('that is none is refused and left alone', async () => {
    const text = join(folder, 'text.db');
    await writeFile(text, 'Dear diary, this is no database. '.repeat(100));
    await expect(open(text)).rejects.toMatchObject({ code: 'database-broken', details: { file: text } });
    const foreign = join(folder, 'foreign.db');
    change(foreign, 'CREATE TABLE bookmarks (url TEXT); PRAGMA user_version = 1;');
    const before = await readFile(foreign);
    await expect(open(foreign)).rejects.toMatchObject({ code: 'database-broken' });
    expect(await readFile(foreign)).toEqual(before);
    await expect(open(join(text, 'in-a-file.db'))).rejects.toMatchObject({ code: 'database-broken' });
  });
});

describe('beside a running bot', () => {
  it('no second bot starts, and other programs may', async () => {
    const file = newFile();
    const bot = await open(file);
    await expect(open(file)).rejects.toMatchObject({ code: 'database-in-use', details: { file } });
    const importer = await open(file, { exclusive: false });
    await importer.add(aStory({ title: 'From outside' }));
    await importer.close();
    const { hits } = await bot.search(asked({ text: 'outside' }), EVERYONE, { offset: 0, limit: 5 });
    expect(hits.map(({ title }) => title)).toEqual(['From outside']);
    await bot.close();
    await (await open(file)).close();
  });

  it('it hears of what others write, not of its own', async () => {
    const file = newFile();
    let botHeard = Promise.withResolvers<void>();
    let otherHeard = Promise.withResolvers<void>();
    let heardByBot = 0;
    const bot = await open(file, {
      onChange: () => {
        heardByBot += 1;
        botHeard.resolve();
      },
    });
    const other = await open(file, { exclusive: false, onChange: () => otherHeard.resolve() });
    // Twice, so that the bot has looked at least once after a write of its own.
    for (let round = 0; round < 2; round += 1) {
      otherHeard = Promise.withResolvers();
      await bot.add(aStory());
      await otherHeard.promise;
    }
    expect(heardByBot).toBe(0);
    botHeard = Promise.withResolvers();
    await other.add(aStory());
    await botHeard.promise;
    await Promise.all([bot.close(), other.close()]);
  });

  it('it hears of what others wrote while it could not look', () => {
    vi.useFakeTimers();
    try {
      let version = (): number => 1;
      let heard = 0;
      const watching = watchVersion(
        () => version(),
        () => {
          heard += 1;
        },
      );
      version = () => {
        throw new Error('disk I/O error');
      };
      vi.advanceTimersByTime(3000);
      version = () => 2;
      vi.advanceTimersByTime(3000);
      clearInterval(watching);
      expect(heard).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it('another program’s long write holds up writes and no search', async () => {
    const file = newFile();
    const bot = await open(file);
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    let written = false;
    const adding = bot.add(aStory({ title: 'Waiting' })).finally(() => (written = true));
    for (let looks = 0; looks < 20; looks += 1) expect(await bot.count()).toBe(0);
    expect(written).toBe(false);
    other.exec('COMMIT');
    other.close();
    expect((await adding).title).toBe('Waiting');
    expect(await bot.count()).toBe(1);
    await bot.close();
  });
});

describe('a disk that is full', () => {
  it('is told, loses nothing and is written again once there is room', async () => {
    const file = newFile();
    const catalog = await open(file, { maxPages: 200 });
    const kept = await addUntilRefused(catalog, 'database-full', 2000);
    expect(kept.length).toBeGreaterThan(0);
    expect(await catalog.count()).toBe(kept.length);
    const { hits } = await catalog.search(asked({ text: 'night' }), EVERYONE, { offset: 0, limit: 100 });
    expect(hits.map(({ id }) => id).sort()).toEqual(kept.toSorted());
    await catalog.close();
    const again = await open(file);
    await again.add(aStory());
    expect(await again.count()).toBe(kept.length + 1);
    await again.close();
  });

  it('leaves no half of a long novel', async () => {
    const file = newFile();
    const catalog = await open(file, { maxPages: 1000 });
    await expect(catalog.add(aStory({ text: [wordy(1_000_000)] }))).rejects.toMatchObject({ code: 'database-full' });
    expect(await catalog.count()).toBe(0);
    await catalog.add(aStory({ text: [wordy(100_000)] }));
    await catalog.close();
    expect(rows(file, 'SELECT 1 FROM contents')).toBe(1);
  });
});

describe('a novel of a million words', () => {
  it('has its header changed without a word of it being copied', async () => {
    const file = newFile();
    const catalog = await open(file);
    const novel = aStory({ title: 'Long', text: Array.from({ length: 20 }, () => wordy(50_000)) });
    const story = await catalog.add(novel);
    const chunks = rows(file, 'SELECT 1 FROM chunks');
    const before = await catalog.excerpt(story.id, 20, 100_000, 100_010);
    for (let revision = 1; revision <= 10; revision += 1) {
      const header = { fields: { ...novel.fields, title: `Long ${revision}` }, permission: novel.permission };
      await catalog.reviseHeader(story.id, [SHARED_LIBRARY], header, { by: 'mina', at: 1 }, revision);
    }
    expect(rows(file, 'SELECT 1 FROM chunks')).toBe(chunks);
    expect(await catalog.excerpt(story.id, 20, 100_000, 100_010)).toEqual(before);
    expect(await catalog.get(story.id, [SHARED_LIBRARY])).toMatchObject({ title: 'Long 10', words: 1_000_000 });
    await catalog.close();
  });
});

describe('a program that is killed', () => {
  it('leaves a file that opens at once and has every story that it was told of', async () => {
    const file = newFile();
    const script = new URL('../engine/killed-writer.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    const told: string[] = [];
    for await (const id of createInterface({ input: child.stdout })) {
      told.push(id);
      if (told.length === 24) child.kill('SIGKILL');
    }
    if (child.signalCode === null) await once(child, 'exit');

    const catalog = await open(file);
    expect(told.length).toBeGreaterThanOrEqual(24);
    for (const id of told) {
      const story = await catalog.get(id, [SHARED_LIBRARY]);
      const chunks = await catalog.chunks(id, 1);
      expect(chunks.at(-1)?.end).toBe(story?.chapters[0]?.length);
    }
    const { total } = await catalog.search(asked({}), EVERYONE, { offset: 0, limit: 1 });
    expect(total).toBe(await catalog.count());
    await catalog.close();
    expect(rows(file, "SELECT 1 FROM pragma_integrity_check WHERE integrity_check = 'ok'")).toBe(1);
  });

  it('in the midst of changing a header leaves the old or the new one, whole', async () => {
    const file = newFile();
    const script = new URL('killed-editor.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    const told: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      told.push(line);
      if (told.length === 60) child.kill('SIGKILL');
    }
    if (child.signalCode === null) await once(child, 'exit');

    const catalog = await open(file);
    const [id = '', ...revisions] = told;
    const story = await catalog.get(id, [SHARED_LIBRARY]);
    const number = story?.revision ?? 0;
    expect(number).toBeGreaterThanOrEqual(Number(revisions.at(-1)));
    expect(number, 'nothing but the one that was under way').toBeLessThanOrEqual(Number(revisions.at(-1)) + 1);
    expect(story).toMatchObject({ title: `Header ${number}`, tags: [`tag ${number}`], authors: [`author ${number}`] });
    expect((await catalog.history(id)).map(({ revision }) => revision)[0]).toBe(number);
    const found = async (text: string) =>
      (await catalog.search(asked({ text }), EVERYONE, { offset: 0, limit: 5 })).hits.map(({ title }) => title);
    expect(await found(`header ${number} author ${number}`)).toEqual([`Header ${number}`]);
    expect(await catalog.suggest('author', 'author', EVERYONE, 25)).toEqual([
      { label: `author ${number}`, value: `author ${number}`, uses: 1 },
    ]);
    expect((await catalog.search(asked({ tag: `tag ${number - 1}` }), EVERYONE, { offset: 0, limit: 5 })).total).toBe(
      0,
    );
    expect(await catalog.chunks(id, 1)).toHaveLength(1);
    await catalog.close();
    expect(rows(file, "SELECT 1 FROM pragma_integrity_check WHERE integrity_check = 'ok'")).toBe(1);
  });

  it('leaves no half-written text for ever', async () => {
    const file = newFile();
    await (await open(file)).close();
    change(file, `INSERT INTO contents (number, staged_at) VALUES (1, 0), (2, ${DAY})`);
    change(file, "INSERT INTO chunks VALUES (1, 1, 0, 5, 0, '[]'), (2, 1, 0, 5, 0, '[]')");
    await (await open(file, { now: () => DAY + 1 })).close();
    expect(rows(file, 'SELECT 1 FROM contents'), 'what another may be writing now stays').toBe(1);
    expect(rows(file, 'SELECT 1 FROM chunks')).toBe(1);
  });
});

function change(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

function rows(file: string, sql: string): number {
  const database = new DatabaseSync(file);
  const found = database.prepare(sql).all().length;
  database.close();
  return found;
}

async function addUntilRefused(catalog: Catalog, code: string, most: number): Promise<string[]> {
  const kept: string[] = [];
  try {
    while (kept.length < most) kept.push((await catalog.add(aStory({ title: 'Night', text: [wordy(1000)] }))).id);
  } catch (error) {
    expect(error).toBeInstanceOf(FicError);
    expect(error).toMatchObject({ code });
  }
  return kept;
}
