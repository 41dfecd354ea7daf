/**
 * Cards, counts and many stories by id: what is asked often costs what is shown of it.
 */
import { describe, expect, it } from 'vitest';
import { FACETS } from '#src/query/fields.ts';
import { SHARED_LIBRARY, type StoryCard } from '#src/story/story.ts';
import { asked, BAKER, EVERYTHING, inServer, MERYTON, MINA, OPEN, type Trial } from '#tests/catalog/contract/trial.ts';
import { aStory, EXPLICIT, romance, TEEN, wordy } from '#tests/catalog/stories.ts';

export function describeCards(trial: Trial): void {
  const long = {
    title: 'The Long Rain',
    authors: ['penwiper'],
    fandoms: ['Sherlock Holmes'],
    pairings: [romance('Sherlock Holmes', 'John Watson')],
    rating: TEEN,
    warnings: ['Violence'],
    status: 'in-progress',
    summary: 'It rains.',
  } as const;
  const unshown = { notes: 'n'.repeat(5000), rawHeader: 'h'.repeat(5000), text: [wordy(300), wordy(200)] };

  describe('a card', () => {
    const expected = (id: string, updatedAt: number): StoryCard => ({
      ...long,
      ...{ id, library: SHARED_LIBRARY, state: 'published', words: 500, updatedAt },
    });

    it('is what results, lists and the shelf show of a story, and nothing else of it', async () => {
      const { id, updatedAt } = await trial.catalog.add(aStory({ ...long, ...unshown }));
      const card = expected(id, updatedAt);
      expect((await trial.catalog.search(asked({ text: 'rain' }), OPEN, EVERYTHING)).hits).toEqual([card]);
      for (const words of ['', 'rain']) {
        const { stories } = await trial.catalog.libraryStories(SHARED_LIBRARY, 'published', words, EVERYTHING);
        expect(stories).toEqual([card]);
      }
      expect(await trial.catalog.cards([id], [SHARED_LIBRARY])).toEqual([card]);
    });

    it('says so of a story that is hidden', async () => {
      const { id, updatedAt } = await trial.catalog.add(aStory({ ...long, ...unshown }));
      await trial.catalog.withdraw(id, [SHARED_LIBRARY], MINA);
      const card = { ...expected(id, updatedAt), state: 'withdrawn' };
      expect(await trial.catalog.cards([id], [SHARED_LIBRARY])).toEqual([card]);
      expect((await trial.catalog.libraryStories(SHARED_LIBRARY, 'withdrawn', 'long', EVERYTHING)).stories).toEqual([
        card,
      ]);
    });
  });

  describe('many stories by id', () => {
    it('come in one call as each would by itself, in the order asked, without those that are not there', async () => {
      const [one, two, theirs] = await trial.catalog.addAll([
        aStory({ title: 'One', ...unshown }),
        aStory({ title: 'Two', library: BAKER, rating: EXPLICIT }),
        aStory({ title: 'Theirs', library: MERYTON }),
      ]);
      const ids = [two?.id ?? '', 'nobody', theirs?.id ?? '', one?.id ?? ''];
      const libraries = [BAKER, SHARED_LIBRARY];
      const many = await trial.catalog.many(ids, libraries);
      expect(many.map(({ title }) => title)).toEqual(['Two', 'One']);
      for (const story of many) expect(story).toEqual(await trial.catalog.get(story.id, libraries));
      expect((await trial.catalog.cards(ids, libraries)).map(({ title }) => title)).toEqual(['Two', 'One']);
    });

    it('may be as many as a full shelf holds', async () => {
      const stories = await trial.catalog.addAll(Array.from({ length: 501 }, (_, n) => aStory({ title: `No. ${n}` })));
      const ids = stories.map(({ id }) => id).reverse();
      const titles = stories.map(({ title }) => title).reverse();
      expect((await trial.catalog.many(ids, [SHARED_LIBRARY])).map(({ title }) => title)).toEqual(titles);
      expect((await trial.catalog.cards(ids, [SHARED_LIBRARY])).map(({ title }) => title)).toEqual(titles);
      expect(await trial.catalog.cards([], [SHARED_LIBRARY])).toEqual([]);
    });
  });

  describe('how many a search finds', () => {
    it('is what the search itself says, and what its facets are counted over', async () => {
      await trial.catalog.addAll([
        aStory({ title: 'Rain', tags: ['lamp'] }),
        aStory({ title: 'Rain again', tags: ['lamp', 'night'] }),
        aStory({ title: 'Rain above', rating: EXPLICIT }),
        aStory({ title: 'Their rain', library: MERYTON }),
        aStory({ title: 'Sun' }),
      ]);
      const blocking = { ...OPEN, blocked: [{ kind: 'tag', name: 'night' } as const] };
      for (const audience of [OPEN, inServer(MERYTON), inServer(BAKER), blocking]) {
        for (const query of [asked({}), asked({ text: 'rain' }), asked({ tag: 'lamp' }), asked({ text: 'rian' })]) {
          const { total } = await trial.catalog.search(query, audience, EVERYTHING);
          expect(await trial.catalog.total(query, audience)).toBe(total);
          const common = await trial.catalog.facets(query, audience);
          expect(common.total).toBe(total);
          expect(Object.keys(common.facets).toSorted()).toEqual([...FACETS].toSorted());
          for (const facet of ['rating', 'status'] as const) {
            expect(common.facets[facet].reduce((sum, { count }) => sum + count, 0)).toBe(total);
          }
        }
      }
      expect(await trial.catalog.total(asked({ text: 'rain' }), OPEN)).toBe(2);
    });
  });
}
