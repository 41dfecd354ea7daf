/**
 * The log of what was done to a library.
 */
import { describe, expect, it } from 'vitest';
import type { NewLogEntry } from '#src/moderation/library-log.ts';
import { BAKER, MERYTON, type Trial } from '#tests/catalog/contract/trial.ts';

export function describeLog(trial: Trial): void {
  const entry = (at: number, more: Partial<NewLogEntry> = {}): NewLogEntry => ({
    ...{ library: BAKER, by: '7', at, action: 'published', story: `story${at}`, details: { title: `Fic ${at}` } },
    ...more,
  });

  describe('the log of a library', () => {
    it('gives what was noted, newest first, of one library or one fic, after a restart too', async () => {
      const { log } = trial.moderation;
      const change: NewLogEntry = {
        ...{ library: BAKER, by: '7', at: 3, action: 'settings-changed' },
        details: { setting: 'sharing', before: 'on', after: 'off' },
      };
      await log.add(entry(1), entry(2));
      await log.add(change);
      await log.add(entry(4, { library: MERYTON }));
      await log.add(entry(5, { story: 'story1', action: 'withdrawn' }));
      await trial.restart();
      const again = trial.moderation.log;
      const all = await again.list(BAKER, null, 10);
      expect(all.map(({ at }) => at)).toEqual([5, 3, 2, 1]);
      expect(all.map(({ number, ...noted }) => noted)[1]).toEqual(change);
      expect((await again.list(BAKER, 'story1', 10)).map(({ action }) => action)).toEqual(['withdrawn', 'published']);
      expect((await again.list(MERYTON, null, 10)).map(({ at }) => at)).toEqual([4]);
      expect(await again.list(MERYTON, 'story1', 10)).toEqual([]);
    });

    it('is paged by number: whatever is noted meanwhile, no entry comes twice and none is left out', async () => {
      const { log } = trial.moderation;
      await log.add(...Array.from({ length: 25 }, (_, index) => entry(index)));
      const seen: number[] = [];
      let before: number | undefined;
      for (let page = 0; page < 5; page++) {
        const entries = await log.list(BAKER, null, 10, before);
        seen.push(...entries.map(({ at }) => at));
        before = entries.at(-1)?.number ?? before;
        await log.add(entry(100 + page));
      }
      expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => 24 - index));
    });
  });
}
