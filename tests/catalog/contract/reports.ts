/**
 * Members' reports: kept for their own server, one a member and fic, settled once, told once.
 */
import { describe, expect, it } from 'vitest';
import { type NewReport, REPORTS_A_DAY, type Settlement } from '#src/moderation/reports.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { BAKER, codeOf, MERYTON, type Trial } from '#tests/catalog/contract/trial.ts';
import { aStory } from '#tests/catalog/stories.ts';

const HOUR = 60 * 60 * 1000;

const REPORT: NewReport = {
  id: 'r1',
  story: 's',
  library: BAKER,
  by: 'ada',
  reason: 'broken-text',
  text: 'Half of it is missing.',
  place: { chapter: 2, offset: 1400 },
  at: 2,
};
const CLOSED: Settlement = { outcome: 'closed', by: 'mina', at: 5000, answer: 'It is whole.' };
const WITHDRAWN: Settlement = { outcome: 'withdrawn', by: 'mina', at: 5000, answer: '' };

export function describeReports(trial: Trial): void {
  const reports = () => trial.moderation.reports;
  const openIds = async (library = BAKER) => (await reports().open(library, 10)).map(({ id }) => id);

  describe('reports', () => {
    it('are kept for the server where they were filed, oldest first, until they are settled', async () => {
      await reports().file(REPORT);
      await reports().file({ ...REPORT, id: 'r0', by: 'newt', place: null, at: 1 });
      expect(await openIds()).toEqual(['r0', 'r1']);
      expect(await openIds(MERYTON)).toEqual([]);
      expect(await reports().get('r1', MERYTON)).toBeNull();
      expect(await reports().settle('r0', MERYTON, CLOSED)).toEqual([]);
      expect((await reports().settle('r0', BAKER, CLOSED)).map(({ id }) => id)).toEqual(['r0']);
      expect(await reports().open(BAKER, 10)).toEqual([{ ...REPORT, post: null, settlement: null, toldAt: null }]);
    });

    it('of one member about one fic are one: their newest words, where the first ones stood', async () => {
      await reports().file(REPORT);
      await reports().posted('r1', { channel: 'c', message: 'm' });
      const again = { ...REPORT, id: 'r2', reason: 'other', text: 'Now it is worse.', place: null, at: 3 } as const;
      const replaced = { ...again, id: 'r1', post: { channel: 'c', message: 'm' }, settlement: null, toldAt: null };
      expect(await reports().file(again)).toEqual(replaced);
      expect(await reports().open(BAKER, 10)).toEqual([replaced]);
      await reports().settle('r1', BAKER, CLOSED);
      await reports().file({ ...REPORT, id: 'r3', at: 4 });
      expect(await openIds()).toEqual(['r3']);
    });

    it('are settled once, of two who are at it at the same time by one', async () => {
      await reports().file(REPORT);
      const both = await Promise.all(
        [CLOSED, { ...CLOSED, by: 'olive' }].map((each) => reports().settle('r1', BAKER, each)),
      );
      expect(both.map((done) => done.length).sort()).toEqual([0, 1]);
      const winner = both.flat()[0]?.settlement;
      expect((await reports().get('r1', BAKER))?.settlement).toEqual(winner);
    });

    it('about one fic are all settled when one of them withdraws it, with it in one step', async () => {
      const { id: story } = await trial.catalog.add(aStory({ library: BAKER }));
      const { id: other } = await trial.catalog.add(aStory({ library: BAKER }));
      for (const by of ['ada', 'newt']) await reports().file({ ...REPORT, id: by, by, story });
      await reports().file({ ...REPORT, id: 'other', story: other });
      const done = await reports().settle('ada', BAKER, WITHDRAWN);
      expect(done.map(({ id, settlement }) => [id, settlement?.outcome])).toEqual([
        ['ada', 'withdrawn'],
        ['newt', 'withdrawn'],
      ]);
      expect(await openIds()).toEqual(['other']);
      expect((await trial.catalog.get(story, [BAKER]))?.state).toBe('withdrawn');
      expect((await trial.catalog.history(story))[0]).toMatchObject({ kind: 'withdrawn', by: 'mina', at: 5000 });
      expect((await reports().settleAll(other, BAKER, WITHDRAWN)).map(({ id }) => id)).toEqual(['other']);
      expect(await openIds()).toEqual([]);
    });

    it("cannot withdraw the shared library's fics, which the operator finds", async () => {
      const { id: story } = await trial.catalog.add(aStory({ library: SHARED_LIBRARY }));
      const { id: own } = await trial.catalog.add(aStory({ library: BAKER }));
      await reports().file({ ...REPORT, story });
      await reports().file({ ...REPORT, id: 'r2', story, library: MERYTON });
      await reports().file({ ...REPORT, id: 'r3', story: own });
      expect(await codeOf(reports().settle('r1', BAKER, WITHDRAWN))).toBe('library-not-yours');
      expect((await trial.catalog.get(story, [SHARED_LIBRARY]))?.state).toBe('published');
      expect((await reports().about(SHARED_LIBRARY, 10)).map(({ id }) => id)).toEqual(['r1', 'r2']);
      await reports().settle('r1', BAKER, CLOSED);
      expect((await reports().about(SHARED_LIBRARY, 10)).map(({ id }) => id)).toEqual(['r2']);
    });

    it('are so many a member, server and day, and the time that is left is told', async () => {
      const at = 100 * HOUR;
      for (let number = 0; number < REPORTS_A_DAY; number += 1) {
        await reports().file({ ...REPORT, id: `r${number}`, story: `s${number}`, at: at + number });
      }
      const another = { ...REPORT, id: 'one', story: 'one more', at: at + 2.5 * HOUR };
      await expect(reports().file(another)).rejects.toMatchObject({
        code: 'reports-too-many',
        details: { limit: REPORTS_A_DAY, hours: 21, minutes: 30 },
      });
      await reports().file({ ...REPORT, id: 'again', story: 's3', at: at + 3 * HOUR });
      await reports().file({ ...another, library: MERYTON });
      await reports().file({ ...another, id: 'two', by: 'newt' });
      await reports().file({ ...another, id: 'three', at: at + 24 * HOUR });
      expect(await openIds(MERYTON)).toEqual(['one']);
    });

    it('are told once, and those of an earlier day not any more', async () => {
      for (const by of ['ada', 'newt']) await reports().file({ ...REPORT, id: by, by });
      const untold = async (by: string | null, since = 0) =>
        (await reports().untold(by, since, 10)).map(({ id }) => id);
      expect(await untold(null)).toEqual([]);
      await reports().settle('ada', BAKER, CLOSED);
      await reports().settle('newt', BAKER, { ...CLOSED, at: 6000 });
      expect(await untold(null)).toEqual(['ada', 'newt']);
      expect(await untold(null, 5001)).toEqual(['newt']);
      expect(await untold('ada')).toEqual(['ada']);
      expect(await Promise.all([reports().told('ada', 7000), reports().told('ada', 7001)])).toEqual([true, false]);
      expect(await untold('ada')).toEqual([]);
      expect(await reports().get('ada', BAKER)).toMatchObject({ settlement: CLOSED, toldAt: 7000 });
      await reports().untell('ada');
      expect(await untold('ada')).toEqual(['ada']);
    });

    it('that stand in no channel are found until they do', async () => {
      await reports().file(REPORT);
      await reports().file({ ...REPORT, id: 'r2', library: MERYTON });
      await reports().posted('r1', { channel: 'c', message: 'm' });
      expect((await reports().unposted(10)).map(({ id }) => id)).toEqual(['r2']);
      await reports().settle('r2', MERYTON, CLOSED);
      expect(await reports().unposted(10)).toEqual([]);
    });
  });
}
