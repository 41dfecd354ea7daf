/**
 * How text is kept, given and refused.
 */
import { describe, expect, it } from 'vitest';
import { plainText } from '#src/story/prose.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { asked, codeOf, EVERYTHING, MINA, OPEN, type Trial } from '#tests/catalog/contract/trial.ts';
import { aStory, NO_PERMISSION, wordy } from '#tests/catalog/stories.ts';

export function describeTexts(trial: Trial): void {
  describe('text', () => {
    const text = [['One is here.', 'Two is there.'], wordy(5000)];

    it('is given by the stretch, with its place and the words before it', async () => {
      const { id, chapters } = await trial.catalog.add(aStory({ text }));
      const whole = await trial.catalog.chunks(id, 2);
      const said = whole.map(({ blocks }) => plainText(JSON.parse(blocks)));
      expect(said.join('').split(/\s+/).length).toBeGreaterThan(4000);
      const length = chapters[1]?.length ?? 0;
      const middle = await trial.catalog.excerpt(id, 2, length / 2, length / 2 + 100);
      expect(middle.start).toBeLessThanOrEqual(length / 2);
      expect(middle.start + plainText(middle.blocks).length).toBeGreaterThanOrEqual(length / 2 + 100);
      expect(middle.wordsBefore).toBeGreaterThan(0);
      expect(plainText(middle.blocks).length).toBeLessThan(length / 2);
      expect(await trial.catalog.excerpt(id, 1, 0, 5)).toMatchObject({ start: 0, wordsBefore: 0 });
      expect((await trial.catalog.excerpt(id, 1, 10_000, 10_001)).blocks).toEqual([]);
    });

    it('is refused without a permission, however it is asked for', async () => {
      const { id } = await trial.catalog.add(aStory({ text, permission: NO_PERMISSION }));
      expect(await codeOf(trial.catalog.excerpt(id, 1, 0, 5))).toBe('text-not-permitted');
      expect(await codeOf(trial.catalog.chunks(id, 1))).toBe('text-not-permitted');
      expect(await trial.titles({}), 'its card is shown').toHaveLength(1);
    });

    it('of an unknown story or chapter is said to be unknown', async () => {
      const { id } = await trial.catalog.add(aStory({ text }));
      expect(await codeOf(trial.catalog.excerpt(id, 3, 0, 5))).toBe('chapter-not-found');
      expect(await codeOf(trial.catalog.excerpt(id, 0, 0, 5))).toBe('chapter-not-found');
      expect(await codeOf(trial.catalog.excerpt('nobody', 1, 0, 5))).toBe('story-not-found');
    });

    it('keeps where its pages begin, by revision, chapter and layout', async () => {
      const pages = [{ layout: 'discord/2800/1', starts: [Uint32Array.of(0), Uint32Array.of(0, 70_000)] }];
      const { id } = await trial.catalog.add(aStory({ text, pages }));
      const key = { story: id, revision: 1, chapter: 2, layout: 'discord/2800/1' };
      expect(await trial.catalog.pageStarts(key)).toEqual(Uint32Array.of(0, 70_000));
      expect(await trial.catalog.pageStarts({ ...key, layout: 'discord/600/1' })).toBeNull();
      expect(await trial.catalog.pageStarts({ ...key, revision: 2 })).toBeNull();
      await trial.catalog.savePageStarts({ ...key, layout: 'discord/600/1' }, Uint32Array.of(0, 500));
      expect(await trial.catalog.pageStarts({ ...key, layout: 'discord/600/1' })).toEqual(Uint32Array.of(0, 500));
      await trial.catalog.withdraw(id, [SHARED_LIBRARY], MINA);
      const restored = await trial.catalog.restore(id, [SHARED_LIBRARY], MINA);
      expect(await trial.catalog.pageStarts({ ...key, revision: restored.revision })).toEqual(
        Uint32Array.of(0, 70_000),
      );
    });

    it('of a million words is published whole or not at all, and others are answered meanwhile', async () => {
      const text = Array.from({ length: 20 }, () => wordy(50_000));
      const adding = trial.catalog.add(aStory({ title: 'The Long Novel', text }));
      let done = false;
      const added = adding.finally(() => (done = true));
      let looks = 0;
      while (!done) {
        const { hits } = await trial.catalog.search(asked({}), OPEN, EVERYTHING);
        for (const { words } of hits) expect(words).toBe(1_000_000);
        looks += 1;
      }
      expect(looks).toBeGreaterThan(5);
      const { id, chapters, words } = await added;
      expect(words).toBe(1_000_000);
      for (const chapter of [1, 20]) {
        const chunks = await trial.catalog.chunks(id, chapter);
        expect(chunks[0]?.start).toBe(0);
        expect(chunks.at(-1)?.end).toBe(chapters[chapter - 1]?.length);
      }
    });
  });
}
