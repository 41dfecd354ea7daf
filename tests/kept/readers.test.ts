/** What is kept of a person is found, told and forgotten, wherever the state lives and whatever ends the program. */
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { HOMES, PlainHome } from '#tests/kept/homes.ts';
import type { OpenedState } from '#tests/kept/state.ts';
import { openedState, temporaryFile } from '#tests/reading/opened.ts';
import { startProgram } from '#tests/reading/program.ts';

const PLACE = { chapter: 1, offset: 10, context: 'It was late.' };
const DAY = 24 * 60 * 60 * 1000;
const NOBODY_HEARS = { onUnreadable: () => {} };

const search = (reader: string) => ({ reader, query: 'hiatus', guildId: null, channelId: 'channel' });
const page = (reader: string) => ({
  ...{ reader, story: 'a', guildId: null, channelId: 'channel', threadId: 'thread' },
  ...{ messageId: `page of ${reader}`, budget: 2000 },
});

/** How many values of each kind are somebody's; kinds of which there are none are left out. */
async function found({ readers }: OpenedState, reader: string): Promise<Readonly<Record<string, number>>> {
  const traces = Object.entries(await readers.ofReader(reader));
  return Object.fromEntries(traces.flatMap(([kind, { length }]) => (length > 0 ? [[kind, length]] : [])));
}

async function live(state: OpenedState, reader: string): Promise<void> {
  for (const story of ['a', 'b', '/', '%']) await state.places.save(reader, story, PLACE, 1);
  await state.shelf.keep(reader, 'a');
  await state.searchSessions.start(search(reader));
  await state.readingSessions.start(page(reader));
  await state.wishes.begin(reader);
}
const LIFE = {
  ...{ places: 4, shelf: 1, 'search-sessions': 1, 'reading-sessions': 1, 'wishes-to-be-forgotten': 1 },
};

async function forget(state: OpenedState, reader: string): Promise<void> {
  await state.readers.forget(reader, Date.now() + DAY, []);
  await state.readers.takeAway(reader, Date.now() + DAY, async () => {});
}

describe.each(HOMES)('over %s', (_, newHome) => {
  test('nobody is told of what is another’s, nor loses it, however alike their ids are', async () => {
    const state = await (await newHome()).open();
    const alike = ['1', '12', '1/2', '1/', '%31', '0', '11', '"1"', '1:1'];
    for (const reader of alike) await live(state, reader);
    for (const reader of alike) expect(await found(state, reader), reader).toEqual(LIFE);
    await forget(state, '1');
    expect(await found(state, '1')).toEqual({});
    for (const reader of alike.slice(1)) expect(await found(state, reader), reader).toEqual(LIFE);
    expect((await state.wishes.pending()).toSorted()).toEqual(alike.slice(1).toSorted());
  });

  test('who is only named by another’s search, page or message is not told of it', async () => {
    const state = await (await newHome()).open();
    await state.searchSessions.start({ ...search('bea'), query: 'ada', channelId: 'ada' });
    await state.blocks.add('bea', { kind: 'author', name: 'ada' });
    expect(await found(state, 'ada')).toEqual({});
    await forget(state, 'ada');
    expect(await found(state, 'bea')).toEqual({ 'search-sessions': 1, blocks: 1 });
  });

  test('what cannot be read is told and forgotten, in its place and set aside', async () => {
    const home = await newHome();
    const before = await home.open();
    await live(before, 'ada');
    await live(before, 'bea');
    const session = await before.searchSessions.start(search('ada'));
    await before.close();
    home.put('search-sessions', session, JSON.stringify({ value: { v: 9, reader: 'ada' } }));
    home.put('places', 'ada/a', 'no JSON');
    home.put('places', 'ada/b', JSON.stringify({ value: { v: 9, where: 'bea' } }));
    const state = await home.open(NOBODY_HEARS);
    await state.places.save('ada', 'a', PLACE, 1);
    expect(await found(state, 'ada')).toEqual({ ...LIFE, 'search-sessions': 2, 'set-aside': 1 });
    expect(await found(state, 'bea')).toEqual(LIFE);
    const { places = [] } = await state.readers.ofReader('ada');
    expect(places.flatMap((trace) => (trace.value === null ? [trace.raw] : []))).toEqual([
      '{"value":{"v":9,"where":"bea"}}',
    ]);
    await forget(state, 'ada');
    expect(await found(state, 'ada')).toEqual({});
    expect(await found(state, 'bea')).toEqual(LIFE);
    await state.close();
    expect(home.texts().join('\n')).not.toMatch(/ada|no JSON|"v":9/);
  });

  test('of several hundred values each is told once', async () => {
    const state = await (await newHome()).open();
    const stories = Array.from({ length: 730 }, (_, number) => `story-${number}`);
    for (const story of stories) await state.places.save('ada', story, PLACE, 1);
    for (const _ of stories) await state.searchSessions.start(search('ada'));
    const { places = [], ...others } = await state.readers.ofReader('ada');
    expect(places.map(({ key }) => key[1]).toSorted()).toEqual(stories.toSorted());
    expect(new Set(others['search-sessions']?.map(({ key }) => key[0])).size).toBe(stories.length);
    expect(others['search-sessions']).toHaveLength(stories.length);
  });
});

describe('a store that only sets, gets and deletes', () => {
  test('whatever call the program ends before, what was told as kept is found, and can be forgotten', async () => {
    for (let calls = 0; ; calls += 1) {
      const home = new PlainHome();
      const told: Record<string, number> = {};
      const killed = home.openFor(calls);
      const act = async (kind: string, work: Promise<unknown>) => {
        await work;
        told[kind] = (told[kind] ?? 0) + 1;
      };
      try {
        await act('places', killed.places.save('ada', 'a', PLACE, 1));
        await act('search-sessions', killed.searchSessions.start(search('ada')));
        const id = await killed.readingSessions.start(page('ada'));
        await act('reading-sessions', killed.readingSessions.change(id, { messageId: 'ada' }));
        await act('places', killed.places.save('ada', 'b', PLACE, 2));
        await act('wishes-to-be-forgotten', killed.wishes.begin('ada'));
      } catch {
        expect(home.outlived).toBe(false);
      }
      const state = await home.open();
      expect(await found(state, 'ada'), `after ${calls} calls`).toMatchObject(told);
      await forget(state, 'ada');
      expect(home.whole, `after ${calls} calls`).not.toContain('ada');
      if (told['wishes-to-be-forgotten']) break;
    }
  });

  test('whatever call a forgetting ends before, it is done by another one, and leaves nothing', async () => {
    let outlived = false;
    for (let calls = 0; !outlived; calls += 1) {
      const home = new PlainHome();
      await live(await home.open(), 'ada');
      await forget(home.openFor(calls), 'ada').catch(() => {});
      outlived = home.outlived;
      const after = await home.open();
      await forget(after, 'ada');
      expect(await found(after, 'ada')).toEqual({});
      expect(await after.wishes.pending()).toEqual([]);
      expect(home.whole, `after ${calls} calls`).not.toContain('ada');
    }
  });

  test('that says of a write that it did not do it is not taken at its first word: nothing is told as kept', async () => {
    const home = new PlainHome();
    const state = await home.open(NOBODY_HEARS);
    await state.places.save('ada', 'a', PLACE, 1);
    home.put('places', 'ada/b', 'no JSON');
    home.refuse();
    await expect(state.places.save('ada', 'a', PLACE, 2)).rejects.toThrow('did not keep');
    await expect(state.places.save('ada', 'b', PLACE, 2)).rejects.toThrow('did not keep');
    await expect(state.searchSessions.start(search('ada'))).rejects.toThrow('did not keep');
    expect((await state.places.get('ada', 'a'))?.revision).toBe(1);
    expect(home.texts()).toContain('no JSON');
  });

  test('two bots on it at once lose nothing of each other', async () => {
    const home = new PlainHome();
    const bots = [home.openFor(Number.POSITIVE_INFINITY), home.openFor(Number.POSITIVE_INFINITY)];
    const stories = Array.from({ length: 20 }, (_, number) => `story-${number}`);
    await Promise.all(
      bots.flatMap((bot, which) =>
        stories.flatMap((story) => [
          bot.places.save('ada', story, PLACE, 1),
          bot.shelf.keep('ada', `${story} of ${which}`),
        ]),
      ),
    );
    for (const bot of bots) {
      expect(await found(bot, 'ada')).toEqual({ places: 20, shelf: 1 });
      expect(await bot.shelf.list('ada')).toHaveLength(40);
    }
  });

  test('forgets the keys of what has expired, and keeps those of what is used again and again', async () => {
    const home = new PlainHome();
    let clock = Date.now();
    const state = await home.open({ now: () => clock });
    const long = await state.readingSessions.start(page('ada'));
    const short = await state.searchSessions.start(search('ada'));
    for (let visit = 0; visit < 20; visit += 1) {
      clock += 60 * DAY;
      await state.readingSessions.get(long);
      expect(await found(state, 'ada')).toEqual({ 'reading-sessions': 1 });
    }
    await state.searchSessions.start(search('ada'));
    const lists = home.texts().filter((text) => text.includes('"keys"'));
    expect(lists.join('\n')).not.toContain(short);
    expect(lists).toHaveLength(2);
  });
});

describe('a state.db of an earlier release', () => {
  /** Nobody noted yet whose its values are. */
  async function earlier(pages: number): Promise<string> {
    const file = await temporaryFile();
    await (await openedState(file)).close();
    using db = new DatabaseSync(file);
    db.exec(`DROP INDEX entries_by_owner; DROP INDEX entries_of_unknown; ALTER TABLE entries DROP COLUMN owner;
             PRAGMA user_version = 1; BEGIN`);
    const put = db.prepare('INSERT INTO entries (key, value) VALUES (?, ?)');
    for (let number = 0; number < pages; number += 1) {
      const reader = number % 100 === 0 ? 'ada' : `2${number}`;
      put.run(
        `reading-sessions:${number}`,
        JSON.stringify({ value: { v: 1, ...page(reader), startedAt: 1, usedAt: Date.now() } }),
      );
    }
    put.run('reading-sessions:odd', 'no JSON, but of "ada"');
    db.exec('COMMIT');
    return file;
  }
  const unknown = (file: string) => {
    using db = new DatabaseSync(file, { readOnly: true });
    return db.prepare('SELECT count(*) AS count FROM entries WHERE owner IS NULL').get()?.count;
  };

  test('tells everything from the first moment on, while it is noted whose its values are and after', async () => {
    const file = await earlier(3_000);
    const state = await openedState(file);
    const told: unknown[] = [];
    while (unknown(file) !== 1) told.push(await found(state, 'ada'));
    told.push(await found(state, 'ada'));
    for (const each of told) expect(each).toEqual({ 'reading-sessions': 31 });
    await forget(state, 'ada');
    expect(await found(state, 'ada')).toEqual({});
    expect(unknown(file)).toBe(0);
  });

  test('tells nobody of what only names them, though it has to be looked through', async () => {
    const file = await temporaryFile();
    const state = await openedState(file);
    for (const [reader, other] of [
      ['ada', 'bea'],
      ['bea', 'ada'],
    ] as const) {
      await state.searchSessions.start({ ...search(reader), query: other });
      await state.readingSessions.start(page(reader));
    }
    {
      using db = new DatabaseSync(file);
      db.exec('UPDATE entries SET owner = NULL');
    }
    for (const reader of ['ada', 'bea']) {
      expect(await found(state, reader)).toEqual({ 'search-sessions': 1, 'reading-sessions': 1 });
    }
    await forget(state, 'ada');
    expect(await found(state, 'ada')).toEqual({});
    expect(await found(state, 'bea')).toEqual({ 'search-sessions': 1, 'reading-sessions': 1 });
  });

  test('is noted to its end by a later start, whenever an earlier one was ended', async () => {
    const file = await earlier(3_000);
    for (let starts = 0; starts < 3; starts += 1) {
      const state = await openedState(file);
      expect(await found(state, 'ada')).toEqual({ 'reading-sessions': 31 });
      await state.close();
    }
    const state = await openedState(file);
    await expect.poll(() => unknown(file)).toBe(1);
    expect(await found(state, 'ada')).toEqual({ 'reading-sessions': 31 });
    expect(await found(state, '21')).toEqual({ 'reading-sessions': 1 });
  });
});

test('kill -9 loses nothing from what a person is told of, and a forgetting that it ended goes on', async () => {
  const file = await temporaryFile();
  for (let kills = 0; kills < 4; kills += 1) {
    const bot = startProgram(new URL('./live-and-forget.ts', import.meta.url), file, String(kills));
    let kept: string[] = [];
    let lines = 0;
    for await (const line of bot.lines) {
      lines += 1;
      if (line === 'forgetting') kept = [];
      else if (line !== 'forgot') kept.push(line);
      if (lines >= 12 + kills * 7) await bot.kill();
    }
    const state = await openedState(file);
    const traces = await state.readers.ofReader('ada');
    const keys = Object.values(traces).flatMap((all) => all.map(({ key }) => key.join('/')));
    for (const each of kept) expect(keys).toContain(each);
    await forget(state, 'ada');
    expect(await found(state, 'ada')).toEqual({});
    await state.close();
    using db = new DatabaseSync(file);
    expect(JSON.stringify(db.prepare('SELECT * FROM entries').all())).not.toContain('ada');
  }
});
