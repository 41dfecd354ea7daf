/** Searches and pagers that readers have open: their buttons go on working over restarts, for as long as was promised. */
import { describe, expect, test } from 'vitest';
import { HOMES } from '#tests/kept/homes.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

const session = {
  reader: 'ada',
  story: 'empty-house',
  guildId: '81384788765712384',
  channelId: '155101607195836416',
  threadId: null,
  messageId: null,
  budget: 1_800,
};
const search = {
  reader: 'ada',
  query: 'hiatus pairing:Watson/Holmes rating:teen words>=1000 sort:words',
  guildId: null,
  channelId: '155101607195836416',
} as const;

describe.each(HOMES)('over %s', (_, newHome) => {
  describe('a search', () => {
    test('is remembered as it was asked, over a restart, for a day and then a month', async () => {
      const home = await newHome();
      let clock = Date.now();
      const before = await home.open({ now: () => clock });
      const id = await before.searchSessions.start(search);
      await before.close();
      const state = await home.open({ now: () => clock });
      const remembered = { ...search, startedAt: clock };
      clock += 31 * DAY - 1;
      expect(await state.searchSessions.get(id)).toEqual(remembered);
      clock += 1;
      expect(await state.searchSessions.get(id)).toBeNull();
    });

    test('that nobody began is unknown', async () => {
      const state = await (await newHome()).open();
      expect(await state.searchSessions.get('never')).toBeNull();
    });
  });

  describe('an open pager', () => {
    test('works after a restart, with what has changed since', async () => {
      const home = await newHome();
      const before = await home.open({ now: () => 0 });
      const id = await before.readingSessions.start(session);
      await before.readingSessions.change(id, { messageId: '1', budget: 900 });
      await before.close();
      const after = await home.open({ now: () => HOUR });
      const expected = { ...session, messageId: '1', budget: 900, startedAt: 0, usedAt: 0 };
      expect(await after.readingSessions.get(id)).toEqual(expected);
    });

    test('lasts for 90 days from its last use, not from its start', async () => {
      let clock = Date.now();
      const state = await (await newHome()).open({ now: () => clock });
      const id = await state.readingSessions.start(session);
      for (let visit = 0; visit < 3; visit += 1) {
        clock += 60 * DAY;
        expect(await state.readingSessions.get(id)).toMatchObject({ story: 'empty-house', usedAt: clock });
      }
      clock += 90 * DAY;
      expect(await state.readingSessions.get(id)).toBeNull();
      expect(await state.readingSessions.change(id, { messageId: '2' })).toBeNull();
    });

    test('that was ended is gone', async () => {
      const state = await (await newHome()).open();
      const id = await state.readingSessions.start(session);
      await state.readingSessions.end(id);
      expect(await state.readingSessions.get(id)).toBeNull();
    });

    test('never takes the id of another', async () => {
      const ids = ['same', 'same', 'other'];
      const state = await (await newHome()).open({ newId: () => ids.shift() ?? 'last' });
      const ada = await state.readingSessions.start(session);
      const bea = await state.readingSessions.start({ ...session, reader: 'bea' });
      expect([ada, bea]).toEqual(['same', 'other']);
      expect((await state.readingSessions.get(ada))?.reader).toBe('ada');
    });

    test.for(['', 'a.b', 'thirteen-long'])('has no id that a button cannot carry: "%s"', async (id) => {
      const state = await (await newHome()).open({ newId: () => id });
      await expect(state.readingSessions.start(session)).rejects.toThrow(RangeError);
    });
  });

  describe('what moderators have open', () => {
    const list = { reader: 'mina', guildId: '81384788765712384', words: 'rain' };
    const edit = { moderator: 'mina', story: 'empty-house', group: 'names', typed: { title: 'The “Mauve” Wall\n' } };

    test('a list is remembered over a restart, for a month', async () => {
      const home = await newHome();
      let clock = Date.now();
      const before = await home.open({ now: () => clock });
      const id = await before.listSessions.start(list);
      await before.close();
      const state = await home.open({ now: () => clock });
      const remembered = { ...list, startedAt: clock };
      clock += 31 * DAY - 1;
      expect(await state.listSessions.get(id)).toEqual(remembered);
      clock += 1;
      expect(await state.listSessions.get(id)).toBeNull();
    });

    test('words that were not saved wait for a day, over a restart', async () => {
      const home = await newHome();
      let clock = Date.now();
      const before = await home.open({ now: () => clock });
      const id = await before.unsavedEdits.keep(edit);
      await before.close();
      const state = await home.open({ now: () => clock });
      clock += DAY - 1;
      expect(await state.unsavedEdits.get(id)).toEqual(edit);
      clock += 1;
      expect(await state.unsavedEdits.get(id)).toBeNull();
    });
  });
});
