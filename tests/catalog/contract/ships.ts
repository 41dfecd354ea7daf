/**
 * What search promises of ships and of other names: found in every spelling, friends and lovers apart, and by what all fans call them.
 */
import { describe, expect, it } from 'vitest';
import { asked, EVERYTHING, OPEN, type Trial } from '#tests/catalog/contract/trial.ts';
import { aStory, friends, romance } from '#tests/catalog/stories.ts';

export function describeShips(trial: Trial): void {
  describe('ships', () => {
    it('are found by nicknames, initials and portmanteaus, in free words and in the option', async () => {
      await trial.catalog.addAll([
        aStory({ title: 'Rooms', pairings: [romance('Sherlock Holmes', 'John Watson')] }),
        aStory({ title: 'Brothers', pairings: [friends('Sherlock Holmes', 'Mycroft Holmes')] }),
        aStory({ title: 'Ball', pairings: [romance('Elizabeth Bennet', 'Fitzwilliam Darcy')] }),
      ]);
      for (const pairing of ['Johnlock', 'H/W', 'S.H./J.W.', 'watson x holmes', 'Dr. Watson/Sherlock']) {
        expect(await trial.titles({ pairing }), pairing).toEqual(['Rooms']);
      }
      for (const pairing of ['Lizzy/Darcy', 'Darbeth', 'D/E']) {
        expect(await trial.titles({ pairing }), pairing).toEqual(['Ball']);
      }
      expect(await trial.titles({ text: 'johnlock' })).toEqual(['Rooms']);
      expect(await trial.titles({ text: 'watson/holmes' })).toEqual(['Rooms']);
    });

    it('are lovers with a slash and friends with an ampersand, and the others are counted', async () => {
      await trial.catalog.addAll([
        aStory({ title: 'Rooms', pairings: [romance('Holmes', 'Watson')] }),
        aStory({ title: 'Friends', pairings: [friends('Holmes', 'Watson')] }),
        aStory({ title: 'Also Friends', pairings: [friends('Watson', 'Holmes')] }),
      ]);
      const search = async (pairing: string) => {
        const { total, otherKind } = await trial.catalog.search(asked({ pairing }), OPEN, EVERYTHING);
        return { total, otherKind };
      };
      expect(await search('Watson/Holmes')).toEqual({ total: 1, otherKind: 2 });
      expect(await search('Watson x Holmes')).toEqual({ total: 1, otherKind: 2 });
      expect(await search('Watson & Holmes')).toEqual({ total: 2, otherKind: 1 });
      expect(await search('Holmes and Watson')).toEqual({ total: 3, otherKind: 0 });
      expect(await search('Johnlock')).toEqual({ total: 3, otherKind: 0 });
    });

    it('are left out of lists under any of their names', async () => {
      await trial.catalog.addAll([
        aStory({ title: 'Rooms', pairings: [romance('Sherlock Holmes', 'John Watson')] }),
        aStory({ title: 'Ball', pairings: [romance('Elizabeth Bennet', 'Fitzwilliam Darcy')] }),
      ]);
      const blocked = [{ kind: 'pairing', name: 'Johnlock' }] as const;
      expect(await trial.titles({}, { ...OPEN, blocked })).toEqual(['Ball']);
    });
  });

  describe('other names', () => {
    it('find what they stand for, and what stands under it', async () => {
      await trial.catalog.addAll([
        aStory({ title: 'A', tags: ['Hurt/Comfort'], fandoms: ['Harry Potter'] }),
        aStory({ title: 'B', tags: ['H/C'], fandoms: ['Harry Potter - J. K. Rowling'], characters: ['Voldemort'] }),
        aStory({ title: 'C', tags: ['Sickfic'], characters: ['Tom Riddle'] }),
        aStory({ title: 'D', tags: ['Fluff'] }),
      ]);
      expect(await trial.sorted({ tag: 'hurt/comfort' })).toEqual(['A', 'B', 'C']);
      expect(await trial.sorted({ tag: 'Sickfic' })).toEqual(['C']);
      expect(await trial.sorted({ fandom: 'hp' })).toEqual(['A', 'B']);
      expect(await trial.sorted({ character: 'Lord Voldemort' })).toEqual(['B', 'C']);
    });

    it('find names that are written a little otherwise', async () => {
      await trial.catalog.add(aStory({ title: 'A', fandoms: ['Harry Potter (the books)'] }));
      expect(await trial.titles({ fandom: 'HP' })).toEqual(['A']);
    });

    it('are suggested with what they stand for', async () => {
      await trial.catalog.add(aStory({ title: 'Rooms', pairings: [romance('John Watson', 'Sherlock Holmes')] }));
      const [first] = await trial.catalog.suggest('pairing', 'johnl', OPEN, 25);
      expect(first).toMatchObject({ value: 'John Watson/Sherlock Holmes', alias: 'Johnlock' });
    });
  });
}
