/**
 * A library's own other names, and what is found by them.
 */
import { describe, expect, it } from 'vitest';
import { MOST_ALIASES } from '#src/moderation/library-aliases.ts';
import { BAKER, inServer, MERYTON, type Trial } from '#tests/catalog/contract/trial.ts';
import { aStory, romance } from '#tests/catalog/stories.ts';

const OURS = { kind: 'pairing', alias: 'Our Boys', standsFor: 'Sherlock Holmes/John Watson' } as const;

export function describeOwnNames(trial: Trial): void {
  const aliases = () => trial.moderation.aliases;

  describe('a library’s own names', () => {
    it('are kept by library, by kind and letters, after a restart too, and changed by being noted again', async () => {
      const outcomes = [
        await aliases().put(BAKER, OURS, '7', 1),
        await aliases().put(BAKER, { kind: 'tag', alias: 'Weepy', standsFor: 'Angst' }, '7', 2),
        await aliases().put(BAKER, { kind: 'tag', alias: 'cosy', standsFor: 'Fluff' }, '7', 3),
        await aliases().put(MERYTON, { ...OURS, standsFor: 'Darcy/Bingley' }, '8', 4),
        await aliases().put(BAKER, OURS, '9', 5),
        await aliases().put(BAKER, { ...OURS, alias: 'OUR BOYS', standsFor: 'Holmes/Watson' }, '9', 6),
      ].map(({ outcome }) => outcome);
      expect(outcomes).toEqual(['added', 'added', 'added', 'added', 'same', 'changed']);
      await trial.restart();
      const listed = async (library: string) => (await aliases().list(library)).map(({ number, ...alias }) => alias);
      expect(await listed(BAKER)).toEqual([
        { kind: 'pairing', alias: 'OUR BOYS', standsFor: 'Holmes/Watson' },
        { kind: 'tag', alias: 'cosy', standsFor: 'Fluff' },
        { kind: 'tag', alias: 'Weepy', standsFor: 'Angst' },
      ]);
      expect(await listed(MERYTON)).toEqual([{ ...OURS, standsFor: 'Darcy/Bingley' }]);
    });

    it('find what they stand for as soon as they are noted, in their own server alone, until they are removed', async () => {
      await trial.catalog.add(aStory({ title: 'Ship', pairings: [romance('Sherlock Holmes', 'John Watson')] }));
      const found = (library: string) => trial.titles({ pairing: 'Our Boys' }, inServer(library));
      expect(await found(BAKER)).toEqual([]);
      await aliases().put(BAKER, OURS, '7', 1);
      expect(await found(BAKER)).toEqual(['Ship']);
      expect(await found(MERYTON)).toEqual([]);
      const [noted] = await aliases().list(BAKER);
      await aliases().remove(BAKER, noted?.number ?? 0, '7', 2);
      expect(await found(BAKER)).toEqual([]);
    });

    it('are in the library’s log from the same step on, and a number is never another’s', async () => {
      const { log } = trial.moderation;
      const { entry } = await aliases().put(BAKER, OURS, '7', 1);
      const [first] = await aliases().list(BAKER);
      const number = first?.number ?? 0;
      expect(await aliases().remove(MERYTON, number, '8', 2)).toBeNull();
      const gone = await aliases().remove(BAKER, number, '7', 3);
      expect(await aliases().remove(BAKER, number, '7', 4)).toBeNull();
      await aliases().put(BAKER, OURS, '7', 5);
      expect((await aliases().list(BAKER))[0]?.number).not.toBe(number);
      const noted = (await log.list(BAKER, null, 10)).map(({ number: _, ...each }) => each).toReversed();
      expect(noted.slice(0, 2)).toEqual([entry, gone]);
      expect(noted.map(({ action }) => action)).toEqual(['alias-added', 'alias-removed', 'alias-added']);
    });

    it('are so many at most; those that are there can still be changed', async () => {
      const put = (number: number, standsFor = 'Fluff') =>
        aliases().put(BAKER, { kind: 'tag', alias: `name ${number}`, standsFor }, '7', 1);
      for (let number = 0; number < MOST_ALIASES; number += 1) expect((await put(number)).outcome).toBe('added');
      expect(await put(MOST_ALIASES)).toEqual({ outcome: 'full', entry: null });
      expect((await put(3, 'Angst')).outcome).toBe('changed');
      expect(await aliases().list(BAKER)).toHaveLength(MOST_ALIASES);
    });
  });
}
