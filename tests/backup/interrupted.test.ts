/** A restore that is killed is wholly done or not at all at the next start, wherever it was stopped, and nothing is lost. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { settleRestore } from '#src/backup/backup.ts';
import { openRestore } from '#src/backup/restore.ts';
import { journalFile, swapSteps } from '#src/backup/swap.ts';
import { openSqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import { CATALOG_FILE } from '#src/engine/sqlite/database.ts';
import { openDatabaseFile } from '#src/sqlite/database-file.ts';
import { rows, Shelf } from '#tests/backup/trial.ts';
import { startProgram } from '#tests/reading/program.ts';

const OLD = { titles: ['after', 'before'], readers: 2 };
const RESTORED = { titles: ['before'], readers: 1 };
const STEPS = [
  ...['stage the catalog', 'carry over takedowns', 'stage the state', 'write the journal'],
  ...['put away', 'put away the log of', 'remove the index of the log of', 'put in place'].map((step) => `${step} (1)`),
  ...['put away', 'put away the log of', 'remove the index of the log of', 'put in place'].map((step) => `${step} (2)`),
  'remove the journal',
];
const JOURNAL = STEPS.indexOf('write the journal') + 1;

/** A backup of one story and one reader; since then there are two of each. */
const template = Shelf.open();
const aShelf = () => template.copy();

beforeAll(async () => {
  const shelf = template;
  const [id = ''] = await shelf.publish('before');
  await shelf.keep('ada', id);
  await shelf.makeBackup();
  await shelf.publish('after');
  await shelf.keep('newt', id);
});

test('the steps are those that are tried here', async () => {
  const shelf = aShelf();
  const restore = openRestore(shelf.order());
  expect(
    restore.steps().map(({ name }) => name.replace(` ${shelf.catalog}`, ' (1)').replace(` ${shelf.state}`, ' (2)')),
  ).toEqual(STEPS);
  restore.close();
});

describe.each(STEPS.map((name, index) => ({ after: name, steps: index + 1 })))('killed after “$after”', ({ steps }) => {
  const expected = steps < JOURNAL ? OLD : RESTORED;

  test('the next start has all of the one or all of the other', async () => {
    const shelf = aShelf();
    const program = startProgram(
      new URL('stopped-restore.ts', import.meta.url),
      ...[shelf.backup, shelf.catalog, shelf.state, String(steps)],
    );
    expect(await once(program.process, 'exit')).toEqual([null, 'SIGKILL']);
    const finished = await settleRestore(shelf.catalog, shelf.state);
    expect(finished).toBe(steps >= JOURNAL && steps < STEPS.length);
    expect(shelf.holds()).toEqual(expected);
    const kept = ['ficus.db.before-restore-then', 'readers/state.db.before-restore-then'];
    expect(shelf.files()).toEqual(
      ['ficus.db', 'readers/state.db', 'shelf.backup', ...(expected === RESTORED ? kept : [])].sort(),
    );
    if (expected === OLD) return;
    expect(shelf.holds(...(kept.map((name) => `${shelf.folder}/${name}`) as [string, string]))).toEqual(OLD);
  });
});

test('killed twice, while it was finishing too, it still finishes', async () => {
  const shelf = aShelf();
  const restore = openRestore(shelf.order());
  for (const step of restore.steps().slice(0, JOURNAL + 1)) await step.run();
  restore.close();
  // The next one is killed with the new catalog in its place, before the state.
  for (const step of swapSteps(shelf.order()).slice(1, 5)) step.run();
  expect(await settleRestore(shelf.catalog, shelf.state)).toBe(true);
  expect(shelf.holds()).toEqual(RESTORED);
});

test('an old log that could not be read is put away with its file, and never read into the new one', async () => {
  const shelf = aShelf();
  writeFileSync(shelf.catalog, 'Dear diary, '.repeat(1000));
  writeFileSync(`${shelf.catalog}-wal`, 'Dear log, '.repeat(1000));
  const restore = openRestore(shelf.order());
  for (const step of restore.steps()) await step.run();
  restore.close();
  expect(shelf.holds()).toEqual(RESTORED);
  expect(rows(shelf.catalog, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
});

test('a bot that runs is left alone by what a stopped restore had prepared', async () => {
  const shelf = aShelf();
  writeFileSync(`${shelf.catalog}.restoring`, 'half a copy');
  const holding = openRestore(shelf.order());
  expect(await settleRestore(shelf.catalog, shelf.state)).toBe(false);
  holding.close();
  expect(await settleRestore(shelf.catalog, shelf.state)).toBe(false);
  expect(shelf.files()).not.toContain('ficus.db.restoring');
  expect(shelf.holds()).toEqual(OLD);
});

test.each(['', '{"stamp":"1"}', '{"state":7,"stamp":"1"}'])(
  'a journal that does not say what was stopped (%j) moves no file, and is named',
  async (journal) => {
    const shelf = aShelf();
    const file = journalFile(shelf.catalog);
    writeFileSync(file, journal);
    const before = shelf.files();
    await expect(settleRestore(shelf.catalog, shelf.state)).rejects.toMatchObject({
      code: 'database-broken',
      details: { file },
    });
    expect(shelf.files()).toEqual(before);
  },
);

test('a restore that is at work is not finished by anybody else', async () => {
  const shelf = aShelf();
  const restore = openRestore(shelf.order());
  for (const step of restore.steps().slice(0, JOURNAL)) await step.run();
  await expect(settleRestore(shelf.catalog, shelf.state)).rejects.toMatchObject({ code: 'database-in-use' });
  for (const step of restore.steps().slice(JOURNAL)) await step.run();
  restore.close();
  expect(shelf.holds()).toEqual(RESTORED);
  expect(shelf.files()).not.toContain(journalFile('ficus.db'));
});

test('who opens the catalog in the middle of a restore is told to wait', async () => {
  const shelf = aShelf();
  const restore = openRestore(shelf.order());
  const steps = restore.steps();
  for (const step of steps.slice(0, JOURNAL - 1)) await step.run();
  const importing = { file: shelf.catalog, now: Date.now, exclusive: false };
  await expect(openSqliteCatalog(importing)).rejects.toMatchObject({ code: 'database-in-use' });
  for (const step of steps.slice(JOURNAL - 1)) await step.run();
  restore.close();
  expect(shelf.holds()).toEqual(RESTORED);
});

test('who had opened the old catalog in the very moment in which the new one came has the new one', async () => {
  const shelf = aShelf();
  const restore = openRestore(shelf.order());
  let swapped = false;
  const kind = {
    ...CATALOG_FILE,
    /** Asked for once the file is open, before anything is read of it. */
    get migrations() {
      if (!swapped) {
        swapped = true;
        for (const step of swapSteps(shelf.order())) step.run();
        restore.close();
      }
      return CATALOG_FILE.migrations;
    },
  };
  for (const step of restore.steps().slice(0, JOURNAL - 1)) await step.run();
  const { connection, close } = openDatabaseFile(kind, shelf.catalog, { exclusive: false, timeout: 1000 });
  expect(connection.prepare('SELECT title FROM stories').all()).toEqual([{ title: 'before' }]);
  close();
});
