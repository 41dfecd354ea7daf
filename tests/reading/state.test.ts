/** What the bot's memory of its readers promises them. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HISTORY_LIMIT } from '#commands/reading/kept.ts';
import { SHELF_LIMIT } from '#commands/shelf/kept.ts';
import type { Unreadable } from '#src/kept/collection.ts';
import type { Place } from '#src/story/place.ts';
import { HOMES } from '#tests/kept/homes.ts';
import type { OpenedState as State } from '#tests/kept/state.ts';
import { openedState, temporaryFile } from '#tests/reading/opened.ts';
import { startProgram } from '#tests/reading/program.ts';

const somewhere: Place = { chapter: 2, offset: 1_400, context: '"It is late," said Watson.' };

describe.each(HOMES)('over %s', (_, newHome) => {
  describe('a place', () => {
    test('is there after a restart', async () => {
      const home = await newHome();
      const before = await home.open({ now: () => 5_000 });
      expect(await before.places.get('ada', 'empty-house')).toBeNull();
      await before.places.save('ada', 'empty-house', somewhere, 3);
      await before.close();
      const after = await home.open();
      expect(await after.places.get('ada', 'empty-house')).toEqual({ place: somewhere, revision: 3, updatedAt: 5_000 });
    });

    test('belongs to one reader and one story, whatever their ids', async () => {
      const state = await (await newHome()).open();
      const id = fc.oneof(fc.constantFrom('1', '1/1', '/', 'places:1', '%2F', ':'), fc.string({ minLength: 1 }));
      const readings = fc.uniqueArray(fc.tuple(id, id), { selector: (pair) => JSON.stringify(pair), maxLength: 8 });
      let offset = 0;
      await fc.assert(
        fc.asyncProperty(readings, async (pairs) => {
          const expected = pairs.map(([reader, story]) => {
            offset += 1;
            return { reader, story, offset };
          });
          for (const { reader, story, offset } of expected)
            await state.places.save(reader, story, { ...somewhere, offset }, 1);
          for (const { reader, story, offset } of expected)
            expect((await state.places.get(reader, story))?.place.offset).toBe(offset);
        }),
      );
    });

    test('that is no place is refused rather than kept', async () => {
      const state = await (await newHome()).open();
      await state.places.save('ada', 'empty-house', somewhere, 3);
      await expect(state.places.save('ada', 'empty-house', { ...somewhere, offset: Number.NaN }, 3)).rejects.toThrow();
      expect((await state.places.get('ada', 'empty-house'))?.place).toEqual(somewhere);
    });
  });

  /** Presses of buttons that arrive together: none waits for the one before, and each counts. */
  test('nothing is lost of what several readers do at the same time', async () => {
    const state = await (await newHome()).open();

    interface Model {
      readonly shelves: Map<string, string[]>;
      readonly lastRead: Map<string, string[]>;
      readonly underWay: Promise<void>[];
    }
    type Command = fc.AsyncCommand<Model, State>;
    const command = (name: string, run: (model: Model, state: State) => void | Promise<void>): Command => ({
      check: () => true,
      run: async (model, real) => run(model, real),
      toString: () => name,
    });
    let runs = 0;
    const named = (reader: string) => `${reader}-${runs}`;
    const reader = fc.constantFrom('ada', 'bea');
    const story = fc.constantFrom('a', 'b', 'c', 'd');
    const settle = async (model: Model, state: State) => {
      await Promise.all(model.underWay.splice(0));
      for (const who of ['ada', 'bea']) {
        const shelf = await state.shelf.list(named(who));
        expect(shelf.map((entry) => entry.story)).toEqual(model.shelves.get(who) ?? []);
        const recent = await state.lastRead.recent(named(who));
        expect(recent.map((entry) => entry.story)).toEqual(model.lastRead.get(who) ?? []);
      }
    };
    const commands = [
      fc.tuple(reader, story).map(([who, what]) =>
        command(`${who} keeps ${what}`, ({ shelves, underWay }, state) => {
          const shelf = shelves.get(who) ?? [];
          const outcome = shelf.includes(what) ? 'kept-before' : 'kept';
          if (outcome === 'kept') shelves.set(who, [what, ...shelf]);
          underWay.push(state.shelf.keep(named(who), what).then((said) => expect(said).toBe(outcome)));
        }),
      ),
      fc.tuple(reader, story).map(([who, what]) =>
        command(`${who} drops ${what}`, ({ shelves, underWay }, state) => {
          const shelf = shelves.get(who) ?? [];
          const there = shelf.includes(what);
          shelves.set(
            who,
            shelf.filter((kept) => kept !== what),
          );
          underWay.push(state.shelf.remove(named(who), what).then((said) => expect(said).toBe(there)));
        }),
      ),
      fc.tuple(reader, story).map(([who, what]) =>
        command(`${who} reads ${what}`, ({ lastRead, underWay }, state) => {
          lastRead.set(who, [what, ...(lastRead.get(who) ?? []).filter((read) => read !== what)]);
          underWay.push(state.lastRead.set(named(who), what));
        }),
      ),
      fc.constant(command('all is looked at', settle)),
    ];
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 25 }), async (run) => {
        runs += 1;
        const model: Model = { shelves: new Map(), lastRead: new Map(), underWay: [] };
        await fc.asyncModelRun(() => ({ model, real: state }), run);
        await settle(model, state);
      }),
      { numRuns: 60 },
    );
  });

  describe('a value that cannot be read', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((value) => `{"value":${value}}`),
      fc.constantFrom(
        '',
        'null',
        '5',
        '{}',
        '{"value":',
        '{"value":{"v":1}}',
        '{"value":{"v":2,"place":{"chapter":1,"offset":0,"context":""},"revision":1,"updatedAt":0,"device":"phone"}}',
        '{"value":{"v":1,"place":{"chapter":0,"offset":-1,"context":""},"revision":1,"updatedAt":0}}',
      ),
    );

    test('is never the reader’s trouble, and is not lost when another takes its place', async () => {
      const home = await newHome();
      let clock = 0;
      let runs = 0;
      await (await home.open()).close();
      const texts = fc.uniqueArray(hostile, { minLength: 1, maxLength: 20 });
      await fc.assert(
        fc.asyncProperty(texts, async (values) => {
          runs += 1;
          for (const [index, value] of values.entries()) home.put('places', `ada${runs}/${index}`, value);
          clock += 1;
          const state = await home.open({ now: () => clock, onUnreadable: () => {} });
          for (const index of values.keys()) {
            expect(await state.places.get(`ada${runs}`, String(index))).toBeNull();
            await state.places.save(`ada${runs}`, String(index), somewhere, 1);
            expect((await state.places.get(`ada${runs}`, String(index)))?.place).toEqual(somewhere);
          }
          await state.close();
          const left = home.texts().join('\n');
          for (const value of values) expect(left).toContain(JSON.stringify(value).slice(1, -1));
        }),
        { numRuns: 12 },
      );
    });

    test('of a newer Ficus stays as it is until then, and is reported', async () => {
      const home = await newHome();
      await (await home.open()).close();
      const newer = '{"value":{"v":2,"stories":["a","b"],"folders":[]}}';
      home.put('shelf', 'ada', newer);
      const unreadable: Unreadable[] = [];
      const state = await home.open({ onUnreadable: (value) => unreadable.push(value) });
      expect(await state.shelf.list('ada')).toEqual([]);
      expect(await state.shelf.remove('ada', 'a')).toBe(false);
      await state.close();
      expect(unreadable[0]).toEqual({ collection: 'shelf', key: 'ada', reason: 'it is of version 2, not 1' });
      expect(home.texts()).toEqual([newer]);
    });
  });

  describe('a shelf', () => {
    test('that is full takes no more, and drops nothing', async () => {
      const state = await (await newHome()).open();
      const stories = Array.from({ length: SHELF_LIMIT }, (_, index) => `story-${index}`);
      expect(new Set(await Promise.all(stories.map((story) => state.shelf.keep('ada', story))))).toEqual(
        new Set(['kept']),
      );
      expect(await state.shelf.keep('ada', 'one-more')).toBe('full');
      expect(await state.shelf.keep('ada', 'story-0')).toBe('kept-before');
      expect((await state.shelf.list('ada')).map((entry) => entry.story)).toEqual(stories.reverse());
    });
  });

  test('reading goes on with the story read last, and the list of them stays short', async () => {
    let clock = 0;
    const state = await (await newHome()).open({ now: () => clock });
    expect(await state.lastRead.get('ada')).toBeNull();
    for (let index = 0; index < HISTORY_LIMIT + 5; index += 1) {
      clock = index;
      await state.lastRead.set('ada', `story-${index}`);
    }
    expect(await state.lastRead.get('ada')).toEqual({ story: `story-${clock}`, at: clock });
    expect(await state.lastRead.recent('ada')).toHaveLength(HISTORY_LIMIT);
    expect(await state.lastRead.get('bea')).toBeNull();
  });

  test('a reader has one thread under each channel; forgetting one that is gone leaves its successor', async () => {
    const state = await (await newHome()).open();
    await state.readerThreads.set('ada', 'library', 'first');
    await state.readerThreads.set('ada', 'lounge', 'elsewhere');
    await state.readerThreads.set('ada', 'library', 'second');
    await state.readerThreads.forget('ada', 'library', 'first');
    expect(await state.readerThreads.get('ada', 'library')).toBe('second');
    await state.readerThreads.forget('ada', 'library', 'second');
    expect(await state.readerThreads.get('ada', 'library')).toBeNull();
    expect(await state.readerThreads.get('ada', 'lounge')).toBe('elsewhere');
    expect(await state.readerThreads.get('bea', 'lounge')).toBeNull();
  });

  test('what a reader chose stays chosen; the rest is as for everyone', async () => {
    const state = await (await newHome()).open();
    await Promise.all([
      state.preferences.change('ada', { privateReplies: true }),
      state.preferences.change('ada', { noticeSeen: true }),
    ]);
    expect(await state.preferences.get('ada')).toEqual({ privateReplies: true, noticeSeen: true, pageBudget: null });
    expect(await state.preferences.get('bea')).toEqual({ privateReplies: false, noticeSeen: false, pageBudget: null });
  });

  test('the commands registered for one server say nothing of those for all, nor of another bot’s', async () => {
    const state = await (await newHome()).open();
    const all = { hash: 'all', ids: { fic: '1' } };
    const one = { hash: 'one', ids: { fic: '2' } };
    await state.registration.set('ficus', null, all);
    await state.registration.set('ficus', 'guild', one);
    expect(await state.registration.get('ficus', null)).toEqual(all);
    expect(await state.registration.get('ficus', 'guild')).toEqual(one);
    expect(await state.registration.get('ficus', 'other')).toBeNull();
    expect(await state.registration.get('other', null)).toBeNull();
    await state.registration.forget('ficus', 'guild');
    expect(await state.registration.get('ficus', 'guild')).toBeNull();
  });

  test('changes under way when the bot stops are kept', async () => {
    const home = await newHome();
    const before = await home.open();
    const stories = ['a', 'b', 'c', 'd', 'e'];
    const underWay = stories.map((story) => before.shelf.keep('ada', story));
    await before.close();
    await Promise.all(underWay);
    expect(await (await home.open()).shelf.list('ada')).toHaveLength(stories.length);
  });
});

test('a place that a reader was told of survives kill -9', async () => {
  const file = await temporaryFile();
  const bot = startProgram(new URL('./keep-places.ts', import.meta.url), file);
  let told = -1;
  for await (const line of bot.lines) {
    told = Number(line);
    if (told >= 25) await bot.kill();
  }
  expect(told).toBeGreaterThanOrEqual(25);
  const kept = await (await openedState(file)).places.get('ada', 'story');
  expect(kept?.place.offset).toBeGreaterThanOrEqual(told);
});
