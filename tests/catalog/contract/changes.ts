/**
 * Every change of a story.
 */
import { describe, expect, it } from 'vitest';
import { plainText } from '#src/story/prose.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import {
  ADULT,
  asked,
  BAKER,
  codeOf,
  EVERYTHING,
  MERYTON,
  MINA,
  OPEN,
  type Trial,
} from '#tests/catalog/contract/trial.ts';
import { aStory, romance } from '#tests/catalog/stories.ts';

export function describeChanges(trial: Trial): void {
  describe('changes', () => {
    it('give back a story as it was added', async () => {
      const { fields, chapters, permission, library } = aStory({
        title: 'Ünïcode “quotes” \u2028',
        pairings: [romance('A', 'B')],
        series: { name: 'Cases', part: 2 },
        unknownFields: [{ label: 'Beta', value: 'Ann' }],
      });
      const story = await trial.catalog.add({ library, fields, chapters, permission, pages: [], key: 'k' });
      expect(story).toMatchObject({ ...fields, library, permission, revision: 1, state: 'published' });
      expect(story.id).toMatch(/^[\w-]{1,20}$/);
      expect(await trial.catalog.get(story.id, [library])).toEqual(story);
      const { hits } = await trial.catalog.search(asked({}), OPEN, EVERYTHING);
      expect(hits).toEqual([await trial.catalog.cards([story.id], [library])].flat());
      for (const hit of hits) expect(story).toMatchObject(hit);
      expect(await trial.catalog.published(library, 'k')).toEqual(story);
      expect(await trial.catalog.libraries()).toEqual([library]);
    });

    it('publish once under a key, in each library', async () => {
      const first = await trial.catalog.add(aStory({ title: 'Once', key: 'file' }));
      expect((await trial.catalog.add(aStory({ title: 'Twice', key: 'file' }))).id).toBe(first.id);
      const [third, fourth] = await trial.catalog.addAll([
        aStory({ title: 'Thrice', key: 'file' }),
        aStory({ title: 'Elsewhere', key: 'file', library: BAKER }),
      ]);
      expect(third?.id).toBe(first.id);
      expect(fourth?.id).not.toBe(first.id);
      expect(await trial.titles({})).toEqual(['Once']);
      expect(await trial.catalog.published(MERYTON, 'file')).toBeNull();
      const twins = await Promise.all([1, 2, 3].map(() => trial.catalog.add(aStory({ key: 'together' }))));
      expect(new Set(twins.map(({ id }) => id)).size).toBe(1);
    });

    it('do not bring a withdrawn story back when its file is added again', async () => {
      const story = await trial.catalog.add(aStory({ key: 'file' }));
      await trial.catalog.withdraw(story.id, [SHARED_LIBRARY], MINA);
      expect(await trial.catalog.add(aStory({ key: 'file' }))).toMatchObject({ id: story.id, state: 'withdrawn' });
      expect(await trial.catalog.count()).toBe(0);
    });

    it('are numbered, told newest first, and withdrawing twice is one change', async () => {
      const { id } = await trial.catalog.add(aStory({ title: 'First' }));
      const { fields, chapters, permission, pages } = aStory({ title: 'Second', text: [['New text.']] });
      const revised = await trial.catalog.revise(id, { fields, chapters, permission, pages }, MINA);
      expect(revised).toMatchObject({ id, title: 'Second', revision: 2, updatedAt: 5000 });
      expect(plainText((await trial.catalog.excerpt(id, 1, 0, 5)).blocks)).toBe('New text.');
      await trial.catalog.withdraw(id, [SHARED_LIBRARY], { by: 'olive', at: 6000 });
      await trial.catalog.withdraw(id, [SHARED_LIBRARY], { by: 'olive', at: 6500 });
      await trial.catalog.restore(id, [SHARED_LIBRARY], { by: 'mina', at: 7000 });
      const entries = (await trial.catalog.history(id)).map(({ revision, kind, by }) => `${revision} ${kind} ${by}`);
      expect(entries).toEqual(['4 restored mina', '3 withdrawn olive', '2 revised mina', '1 published mina']);
      expect(await trial.catalog.history('nobody')).toEqual([]);
    });

    it('are refused where there is nothing to change', async () => {
      const { id } = await trial.catalog.add(aStory());
      const { fields, chapters, permission, pages } = aStory();
      const change = { fields, chapters, permission, pages };
      expect(await codeOf(trial.catalog.restore(id, [SHARED_LIBRARY], MINA))).toBe('story-not-withdrawn');
      expect(await codeOf(trial.catalog.restore('nobody', [SHARED_LIBRARY], MINA))).toBe('story-not-found');
      expect(await codeOf(trial.catalog.withdraw('nobody', [SHARED_LIBRARY], MINA))).toBe('story-not-found');
      expect(await codeOf(trial.catalog.revise('nobody', change, MINA))).toBe('story-not-found');
      await trial.catalog.withdraw(id, [SHARED_LIBRARY], MINA);
      expect(await codeOf(trial.catalog.revise(id, change, MINA))).toBe('story-withdrawn');
    });

    it('refuse underage sex at every write, and keep what was there', async () => {
      const underage = { warnings: ['Underage Sex'] };
      expect(await codeOf(trial.catalog.add(aStory(underage)))).toBe('story-refused-underage');
      expect(await codeOf(trial.catalog.addAll([aStory({ title: 'Fine' }), aStory(underage)]))).toBe(
        'story-refused-underage',
      );
      const { id } = await trial.catalog.add(aStory({ title: 'Kept' }));
      const { fields, chapters, permission, pages } = aStory(underage);
      const revising = trial.catalog.revise(id, { fields, chapters, permission, pages }, MINA);
      expect(await codeOf(revising)).toBe('story-refused-underage');
      expect(await trial.titles({ text: 'kept' }, ADULT)).toEqual(['Kept']);
      expect((await trial.catalog.history(id)).map(({ revision }) => revision)).toEqual([1]);
      expect(await trial.titles({ tag: 'underage' }, ADULT)).toEqual([]);
    });

    it('offer what was withdrawn in these libraries, the last one first', async () => {
      const one = await trial.catalog.add(aStory({ title: 'The One', library: BAKER }));
      const two = await trial.catalog.add(aStory({ title: 'The Two', library: BAKER }));
      await trial.catalog.add(aStory({ title: 'The Three', library: BAKER }));
      await trial.catalog.withdraw(two.id, [BAKER], { by: 'mina', at: 1 });
      await trial.catalog.withdraw(one.id, [BAKER], { by: 'mina', at: 2 });
      expect((await trial.catalog.withdrawn('', [BAKER], 25)).map(({ value }) => value)).toEqual([one.id, two.id]);
      expect((await trial.catalog.withdrawn('the tw', [BAKER], 25)).map(({ label }) => label)).toEqual(['The Two']);
      expect(await trial.catalog.withdrawn('', [MERYTON, SHARED_LIBRARY], 25)).toEqual([]);
    });
  });
}
