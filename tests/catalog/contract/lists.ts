/**
 * A library as its moderators look through it.
 */
import { describe, expect, it } from 'vitest';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { BAKER, EVERYTHING, MERYTON, type Trial } from '#tests/catalog/contract/trial.ts';
import { aStory, EXPLICIT } from '#tests/catalog/stories.ts';

export function describeLists(trial: Trial): void {
  const listed = async (state: 'published' | 'withdrawn' | 'reported', words = '', page = EVERYTHING) => {
    const { total, stories } = await trial.catalog.libraryStories(BAKER, state, words, page);
    return { total, titles: stories.map(({ title }) => title) };
  };
  const draft = {
    id: 'd1',
    library: BAKER,
    by: 'mina',
    title: 'A Draft of Rain',
    fileName: 'rain.txt',
    bytes: Uint8Array.of(1),
    answers: '{}',
    savedAt: 1000,
    expiresAt: 2000,
  };

  describe('a list of a library', () => {
    it('has its own stories of every rating by state, the last changed first', async () => {
      for (const title of ['One', 'Two', 'Three'])
        await trial.catalog.add(aStory({ title, library: BAKER, rating: EXPLICIT }));
      await trial.catalog.add(aStory({ title: 'Shared' }));
      await trial.catalog.add(aStory({ title: 'Theirs', library: MERYTON }));
      const [two] = await trial.catalog.byTitle('two', { libraries: [BAKER], maxRank: 100 });
      await trial.catalog.withdraw(two?.id ?? '', [BAKER], { by: 'mina', at: 5 });
      expect(await listed('published')).toEqual({ total: 2, titles: ['Three', 'One'] });
      expect(await listed('published', '', { offset: 1, limit: 1 })).toEqual({ total: 2, titles: ['One'] });
      expect(await listed('withdrawn')).toEqual({ total: 1, titles: ['Two'] });
      expect(await trial.catalog.libraryCounts(BAKER, 0)).toEqual({
        published: 2,
        drafts: 0,
        withdrawn: 1,
        'taken-down': 0,
        reported: 0,
      });
    });

    it('is searched by words of title and author alone, the last one by its beginning', async () => {
      const story = (title: string, author: string) =>
        aStory({ title, library: BAKER, authors: [author], summary: 'Of penwiper and rain.', tags: ['rain'] });
      const all = await trial.catalog.addAll([
        story('The Long Rain', 'inkwell'),
        story('The Wall', 'penwiper'),
        story('Rain Again', 'penwiper'),
        aStory({ title: 'The Long Rain', library: MERYTON }),
      ]);
      const cases: [string, string[]][] = [
        ['rai', ['Rain Again', 'The Long Rain']],
        ['penwiper ra', ['Rain Again']],
        ['long rain', ['The Long Rain']],
        ['summary', []],
      ];
      for (const [words, titles] of cases) expect((await listed('published', words)).titles).toEqual(titles);
      expect((await listed('published', '"* (')).titles, 'no word at all').toHaveLength(3);
      expect(await listed('published', 'rain', { offset: 1, limit: 1 })).toEqual({
        total: 2,
        titles: ['The Long Rain'],
      });
      for (const { id } of all.slice(0, 3)) await trial.catalog.withdraw(id, [BAKER], { by: 'mina', at: 5 });
      for (const [words, titles] of cases) expect((await listed('withdrawn', words)).titles.sort()).toEqual(titles);
    });

    it('has each story with open reports of this server once, the longest waiting first, shared ones too', async () => {
      const [own, shared] = await trial.catalog.addAll([
        aStory({ title: 'Own', library: BAKER }),
        aStory({ title: 'Shared', library: SHARED_LIBRARY }),
      ]);
      const report = (id: string, story: string, by: string, at: number, library = BAKER) =>
        trial.moderation.reports.file({ id, story, library, by, reason: 'other', text: 'Look.', place: null, at });
      await report('r1', shared?.id ?? '', 'ada', 1);
      await report('r2', own?.id ?? '', 'ada', 2);
      await report('r3', own?.id ?? '', 'newt', 3);
      await report('r4', own?.id ?? '', 'newt', 3, MERYTON);
      expect(await listed('reported')).toEqual({ total: 2, titles: ['Shared', 'Own'] });
      expect(await trial.moderation.reports.countOpen(own?.id ?? '', BAKER)).toBe(2);
      expect((await trial.catalog.libraryCounts(BAKER, 0)).reported).toBe(2);
      await trial.moderation.reports.settle('r1', BAKER, { outcome: 'closed', by: 'mina', at: 5, answer: '' });
      expect(await listed('reported')).toEqual({ total: 1, titles: ['Own'] });
      expect(await trial.moderation.reports.countOpen(shared?.id ?? '', BAKER)).toBe(0);
    });

    it('has its drafts, the last saved first, until their time is over', async () => {
      await trial.catalog.saveDraft(draft);
      await trial.catalog.saveDraft({
        ...draft,
        id: 'd2',
        title: null,
        fileName: 'wall.txt',
        savedAt: 1500,
        expiresAt: 3000,
      });
      await trial.catalog.saveDraft({ ...draft, id: 'd3', library: MERYTON });
      const drafts = async (words: string, now: number) => {
        const found = await trial.catalog.libraryDrafts(BAKER, words, EVERYTHING, now);
        expect(found.total).toBe(found.drafts.length);
        return found.drafts;
      };
      expect((await drafts('', 1999)).map(({ id }) => id)).toEqual(['d2', 'd1']);
      expect(await drafts('rai', 1999)).toEqual([
        { id: 'd1', by: 'mina', title: 'A Draft of Rain', fileName: 'rain.txt', savedAt: 1000, expiresAt: 2000 },
      ]);
      expect((await drafts('wall', 1999)).map(({ id }) => id)).toEqual(['d2']);
      expect((await drafts('', 2000)).map(({ id }) => id)).toEqual(['d2']);
      expect((await trial.catalog.libraryCounts(BAKER, 2000)).drafts).toBe(1);
      expect((await trial.catalog.libraryDrafts(BAKER, '', { offset: 1, limit: 5 }, 1999)).drafts).toHaveLength(1);
    });
  });
}
