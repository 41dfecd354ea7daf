/**
 * Who may see what, by every way of asking.
 */
import { describe, expect, it } from 'vitest';
import { SUGGESTION_KINDS } from '#src/query/fields.ts';
import { ALL_RANKS } from '#src/story/audience.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import {
  ADULT,
  asked,
  BAKER,
  codeOf,
  EVERYTHING,
  inServer,
  MERYTON,
  MINA,
  OPEN,
  type Trial,
} from '#tests/catalog/contract/trial.ts';
import { aStory, EXPLICIT, MATURE, TEEN, UNRATED } from '#tests/catalog/stories.ts';

export function describeAccess(trial: Trial): void {
  describe('who may see what', () => {
    it('shows what is above Teen, or unrated, only where all ranks are shown, and counts it elsewhere', async () => {
      await trial.catalog.addAll([
        aStory({ title: 'Night T', rating: TEEN }),
        aStory({ title: 'Night M', rating: MATURE }),
        aStory({ title: 'Night E', rating: EXPLICIT }),
        aStory({ title: 'Night ?', rating: UNRATED }),
        aStory({ title: 'Day E', rating: EXPLICIT }),
      ]);
      const open = await trial.catalog.search(asked({ text: 'night' }), OPEN, EVERYTHING);
      expect(open.hits.map(({ title }) => title)).toEqual(['Night T']);
      expect(open).toMatchObject({ total: 1, hidden: [{ reason: 'rating', count: 3 }] });
      const adult = await trial.catalog.search(asked({ text: 'night' }), ADULT, EVERYTHING);
      expect(adult).toMatchObject({ total: 4, hidden: [] });
      expect(await trial.titles({ rating: 'Explicit' })).toEqual([]);
      expect(await trial.catalog.byTitle('Night E', OPEN)).toEqual([]);
      expect(await trial.catalog.byTitle('Night E', ADULT)).toHaveLength(1);
      expect(await trial.titles({}, { ...OPEN, maxRank: 0 })).toEqual([]);
      expect(await trial.sorted({}, { ...OPEN, maxRank: 30 })).toEqual(['Night M', 'Night T']);
    });

    it('keeps two servers apart, in search, suggestions, titles, counts and by id', async () => {
      const secret = { title: 'Secret Night', authors: ['Whisper'], tags: ['Hidden Thing'], library: BAKER };
      const story = await trial.catalog.add(aStory(secret));
      await trial.catalog.add(aStory({ title: 'Secret Night, explicit', rating: EXPLICIT, library: BAKER }));
      await trial.catalog.add(aStory({ title: 'Everybody’s' }));
      expect(await trial.sorted({}, inServer(BAKER))).toEqual(['Everybody’s', 'Secret Night']);
      const there = inServer(MERYTON);
      expect(await trial.titles({}, there)).toEqual(['Everybody’s']);
      expect(await trial.catalog.search(asked({ text: 'secret' }), there, EVERYTHING)).toMatchObject({
        total: 0,
        hits: [],
        hidden: [],
      });
      expect(await trial.catalog.search(asked({ author: 'whisper' }), there, EVERYTHING)).toMatchObject({
        total: 0,
        hidden: [],
      });
      expect(await trial.labels('title', 'secret', there)).toEqual([]);
      expect(await trial.labels('author', '', there)).toEqual([]);
      expect(await trial.labels('tag', 'hidden', there)).toEqual([]);
      expect(await trial.catalog.byTitle('secret night', there)).toEqual([]);
      expect(await trial.catalog.get(story.id, [MERYTON, SHARED_LIBRARY])).toBeNull();
      expect(await codeOf(trial.catalog.withdraw(story.id, [MERYTON], MINA))).toBe('story-not-found');
      expect(await trial.titles({}, { libraries: [], maxRank: ALL_RANKS })).toEqual([]);
    });

    it('does not let a name of one server decide how another server’s filters are understood', async () => {
      await trial.catalog.add(aStory({ title: 'There', characters: ['Holmes'], library: BAKER }));
      await trial.catalog.add(aStory({ title: 'Here', characters: ['Sherlock Holmes'], library: MERYTON }));
      expect(await trial.titles({ character: 'Holmes' }, inServer(MERYTON))).toEqual(['Here']);
    });

    it('finds no withdrawn story by any way but its id', async () => {
      const story = await trial.catalog.add(aStory({ title: 'Gone Night', authors: ['Ghost'], tags: ['Fog'] }));
      await trial.catalog.withdraw(story.id, [SHARED_LIBRARY], MINA);
      expect(await trial.catalog.search(asked({}), ADULT, EVERYTHING)).toMatchObject({
        total: 0,
        hits: [],
        hidden: [],
      });
      expect(await trial.catalog.search(asked({ text: 'gone' }), OPEN, EVERYTHING)).toMatchObject({
        total: 0,
        hits: [],
        hidden: [],
      });
      for (const kind of SUGGESTION_KINDS) expect(await trial.labels(kind, '', ADULT), kind).toEqual([]);
      expect(await trial.catalog.byTitle('Gone Night', ADULT)).toEqual([]);
      expect(await codeOf(trial.catalog.excerpt(story.id, 1, 0, 10))).toBe('story-withdrawn');
      expect(await codeOf(trial.catalog.chunks(story.id, 1))).toBe('story-withdrawn');
      expect(await trial.catalog.count()).toBe(0);
      expect(await trial.catalog.get(story.id, [SHARED_LIBRARY])).toMatchObject({
        title: 'Gone Night',
        state: 'withdrawn',
      });
    });
  });
}
