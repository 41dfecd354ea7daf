/** Forgetting, whatever ends the program in between, and however much there is of others. */
import { copyFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { PERSON_TRACES } from '#src/moderation/persons.ts';
import { countKept } from '#src/privacy/export.ts';
import { forgettingWith } from '#src/privacy/forgetting.ts';
import {
  ADA,
  BEA,
  files,
  live,
  livedIn,
  type Opened,
  open,
  PLACE,
  partsOf,
  putReports,
  TABLE,
} from '#tests/privacy/lives.ts';

/** Whether the program is there still. After its last step whatever it asks fails, as of a thread that is gone. */
function mortal(steps: number) {
  let left = steps;
  const step = <Given extends unknown[], T>(work: (...given: Given) => Promise<T>) => {
    return async (...given: Given): Promise<T> => {
      left -= 1;
      if (left < 0) throw new Error('The program has ended.');
      return work(...given);
    };
  };
  return { step, ended: () => left < 0 };
}

function forgettingOf({ state, catalog }: Opened, removed: string[], life = mortal(Number.POSITIVE_INFINITY)) {
  const { persons } = catalog.moderation;
  const { readers, wishes } = state;
  const { step } = life;
  return forgettingWith({
    table: TABLE,
    readers: { forget: step(readers.forget), takeAway: step(readers.takeAway) },
    wishes: {
      ...wishes,
      begin: step(wishes.begin),
      stepDone: step(wishes.stepDone),
      granted: step(wishes.granted),
    },
    persons: { ...persons, forget: step(persons.forget), reportPosts: step(persons.reportPosts) },
    remove: step(async (_: string, message: string) => {
      removed.push(message);
      return 'gone' as const;
    }),
    onDelay: () => {},
    timer: () => () => {},
  });
}

/** How many there are, by the name of their row. */
async function countsOf(parts: ReturnType<typeof partsOf>, person: string): Promise<Readonly<Record<string, number>>> {
  return Object.fromEntries((await countKept(parts, person)).map(({ name, count }) => [name, count]));
}

const NOTHING_LEFT = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).filter(([, count]) => count > 0);

function raw(file: string): string {
  using db = new DatabaseSync(file);
  return JSON.stringify(db.prepare('SELECT key, value FROM entries').all());
}

test('it finishes at the next start, whatever step the program ended before, and others keep everything', async () => {
  const template = await livedIn();
  for (let steps = 0; ; steps += 1) {
    const on = await files();
    await copyFile(template.state, on.state);
    await copyFile(template.catalog, on.catalog);
    const before = await open(on);
    const parts = partsOf(before);
    const of = await countsOf(parts, BEA);
    expect(await countsOf(parts, ADA)).toEqual(of);
    for (const trace of PERSON_TRACES) expect(of[trace], trace).toBeGreaterThan(0);

    const removed: string[] = [];
    const life = mortal(steps);
    await forgettingOf(before, removed, life)
      .forget(ADA)
      .catch(() => {});
    await before.close();

    const after = await open(on);
    await forgettingOf(after, removed).resume();
    const left = partsOf(after);
    // Before its wish was written nothing was promised.
    if (steps === 0) expect(await countsOf(left, ADA)).toEqual(of);
    else {
      expect(NOTHING_LEFT(await countsOf(left, ADA)), `after ${steps} steps`).toEqual([]);
      expect(new Set(removed)).toEqual(new Set([`first page of ${ADA}`, `second page of ${ADA}`, `report of ${ADA}`]));
    }
    expect(await countsOf(left, BEA)).toEqual(of);
    expect(await after.state.wishes.pending()).toEqual([]);
    await after.close();
    if (steps > 0) expect(raw(on.state)).not.toContain(ADA);
    expect(raw(on.state)).toContain(BEA);
    if (!life.ended()) {
      expect(steps).toBeGreaterThan(15);
      return;
    }
  }
});

test('what the same person does after their wish is new, and stays whole', async () => {
  const on = await files();
  let time = 1000;
  const opened = await open(on, () => time);
  onTestFinished(() => opened.close());
  await live(opened, ADA);
  time = 2000;
  const wish = await opened.state.wishes.begin(ADA);
  expect(wish.askedAt).toBe(2000);
  time = 3000;
  const { state } = opened;
  await state.places.save(ADA, 'new', PLACE, 1);
  await state.shelf.keep(ADA, 'new');
  const where = { reader: ADA, guildId: null, channelId: 'channel' };
  const page = { ...where, story: 'new', threadId: 'thread', messageId: 'new page', budget: 2000 };
  const session = await state.readingSessions.start(page);
  const removed: string[] = [];
  await forgettingOf(opened, removed).resume();
  expect(await state.places.get(ADA, 'a')).toBeNull();
  expect(await state.places.get(ADA, 'new')).toMatchObject({ place: PLACE });
  expect(await state.shelf.list(ADA)).toEqual([{ story: 'new', at: 3000 }]);
  expect(await state.readingSessions.get(session)).toMatchObject(page);
  expect(removed).not.toContain('new page');
});

test.for([
  { when: 'in the very moment of the wish', at: 1000, left: false },
  { when: 'a millisecond after the wish', at: 1001, left: true },
])('of what was done $when, it goes or stays as a whole', async ({ at, left }) => {
  const on = await files();
  let time = 1000;
  const opened = await open(on, () => time);
  onTestFinished(() => opened.close());
  await opened.state.wishes.begin(ADA);
  time = at;
  await live(opened, ADA, at);
  putReports(on.catalog, ADA, at);
  const of = await countsOf(partsOf(opened), ADA);
  const removed: string[] = [];
  await forgettingOf(opened, removed).resume();
  // Of these nobody knows when they were chosen or typed.
  const timeless = ['preferences', 'lastLanguage', 'threads', 'unsavedEdits', 'unsavedAnswers'];
  const stays = Object.entries(of).filter(([name]) => left && name !== 'wish' && !timeless.includes(name));
  const counts = await countsOf(partsOf(opened), ADA);
  expect(counts).toEqual({
    ...Object.fromEntries(Object.keys(of).map((name) => [name, 0])),
    ...Object.fromEntries(stays),
  });
  expect(removed).toHaveLength(left ? 0 : 3);
});

test('among 10,000 open pages of others it finds its own, and nobody waits for it', async () => {
  const on = await files();
  const seeded = await open(on);
  await live(seeded, ADA);
  await seeded.close();
  {
    using db = new DatabaseSync(on.state);
    db.exec('BEGIN');
    const put = db.prepare('INSERT INTO entries (key, value) VALUES (?, ?)');
    const others = { v: 1, story: 'a', guildId: null, channelId: 'c', threadId: 't', messageId: 'm', budget: 2000 };
    for (let number = 0; number < 10_000; number += 1) {
      const value = { ...others, reader: `2${String(number).padStart(17, '0')}`, startedAt: 1, usedAt: Date.now() };
      put.run(`reading-sessions:o${number}`, JSON.stringify({ value }));
    }
    db.exec('COMMIT');
  }
  const opened = await open(on);
  onTestFinished(() => opened.close());
  let served = 0;
  let over = false;
  const reading = (async () => {
    while (!over) {
      await opened.state.places.save(BEA, `story ${served}`, PLACE, 1);
      served += 1;
    }
  })();
  const forgotten = await forgettingOf(opened, []).forget(ADA);
  over = true;
  await reading;
  expect(forgotten).toMatchObject({ delayed: false, pages: 2 });
  // They are looked through 500 at a time, and between any two of these somebody's place is kept.
  expect(served).toBeGreaterThanOrEqual(10_000 / 500);
  using db = new DatabaseSync(on.state, { readOnly: true });
  const kept = db.prepare(
    "SELECT count(*) AS count FROM entries WHERE key >= 'reading-sessions:o' AND key < 'reading-sessions:p'",
  );
  expect(kept.get()?.count).toBe(10_000);
});
