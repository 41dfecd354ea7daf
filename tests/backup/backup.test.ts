/** `ficus backup`: one file of both databases, also of those that a bot is using, or a sentence and nothing. */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { backUp } from '#src/backup/backup.ts';
import { APPLICATION_ID, MIGRATIONS } from '#src/engine/sqlite/schema.ts';
import { canMount, change, rows, Shelf, smallDisk } from '#tests/backup/trial.ts';
import { Ficus } from '#tests/cli/ficus.ts';
import { post } from '#tests/e2e/reading-room.ts';

const on = ({ token, apiUrl }: Playground) => ({ DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl });

test('beside a running bot it has what members saw a moment ago, and a restored bot goes on from there', async () => {
  await using world = await Playground.start({ identifyInterval: 0 });
  await using ficus = await Ficus.install(on(world));
  await ficus.run('import', '--permission', 'public-domain', await ficus.file('wall.txt', post()));
  const bot = ficus.start(['start']);
  await bot.said('Ficus is ready as');
  const ada = world.member('ada').in('#general');
  const card = await ada.slash('/fic show', { story: 'The Yellow Wall' });
  await ada.press(card.message, 'Keep for later');

  const file = `${ficus.folder}/shelf.backup`;
  const made = await ficus.run('backup', file);
  expect(made.code).toBe(0);
  expect(made.out).toContain(`Written to ${file} (`);
  expect(made.out).toContain('It holds fics: 1, libraries: 1, and readers');
  expect(made.err).toContain('Anybody who has it can read what readers keep.');
  // As before: the backup took nothing from the bot.
  expect((await ada.slash('/fic shelf')).message?.text).toContain('holds 1 fic');

  const refused = await ficus.run('restore', file);
  expect(refused.code).toBe(1);
  expect(refused.err).toBe(`Another Ficus is running on ${ficus.database}. Stop it first, or set another file.\n`);
  await bot.stop('SIGTERM');
  rmSync(ficus.database);
  rmSync(`${ficus.folder}/state.db`);

  const restored = await ficus.run('restore', file);
  expect(restored).toMatchObject({ code: 0, out: 'Restored. Start Ficus again.\n' });
  expect(restored.err).toContain(`${ficus.database} is not there yet.`);
  const again = ficus.start(['start']);
  await again.said('Ficus is ready as');
  expect((await ada.slash('/fic shelf')).message?.text).toContain('holds 1 fic');
});

test('--json prints what the documents promise', async () => {
  await using ficus = await Ficus.install();
  await ficus.run('import', await ficus.file('wall.txt', post()));
  const file = `${ficus.folder}/shelf.backup`;
  const [made] = await ficus.json('backup', file);
  expect(made).toEqual({
    file,
    made: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    ficus: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    bytes: statSync(file).size,
    catalog: { version: expect.any(Number), stories: 1, libraries: 1 },
    state: { version: 0, entries: 0 },
  });
  const [restored] = await ficus.json('restore', file);
  const kept = expect.stringMatching(/^.+\/ficus\.db\.before-restore-\d{8}T\d{9}Z$/);
  expect(restored).toEqual({
    ...{ file, made: made.made, ficus: made.ficus, takedowns: 0 },
    catalog: { ...made.catalog, file: ficus.database, replaced: 1, kept },
    state: { ...made.state, file: `${ficus.folder}/state.db`, replaced: null, kept: null },
  });
});

test('is a file of its own kind, for its owner alone, whole, and without anything beside it', async () => {
  const shelf = Shelf.open();
  await shelf.keep('ada', (await shelf.publish('one', 'two'))[0] ?? '');
  const { bytes } = await shelf.makeBackup();
  expect(statSync(shelf.backup)).toMatchObject({ size: bytes, mode: 0o100600 });
  expect(rows(shelf.backup, 'PRAGMA application_id')).toEqual([{ application_id: 0x46696342 }]);
  expect(rows(shelf.backup, 'PRAGMA journal_mode')).toEqual([{ journal_mode: 'delete' }]);
  expect(shelf.files()).toEqual(['ficus.db', 'readers/state.db', 'shelf.backup']);
});

test('a file that is there stays as it is, unless it is to be replaced', async () => {
  const shelf = Shelf.open();
  await shelf.publish('one');
  writeFileSync(shelf.backup, 'my diary');
  await expect(shelf.makeBackup()).rejects.toMatchObject({ code: 'backup-exists' });
  expect(readFileSync(shelf.backup, 'utf8')).toBe('my diary');
  expect((await shelf.makeBackup(true)).catalog.stories).toBe(1);
});

const BESIDE = ['', '-wal', '-shm', '-journal', '.lock', '-search'];

test.each(BESIDE)(
  'a live database%s is never overwritten, not even by force, nor while it is not there',
  async (end) => {
    const shelf = Shelf.open();
    await shelf.publish('one');
    const order = { ...shelf.order(), force: true, made: '', file: `${shelf.catalog}${end}` };
    await expect(backUp(order)).rejects.toMatchObject({ code: 'backup-over-database' });
    if (end !== '') {
      rmSync(order.file, { force: true });
      await expect(backUp(order)).rejects.toMatchObject({ code: 'backup-over-database' });
    }
    expect(rows(shelf.catalog, 'SELECT title FROM stories')).toEqual([{ title: 'one' }]);
  },
);

test('what a killed backup left is replaced by the next one', async () => {
  const shelf = Shelf.open();
  await shelf.publish('one');
  writeFileSync(`${shelf.backup}.part`, 'half a copy');
  await shelf.makeBackup();
  expect(existsSync(`${shelf.backup}.part`)).toBe(false);
});

test('a newer catalog, and none at all, are said', async () => {
  const shelf = Shelf.open();
  await expect(shelf.makeBackup()).rejects.toMatchObject({ code: 'nothing-to-back-up' });
  await shelf.publish('one');
  change(shelf.catalog, 'PRAGMA user_version = 999');
  await expect(shelf.makeBackup()).rejects.toMatchObject({ code: 'database-newer' });
  expect(shelf.files()).toEqual(['ficus.db']);
});

test('a damaged catalog makes no backup: what is kept can be restored', async () => {
  const shelf = Shelf.open();
  await shelf.publish(...Array.from({ length: 400 }, (_, index) => `story ${index}`));
  change(shelf.catalog, 'PRAGMA wal_checkpoint(TRUNCATE)');
  const bytes = readFileSync(shelf.catalog);
  bytes.fill(0x5a, bytes.length / 2, bytes.length / 2 + 8192);
  writeFileSync(shelf.catalog, bytes);
  await expect(shelf.makeBackup()).rejects.toMatchObject({ code: 'database-broken' });
  expect(shelf.files()).toEqual(['ficus.db']);
});

test('a folder that is not there is named', async () => {
  const shelf = Shelf.open();
  await shelf.publish('one');
  const file = `${shelf.folder}/nowhere/shelf.backup`;
  await expect(backUp({ ...shelf.order(), force: false, made: '', file })).rejects.toMatchObject({
    code: 'file-unwritable',
    details: { file, reason: 'ENOENT' },
  });
});

test.skipIf(!canMount())('on a full disk there is a sentence and nothing else', async () => {
  const shelf = Shelf.open();
  await shelf.publish('one');
  using small = smallDisk(shelf.folder, 64);
  const order = { ...shelf.order(), force: false, made: '', file: join(small.path, 'shelf.backup') };
  await expect(backUp(order)).rejects.toMatchObject({ code: 'database-full' });
  expect(readdirSync(small.path)).toEqual([]);
});

test('of an older version it is made as it is, without changing the database', async () => {
  const shelf = Shelf.open();
  using old = new DatabaseSync(shelf.catalog);
  old.exec(`${MIGRATIONS[0]}; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 1;`);
  expect((await shelf.makeBackup()).catalog.version).toBe(1);
  expect(rows(shelf.catalog, 'PRAGMA user_version')).toEqual([{ user_version: 1 }]);
});
