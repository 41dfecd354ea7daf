/** `ficus restore`: what it refuses it leaves alone, what it replaces it keeps, and no takedown is undone by it. */
import { copyFileSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, test } from 'vitest';
import { restoreBackup } from '#src/backup/backup.ts';
import { openSqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import { APPLICATION_ID, MIGRATIONS } from '#src/engine/sqlite/schema.ts';
import { ALL_RANKS } from '#src/story/audience.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { canMount, change, rows, Shelf, smallDisk } from '#tests/backup/trial.ts';
import { asked } from '#tests/catalog/contract/trial.ts';

const template = Shelf.open();
const ids: string[] = [];

/** A backup of “gone” and “stays”, and of one reader; since then “later” has come, and another reader. */
beforeAll(async () => {
  ids.push(...(await template.publish('gone', 'stays')));
  await template.keep('ada', ids[0] ?? '');
  await template.makeBackup();
  await template.publish('later');
  await template.keep('newt', ids[1] ?? '');
});

const BEFORE = { titles: ['gone', 'later', 'stays'], readers: 2 };
const AFTER = { titles: ['gone', 'stays'], readers: 1 };
const restore = (shelf: Shelf, stamp?: string) => restoreBackup(shelf.order(stamp), () => {});

test('puts the backup in place and keeps what was there, each time anew', async () => {
  const shelf = template.copy();
  const { outlook, kept } = await restore(shelf).then(({ restored, ...rest }) => ({
    outlook: rest,
    kept: restored.kept,
  }));
  expect(outlook).toMatchObject({ catalog: { holds: 3 }, state: { holds: 2 }, manifest: { catalog: { stories: 2 } } });
  expect(shelf.holds()).toEqual(AFTER);
  expect(shelf.holds(kept.catalog ?? '', kept.state ?? '')).toEqual(BEFORE);
  await restore(shelf, 'later');
  expect(shelf.holds(kept.catalog ?? '', kept.state ?? '')).toEqual(BEFORE);
});

test('what it put in place is searched as before', async () => {
  const shelf = template.copy();
  await restore(shelf);
  const catalog = await openSqliteCatalog({ file: shelf.catalog, now: Date.now, exclusive: true });
  const everyone = { libraries: [SHARED_LIBRARY], maxRank: ALL_RANKS };
  const { hits } = await catalog.search(asked({ text: 'stays' }), everyone, { offset: 0, limit: 9 });
  expect(hits.map(({ title }) => title)).toEqual(['stays']);
  expect((await catalog.excerpt(ids[1] ?? '', 1, 0, 99)).blocks).toHaveLength(1);
  await catalog.close();
});

describe('refuses, and leaves everything as it was:', () => {
  const cases: [what: string, code: string, spoil: (shelf: Shelf) => void][] = [
    ['a backup of a newer Ficus', 'backup-newer', ({ backup }) => raiseVersion(backup, 'catalog')],
    ['a newer readers’ state', 'backup-newer', ({ backup }) => raiseVersion(backup, 'state')],
    ['a backup of a later layout', 'backup-newer', retold('{"format":2,"ficus":"99.0.0","parts":[]}')],
    [
      'a manifest that tells no versions',
      'backup-broken',
      retold('{"format":1,"ficus":"9.8.7","made":"2024","state":{}}'),
    ],
    ['a manifest that is cut', 'backup-broken', retold('{"format":1,')],
    ['half a backup', 'backup-broken', ({ backup }) => truncateSync(backup, Math.floor(statSync(backup).size / 2))],
    ['a backup with a hole', 'backup-broken', ({ backup }) => spoilMiddle(backup)],
    ['an empty file', 'backup-foreign', ({ backup }) => writeFileSync(backup, '')],
    ['a diary', 'backup-foreign', ({ backup }) => writeFileSync(backup, 'Dear diary, '.repeat(1000))],
    ['a catalog', 'backup-foreign', ({ backup, catalog }) => copyFileSync(catalog, backup)],
    ['no file', 'file-missing', (shelf) => Object.assign(shelf, { backup: join(shelf.folder, 'nowhere') })],
    ['one of its own databases', 'backup-over-database', (shelf) => Object.assign(shelf, { backup: shelf.catalog })],
  ];
  test.each(cases)('%s', async (_, code, spoil) => {
    const shelf = template.copy();
    spoil(shelf);
    await expect(restore(shelf)).rejects.toMatchObject({ code });
    expect(shelf.holds()).toEqual(BEFORE);
    expect(shelf.files().filter((name) => /restor/.test(name))).toEqual([]);
  });

  test('where a program has one of the databases open', async () => {
    const shelf = template.copy();
    const importing = await openSqliteCatalog({ file: shelf.catalog, now: Date.now, exclusive: false });
    await importing.count();
    await expect(restore(shelf)).rejects.toMatchObject({ code: 'database-in-use' });
    await importing.close();
    expect(shelf.holds()).toEqual(BEFORE);
  });

  test('where another program’s database would be put away', async () => {
    const shelf = template.copy();
    writeFileSync(shelf.catalog, '');
    change(shelf.catalog, 'CREATE TABLE bookmarks (url TEXT)');
    await expect(restore(shelf)).rejects.toMatchObject({ code: 'database-broken' });
    expect(rows(shelf.catalog, 'SELECT * FROM bookmarks')).toEqual([]);
  });

  test.skipIf(!canMount()).each([
    ['catalog', 64],
    ['state', 16],
  ])('where the disk of the %s is full, in one sentence, with nothing left behind', async (database, size) => {
    const shelf = template.copy();
    using small = smallDisk(shelf.folder, size);
    const order = { ...shelf.order(), [database]: join(small.path, 'live.db') };
    await expect(restoreBackup(order, () => {})).rejects.toMatchObject({ code: 'database-full' });
    expect(readdirSync(small.path)).toEqual(['live.db.lock']);
    expect(shelf.holds()).toEqual(BEFORE);
    expect(shelf.files().filter((name) => /restor/.test(name))).toEqual([]);
  });
});

test('an older backup is brought to this version', async () => {
  const old = Shelf.open();
  using database = new DatabaseSync(old.catalog);
  database.exec(`${MIGRATIONS[0]}; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 1;`);
  database.close();
  await old.makeBackup();
  await restore(old);
  expect(rows(old.catalog, 'PRAGMA user_version')).toEqual([{ user_version: MIGRATIONS.length }]);
  expect(old.holds()).toEqual({ titles: [], readers: 0 });
});

describe('takedowns made after the backup', () => {
  /** As a takedown writes itself down. */
  const takeDown = (shelf: Shelf) =>
    change(
      shelf.catalog,
      `UPDATE stories SET withdrawn = 2 WHERE id = '${ids[0]}';
       INSERT INTO takedowns (number, story, library, by, at, reason) VALUES (7, '${ids[0]}', 'shared', 'mina', 5, 'by mail');
       INSERT INTO takedowns (number, story, library, by, at, reason) VALUES (8, 'came-later', 'shared', 'mina', 6, 'by mail');
       INSERT INTO banned_sources (takedown, url) VALUES (7, 'archive.example/1');
       INSERT INTO banned_prints (takedown, print) VALUES (7, 42), (8, 43);
       INSERT INTO posts (message, story, channel, at) VALUES ('m', '${ids[0]}', 'c', 4);`,
    );

  test('hold after it, with their bans and the messages that are still to be swept', async () => {
    const shelf = template.copy();
    takeDown(shelf);
    const { restored } = await restore(shelf);
    expect(restored.takedowns).toBe(2);
    expect(shelf.holds()).toEqual({ titles: ['stays'], readers: 1 });
    const standing = 'SELECT story, by, at, reason, swept_at FROM takedowns WHERE undone_at IS NULL ORDER BY number';
    expect(rows(shelf.catalog, standing)).toEqual([
      { story: ids[0], by: 'mina', at: 5, reason: 'by mail', swept_at: null },
      { story: 'came-later', by: 'mina', at: 6, reason: 'by mail', swept_at: null },
    ]);
    const banned = 'SELECT story FROM banned_prints JOIN takedowns ON takedown = number ORDER BY print';
    expect(rows(shelf.catalog, banned)).toEqual([{ story: ids[0] }, { story: 'came-later' }]);
    expect(rows(shelf.catalog, 'SELECT url FROM banned_sources')).toEqual([{ url: 'archive.example/1' }]);
    expect(rows(shelf.catalog, 'SELECT message FROM posts')).toEqual([{ message: 'm' }]);
  });

  test('are found by no search and no suggestion any more', async () => {
    const shelf = template.copy();
    takeDown(shelf);
    await restore(shelf);
    const catalog = await openSqliteCatalog({ file: shelf.catalog, now: Date.now, exclusive: true });
    const everyone = { libraries: [SHARED_LIBRARY], maxRank: ALL_RANKS };
    expect((await catalog.search(asked({ text: 'gone' }), everyone, { offset: 0, limit: 9 })).total).toBe(0);
    expect(await catalog.suggest('title', 'gone', everyone, 9)).toEqual([]);
    expect((await catalog.search(asked({ text: '' }), everyone, { offset: 0, limit: 9 })).total).toBe(1);
    await catalog.close();
  });

  test('hold after the same backup is restored again', async () => {
    const shelf = template.copy();
    takeDown(shelf);
    await restore(shelf);
    expect((await restore(shelf, 'again')).restored.takedowns).toBe(2);
    expect(shelf.holds().titles).toEqual(['stays']);
  });

  test('that were undone stay undone', async () => {
    const shelf = template.copy();
    takeDown(shelf);
    change(shelf.catalog, "UPDATE takedowns SET undone_by = 'mina', undone_at = 9; DELETE FROM banned_prints;");
    expect((await restore(shelf)).restored.takedowns).toBe(0);
    expect(shelf.holds().titles).toEqual(['gone', 'stays']);
  });

  test('cannot be carried over from a catalog that cannot be read, which is said', async () => {
    const shelf = template.copy();
    writeFileSync(shelf.catalog, 'Dear diary, '.repeat(1000));
    const { restored } = await restore(shelf);
    expect(restored.takedowns).toBeNull();
    expect(readFileSync(restored.kept.catalog ?? '', 'utf8')).toContain('Dear diary');
    expect(shelf.holds()).toEqual(AFTER);
  });
});

function raiseVersion(backup: string, part: string): void {
  change(backup, `UPDATE backup_manifest SET manifest = json_set(manifest, '$.${part}.version', 999)`);
}

/** With another manifest. */
function retold(manifest: string): (shelf: Shelf) => void {
  return ({ backup }) => change(backup, `UPDATE backup_manifest SET manifest = '${manifest}'`);
}

function spoilMiddle(file: string): void {
  const bytes = readFileSync(file);
  bytes.fill(0x5a, bytes.length / 2, bytes.length / 2 + 8192);
  writeFileSync(file, bytes);
}
