/**
 * What is suggested while somebody types.
 */
import { describe, expect, it } from 'vitest';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import {
  ADULT,
  asked,
  BAKER,
  EVERYTHING,
  inServer,
  MERYTON,
  MINA,
  OPEN,
  type Trial,
} from '#tests/catalog/contract/trial.ts';
import { aStory, EXPLICIT, GENERAL, romance, TEEN } from '#tests/catalog/stories.ts';

export function describeSuggestions(trial: Trial): void {
  describe('suggestions', () => {
    it('begin with what was typed, at any word, split at the archives’ signs', async () => {
      await trial.catalog.add(
        aStory({
          title: 'A',
          authors: ['Ann Lee'],
          fandoms: ['Pride & Prejudice (1995)', 'Alice/Oz~Crossover'],
          characters: ['Anne-Marie "Shirley" Cuthbert|Blythe'],
          pairings: [romance('Elizabeth Bennet', 'Fitzwilliam Darcy')],
          tags: ['Hurt/Comfort'],
        }),
      );
      expect(await trial.labels('fandom', 'prej')).toEqual(['Pride & Prejudice (1995)']);
      expect(await trial.labels('fandom', '19')).toEqual(['Pride & Prejudice (1995)']);
      expect(await trial.labels('fandom', 'cross')).toEqual(['Alice/Oz~Crossover']);
      for (const typed of ['marie', 'shir', 'bly', 'anne cuth', 'CUTHBERT ann']) {
        expect(await trial.labels('character', typed), typed).toHaveLength(1);
      }
      expect(await trial.labels('character', 'an cuth'), 'earlier words are whole').toEqual([]);
      expect(await trial.labels('pairing', 'darcy/eliz')).toEqual(['Elizabeth Bennet/Fitzwilliam Darcy']);
      expect(await trial.labels('tag', 'comf')).toEqual(['Hurt/Comfort']);
      expect(await trial.labels('author', 'lee')).toEqual(['Ann Lee']);
    });

    it('come by literal beginning, then by uses', async () => {
      await trial.catalog.addAll([
        aStory({ tags: ['Time Travel', 'Bedtime', 'Once Upon a Time'] }),
        aStory({ tags: ['Timeloop', 'Once Upon a Time', 'time travel'] }),
        aStory({ tags: ['Once Upon a Time'] }),
      ]);
      expect(await trial.catalog.suggest('tag', 'time', OPEN, 25)).toEqual([
        { label: 'Time Travel', value: 'Time Travel', uses: 2 },
        { label: 'Timeloop', value: 'Timeloop', uses: 1 },
        { label: 'Once Upon a Time', value: 'Once Upon a Time', uses: 3 },
      ]);
      expect(await trial.labels('tag', '')).toEqual(['Once Upon a Time', 'Time Travel', 'Bedtime', 'Timeloop']);
      expect(await trial.catalog.suggest('tag', 'time', OPEN, 1)).toHaveLength(1);
    });

    it('of what nothing begins with are those that were meant, from the third letter on', async () => {
      await trial.catalog.addAll([
        aStory({ tags: ['Hurt/Comfort', 'Angst'] }),
        aStory({ rating: EXPLICIT, tags: ['Ravens'] }),
      ]);
      expect(await trial.labels('tag', 'anst')).toEqual(['Angst']);
      expect(await trial.labels('tag', 'cmofo')).toEqual(['Hurt/Comfort']);
      expect(await trial.labels('tag', 'ag')).toEqual([]);
      expect(await trial.labels('tag', 'ravems')).toEqual([]);
    });

    it('of a fandom come before others, which come only where it has none', async () => {
      await trial.catalog.addAll([
        aStory({ fandoms: ['Dracula'], characters: ['Mina Murray'] }),
        aStory({ fandoms: ['Emma'], characters: ['Miss Bates', 'Mr. Knightley'] }),
      ]);
      const labels = async (typed: string) =>
        (await trial.catalog.suggest('character', typed, OPEN, 25, 'emma')).map(({ label }) => label);
      expect(await labels('mi')).toEqual(['Miss Bates']);
      expect(await labels('mur')).toEqual(['Mina Murray']);
    });

    it('give a story’s id for its title, and tell two stories of one title apart', async () => {
      const first = await trial.catalog.add(aStory({ title: 'The Letter', authors: ['Ann'] }));
      const second = await trial.catalog.add(aStory({ title: 'The Letter', authors: ['Bea'] }));
      const found = await trial.catalog.suggest('title', 'the let', OPEN, 25);
      expect(new Set(found.map(({ value }) => value))).toEqual(new Set([first.id, second.id]));
      expect(new Set(found.map(({ label }) => label)).size).toBe(2);
      expect((await trial.catalog.byTitle('THE LETTER', OPEN)).map(({ id }) => id)).toEqual([second.id, first.id]);
    });

    it('draw only on stories that may be shown, and count only those', async () => {
      await trial.catalog.addAll([
        aStory({ title: 'Night', tags: ['Fluff'] }),
        aStory({ title: 'Nightshade', rating: EXPLICIT, authors: ['Only Here'], tags: ['Fluff', 'Fluffy Smut'] }),
      ]);
      expect(await trial.catalog.suggest('tag', 'flu', OPEN, 25)).toEqual([
        { label: 'Fluff', value: 'Fluff', uses: 1 },
      ]);
      expect(await trial.labels('author', '')).toEqual([]);
      expect(await trial.labels('title', 'night')).toEqual(['Night']);
      expect(await trial.labels('title', '')).toEqual(['Night']);
      expect(await trial.labels('title', '', { ...OPEN, maxRank: 5 })).toEqual([]);
      expect(await trial.labels('tag', '', { ...OPEN, maxRank: 5 })).toEqual([]);
      expect(await trial.catalog.suggest('tag', 'fluff', ADULT, 25)).toMatchObject([{ uses: 2 }, { uses: 1 }]);
    });

    it('below Teen too draw only on stories that may be shown, of all libraries, and count only those', async () => {
      await trial.catalog.addAll([
        aStory({ title: 'Night', rating: GENERAL, tags: ['Fluff'] }),
        aStory({ title: 'Nightfall', rating: GENERAL, tags: ['Fluff'], library: BAKER }),
        aStory({ title: 'Nightshade', rating: TEEN, authors: ['Only Here'], tags: ['Fluff', 'Fluffy Knives'] }),
      ]);
      const mild = { ...inServer(BAKER), maxRank: 19 };
      expect(await trial.catalog.suggest('tag', 'flu', mild, 25)).toEqual([
        { label: 'Fluff', value: 'Fluff', uses: 2 },
      ]);
      expect(await trial.labels('author', '', mild)).toEqual([]);
      expect(await trial.labels('title', 'night', mild)).toEqual(['Night', 'Nightfall']);
      expect(await trial.labels('title', '', mild)).toEqual(['Nightfall', 'Night']);
      expect(await trial.labels('tag', 'flu', inServer(BAKER))).toEqual(['Fluff', 'Fluffy Knives']);
    });

    it('add up the uses of a server’s own stories and the shared ones', async () => {
      await trial.catalog.addAll([
        aStory({ tags: ['Fluff'], library: BAKER }),
        aStory({ tags: ['fluff'] }),
        aStory({ tags: ['Fluff'], library: MERYTON }),
      ]);
      expect(await trial.catalog.suggest('tag', 'fl', inServer(BAKER), 25)).toMatchObject([{ uses: 2 }]);
    });

    it('forget a name with its last story, and a story’s old names with its revision', async () => {
      const story = await trial.catalog.add(aStory({ title: 'Old', tags: ['Before', 'Kept'] }));
      const { fields, chapters, permission, pages } = aStory({ title: 'New', tags: ['After', 'Kept'] });
      await trial.catalog.revise(story.id, { fields, chapters, permission, pages }, MINA);
      expect((await trial.labels('tag', '')).sort()).toEqual(['After', 'Kept']);
      expect(await trial.labels('title', 'old')).toEqual([]);
      expect(await trial.titles({ tag: 'before' })).toEqual([]);
      await trial.catalog.withdraw(story.id, [SHARED_LIBRARY], MINA);
      expect(await trial.labels('tag', '')).toEqual([]);
      await trial.catalog.restore(story.id, [SHARED_LIBRARY], MINA);
      expect((await trial.labels('tag', '')).sort()).toEqual(['After', 'Kept']);
    });

    it('fit Discord’s 100 characters and never halve an emoji', async () => {
      await trial.catalog.add(aStory({ title: `${'x'.repeat(98)}😀😀` }));
      const [suggestion] = await trial.catalog.suggest('title', 'x', OPEN, 25);
      expect(suggestion?.label.length).toBeLessThanOrEqual(100);
      expect(suggestion?.label.isWellFormed()).toBe(true);
    });

    it('find common beginnings among thousands of names, the most used first', async () => {
      await trial.catalog.addAll(
        Array.from({ length: 1200 }, (_, index) =>
          aStory({ title: `Tale ${index}`, tags: [`tag ${index}`, index < 3 ? 'a tag of many' : 'tagged'] }),
        ),
      );
      expect(await trial.catalog.suggest('tag', 'ta', OPEN, 2)).toMatchObject([
        { label: 'tagged', uses: 1197 },
        { label: 'tag 0', uses: 1 },
      ]);
      expect(await trial.labels('tag', 'tag 77')).toContain('tag 777');
      expect(await trial.catalog.suggest('tag', 'ma', OPEN, 2)).toMatchObject([{ label: 'a tag of many', uses: 3 }]);
      expect(await trial.labels('title', 'tal')).toHaveLength(25);
      expect(await trial.labels('title', 'tale 1199')).toEqual(['Tale 1199']);
      for (const { id } of (await trial.catalog.search(asked({}), OPEN, EVERYTHING)).hits) {
        await trial.catalog.withdraw(id, [SHARED_LIBRARY], MINA);
      }
      expect(await trial.titles({ text: 'tale 1199' })).toEqual([]);
      expect((await trial.catalog.search(asked({ text: 'tale' }), OPEN, EVERYTHING)).total).toBe(1100);
    });
  });
}
