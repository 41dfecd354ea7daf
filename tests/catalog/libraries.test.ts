/** Deleting what belonged to a server that removed the bot: all of it and nothing else, also where it is broken off anywhere. */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import { Database } from '#src/engine/sqlite/database.ts';
import { removeSome } from '#src/engine/sqlite/libraries.ts';
import { ALL_RANKS } from '#src/story/audience.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { asked } from '#tests/catalog/contract/trial.ts';
import { aStory, romance, wordy } from '#tests/catalog/stories.ts';

const LEFT = '100000000000000001';
const STAYS = '100000000000000002';
const LEFT_AT = 2_000_000;
const DUE = { leftBefore: LEFT_AT, at: 5_000_000 };
const MINA = { by: 'mina', at: 5000 };
const ALL = { offset: 0, limit: 100 };

let folder = '';
let full = '';
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ficus-libraries-'));
  full = join(folder, 'full.db');
  await furnish(full);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const open = (file: string, now = 1_000_000) => openSqliteCatalog({ file, now: () => now, exclusive: true });

async function copy(): Promise<string> {
  files += 1;
  const file = join(folder, `${files}.db`);
  await copyFile(full, file);
  return file;
}

/** Two servers' libraries and the shared one, each with something in every table. */
async function furnish(file: string): Promise<void> {
  const catalog = await open(file);
  for (const library of [LEFT, STAYS, SHARED_LIBRARY]) {
    const parts = { library, fandoms: ['Holmes'], pairings: [romance('Holmes', 'Watson')], tags: ['rain'] };
    const long = await catalog.add(
      aStory({ ...parts, title: `Long in ${library}`, text: [wordy(30_000), wordy(9000)] }),
    );
    const revised = await catalog.add(aStory({ ...parts, title: `Old in ${library}` }));
    await catalog.revise(revised.id, aStory({ ...parts, title: `New in ${library}`, authors: ['penwiper'] }), MINA);
    const withdrawn = await catalog.add(aStory({ ...parts, title: `Gone in ${library}` }));
    await catalog.withdraw(withdrawn.id, [library], MINA);
    await catalog.saveDraft({
      ...{ id: `d${library.slice(-3)}`, library, by: 'mina', fileName: null, answers: '{}', expiresAt: 9_000_000 },
      ...{ title: null, savedAt: 5000, bytes: new Uint8Array(10) },
    });
    const report = { story: long.id, library, by: 'ada', text: 'Mauve.', at: 5000, place: null } as const;
    await catalog.moderation.reports.file({ id: `r${library.slice(-3)}`, reason: 'other', ...report });
    await catalog.moderation.log.add({
      library,
      by: 'mina',
      at: 5000,
      action: 'published',
      story: long.id,
      details: {},
    });
    const ours = { kind: 'pairing', alias: 'Ours', standsFor: 'Holmes/Watson' } as const;
    await catalog.moderation.aliases.put(library, ours, 'mina', 5000);
    await catalog.moderation.posts.put({ message: `m${library}`, channel: 'c' }, [long.id], 5000);
  }
  for (const library of [LEFT, STAYS]) await catalog.moderation.libraries.arrive(library, true);
  await catalog.moderation.libraries.leave(LEFT, LEFT_AT);
  await catalog.close();
  const db = new DatabaseSync(file);
  for (const library of [LEFT, STAYS]) {
    db.exec(`
      UPDATE contents SET text = (SELECT min(h.content) FROM history h JOIN stories s ON s.number = h.story
          WHERE s.library = '${library}' AND s.revision = 2 AND s.withdrawn = 0)
        WHERE number = (SELECT content FROM stories WHERE library = '${library}' AND revision = 2 AND withdrawn = 0);
      INSERT INTO takedowns (story, library, by, at, reason) VALUES ('gone', '${library}', 'mina', 5000, 'its author');
      INSERT INTO banned_sources (takedown, url) VALUES (last_insert_rowid(), 'https://example.org/${library}');
      INSERT INTO banned_prints (takedown, print)
        WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 250)
        SELECT (SELECT max(number) FROM takedowns), n FROM n;
    `);
  }
  db.close();
}

/** Rows of every table: by library where it has one. */
function rows(file: string): Record<string, number> {
  const db = new DatabaseSync(file);
  const count = (sql: string) => Number(Object.values(db.prepare(sql).get() ?? {})[0]);
  const own = ['stories', 'drafts', 'reports', 'libraries', 'library_log', 'takedowns', 'aliases'];
  const others = ['contents', 'chunks', 'pages', 'history', 'posts', 'banned_sources', 'banned_prints'];
  try {
    expect(count('SELECT count(*) FROM pragma_foreign_key_check')).toBe(0);
    expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    return Object.fromEntries([
      ...own.flatMap((table) =>
        [LEFT, STAYS, SHARED_LIBRARY].map((library) => [
          `${table} of ${library}`,
          count(`SELECT count(*) FROM ${table} WHERE library = '${library}'`),
        ]),
      ),
      ...others.map((table) => [table, count(`SELECT count(*) FROM ${table}`)]),
    ]);
  } finally {
    db.close();
  }
}

/** @param portions - how many steps are made, each a transaction of its own, before the program is gone. */
async function removeSteps(file: string, portions: number): Promise<{ more: boolean }> {
  const db = new Database({ file, exclusive: true });
  let more = true;
  try {
    for (let made = 0; made < portions && more; made += 1) {
      more = await db.write(() => removeSome(db, LEFT, { ...DUE, time: 0 }));
    }
    return { more };
  } finally {
    db.close();
  }
}

describe('a library that was left', () => {
  test('goes with everything that belonged to it, and nothing of others', async () => {
    const file = await copy();
    const before = rows(file);
    const { more } = await removeSteps(file, 10_000);
    expect(more).toBe(false);
    const after = rows(file);
    const left = Object.entries(after).filter(([name]) => name.endsWith(LEFT));
    expect(left).toHaveLength(7);
    expect(left.filter(([, count]) => count > 0)).toEqual([]);
    const others = (counts: Record<string, number>) =>
      Object.fromEntries(Object.entries(counts).filter(([name]) => / of /.test(name) && !name.endsWith(LEFT)));
    expect(others(after)).toEqual(others(before));
    // A third of the rest, and half of what the shared library has none of.
    for (const table of ['contents', 'chunks', 'history', 'posts']) {
      expect([table, after[table]]).toEqual([table, ((before[table] ?? 0) * 2) / 3]);
    }
    expect([after.banned_sources, after.banned_prints]).toEqual([1, 250]);
  });

  test('broken off after any step leaves a whole file, and goes on to the same end', async () => {
    const whole = await copy();
    await removeSteps(whole, 10_000);
    const end = rows(whole);
    let steps = 0;
    for (let more = true; more; steps += 1) {
      const file = await copy();
      ({ more } = await removeSteps(file, steps));
      rows(file);
      // The bot's next start: it opens the file as it is, and the deletion goes on by itself.
      await removeSteps(file, 10_000);
      expect(rows(file), `after ${steps} steps`).toEqual(end);
    }
    expect(steps).toBeGreaterThan(15);
  });

  test('goes on over a start of the bot, while readers of others search and read', async () => {
    const file = await copy();
    await removeSteps(file, 4);
    const catalog = await open(file);
    const { libraries } = catalog.moderation;
    const others = { libraries: [STAYS, SHARED_LIBRARY], maxRank: ALL_RANKS };
    let more = true;
    while (more) {
      more = await libraries.removeSome(LEFT, DUE.leftBefore, DUE.at);
      const search = () => catalog.search(asked({ pairing: 'Watson/Holmes' }), others, ALL);
      let found = await search();
      // Just started, the bot says so of what it finds in an index that it still fills.
      while (found.unfinished) found = await search();
      const { hits } = found;
      expect(hits).toHaveLength(4);
      const [hit] = hits;
      expect((await catalog.chunks(hit?.id ?? '', 1)).length).toBeGreaterThan(0);
    }
    expect((await libraries.presences()).has(LEFT)).toBe(false);
    expect((await catalog.search(asked({}), { libraries: [LEFT], maxRank: ALL_RANKS }, ALL)).total).toBe(0);
    expect(await catalog.suggest('fandom', 'hol', { libraries: [LEFT], maxRank: ALL_RANKS }, 10)).toEqual([]);
    await catalog.close();
  });

  test('is left alone until its time, and for good where its server took the bot back', async () => {
    const catalog = await open(await copy());
    const { libraries } = catalog.moderation;
    expect(await libraries.removeSome(LEFT, LEFT_AT - 1, DUE.at)).toBe(false);
    expect(await libraries.arrive(LEFT, false)).toEqual({ leftAt: null, greeting: 'welcome-back', triedAt: null });
    expect(await libraries.removeSome(LEFT, DUE.leftBefore, DUE.at)).toBe(false);
    expect(await catalog.count()).toBe(6);
    await catalog.close();
  });

  test('whose deletion has begun is not given back by halves, and what comes in meanwhile stays', async () => {
    const file = await copy();
    expect((await removeSteps(file, 3)).more).toBe(true);
    const catalog = await open(file, DUE.at + 1);
    const { libraries } = catalog.moderation;
    expect(await libraries.arrive(LEFT, true)).toBeNull();
    const fresh = await catalog.add(aStory({ library: LEFT, title: 'Fresh' }));
    while (await libraries.removeSome(LEFT, DUE.leftBefore, DUE.at));
    expect(
      (await catalog.search(asked({}), { libraries: [LEFT], maxRank: ALL_RANKS }, ALL)).hits.map(({ id }) => id),
    ).toEqual([fresh.id]);
    expect(await libraries.arrive(LEFT, true)).toMatchObject({ leftAt: null, greeting: 'welcome' });
    await catalog.close();
  });
});
