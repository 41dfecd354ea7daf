/**
 * A change of the header alone: what is found, shown and gated follows at once, the text is the same one, and nothing that
 * anybody else changed is lost.
 */
import { describe, expect, it } from 'vitest';
import { plainText } from '#src/story/prose.ts';
import type { Story } from '#src/story/story.ts';
import {
  ADULT,
  asked,
  BAKER,
  codeOf,
  EVERYTHING,
  inServer,
  MERYTON,
  MINA,
  type Trial,
} from '#tests/catalog/contract/trial.ts';
import { aStory, EXPLICIT, NO_PERMISSION, romance } from '#tests/catalog/stories.ts';

const HERE = inServer(BAKER);
const HERE_ADULT = { ...HERE, maxRank: ADULT.maxRank };
const LAYOUT = 'discord/2800/1';

export function describeHeaders(trial: Trial): void {
  const began = (parts = {}) =>
    trial.catalog.add(
      aStory({
        library: BAKER,
        title: 'The Grey Wall',
        authors: ['penwiper'],
        pairings: [romance('Holmes', 'Watson')],
        tags: ['rain'],
        text: [['It rained.'], ['It stopped.']],
        pages: [{ layout: LAYOUT, starts: [Uint32Array.of(0), Uint32Array.of(0, 3)] }],
        ...parts,
      }),
    );
  const headerOf = (story: Story, change: object) => {
    const { id, library, revision, state, permission, words, chapters, publishedAt, updatedAt, ...fields } = story;
    return { fields: { ...fields, ...change }, permission };
  };
  const edit = (story: Story, change: object, expected = story.revision) =>
    trial.catalog.reviseHeader(story.id, [BAKER], headerOf(story, change), MINA, expected);

  describe('a change of the header', () => {
    it('is found and suggested by its new words at once, and by its old ones no more', async () => {
      const story = await began();
      await began({ title: 'Another' });
      const change = {
        title: 'The Red Door',
        authors: ['inkwell'],
        pairings: [romance('Holmes', 'Lestrade')],
        tags: [],
      };
      const edited = await edit(story, change);
      expect(edited).toMatchObject({ ...change, id: story.id, revision: 2, words: story.words });
      expect(await trial.catalog.get(story.id, [BAKER])).toEqual(edited);
      expect(await trial.titles({ text: 'red door inkwell' }, HERE)).toEqual(['The Red Door']);
      expect(await trial.titles({ text: 'grey' }, HERE)).toEqual([]);
      expect(await trial.titles({ pairing: 'Lestrade/Holmes' }, HERE)).toEqual(['The Red Door']);
      expect(await trial.titles({ pairing: 'Watson/Holmes' }, HERE)).toEqual(['Another']);
      expect(await trial.titles({ tag: 'rain' }, HERE)).toEqual(['Another']);
      expect(await trial.labels('title', 'the', HERE)).toEqual(['The Red Door (inkwell)']);
      expect(await trial.labels('author', 'ink', HERE)).toEqual(['inkwell']);
      expect((await trial.catalog.suggest('author', 'pen', HERE, 5))[0]?.uses).toBe(1);
      expect(await trial.catalog.byTitle('the red door', HERE)).toHaveLength(1);
      expect(await trial.catalog.byTitle('the grey wall', HERE)).toEqual([]);
    });

    it('is gated by its new rating at once', async () => {
      const story = await began();
      await edit(story, { rating: EXPLICIT });
      expect(await trial.titles({}, HERE)).toEqual([]);
      expect(await trial.labels('title', '', HERE)).toEqual([]);
      expect(await trial.titles({}, HERE_ADULT)).toEqual(['The Grey Wall']);
    });

    it('leaves the text, its pages and the place among the newest changes as they were', async () => {
      const story = await began();
      await began({ title: 'Newer' });
      const once = await edit(story, { title: 'Once' });
      const twice = await edit(once, { title: 'Twice' });
      expect(twice).toMatchObject({ updatedAt: story.updatedAt, publishedAt: story.publishedAt });
      expect(await trial.titles({ sort: 'updated' }, HERE)).toEqual(['Newer', 'Twice']);
      expect(twice.chapters).toEqual(story.chapters);
      expect(plainText((await trial.catalog.excerpt(story.id, 2, 0, 5)).blocks)).toBe('It stopped.');
      expect(await trial.catalog.chunks(story.id, 1)).toHaveLength(1);
      const key = { story: story.id, revision: 3, chapter: 2, layout: LAYOUT };
      expect(await trial.catalog.pageStarts(key)).toEqual(Uint32Array.of(0, 3));
      await trial.catalog.savePageStarts({ ...key, layout: 'other' }, Uint32Array.of(0, 7));
      expect(await trial.catalog.pageStarts({ ...key, revision: 1, layout: 'other' })).toEqual(Uint32Array.of(0, 7));
    });

    it('to no permission closes the text, and back opens it', async () => {
      const story = await began();
      const { fields } = headerOf(story, {});
      await trial.catalog.reviseHeader(story.id, [BAKER], { fields, permission: NO_PERMISSION }, MINA, 1);
      expect(await codeOf(trial.catalog.excerpt(story.id, 1, 0, 5))).toBe('text-not-permitted');
      await trial.catalog.reviseHeader(story.id, [BAKER], { fields, permission: story.permission }, MINA, 2);
      expect(plainText((await trial.catalog.excerpt(story.id, 1, 0, 5)).blocks)).toBe('It rained.');
    });

    it('made from an older revision is refused, says who was first, and changes nothing', async () => {
      const story = await began();
      const edited = await trial.catalog.reviseHeader(story.id, [BAKER], headerOf(story, { title: 'First' }), MINA, 1);
      const late = trial.catalog.reviseHeader(
        story.id,
        [BAKER],
        headerOf(story, { title: 'Second' }),
        { by: 'olive', at: 6000 },
        1,
      );
      await expect(late).rejects.toMatchObject({
        code: 'story-changed',
        details: { title: 'First', by: 'mina', at: 5000, revision: 2 },
      });
      expect(await trial.catalog.get(story.id, [BAKER])).toEqual(edited);
      const both = await Promise.allSettled([edit(edited, { title: 'Left' }), edit(edited, { title: 'Right' })]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect((await trial.catalog.get(story.id, [BAKER]))?.revision).toBe(3);
    });

    it('is refused for another library, an unknown story and underage sex', async () => {
      const story = await began();
      const header = headerOf(story, { title: 'Theirs' });
      expect(await codeOf(trial.catalog.reviseHeader(story.id, [MERYTON], header, MINA, 1))).toBe('story-not-found');
      expect(await codeOf(trial.catalog.reviseHeader('nobody', [BAKER], header, MINA, 1))).toBe('story-not-found');
      expect(await codeOf(edit(story, { warnings: ['Underage Sex'] }))).toBe('story-refused-underage');
      expect(await trial.catalog.get(story.id, [BAKER])).toEqual(story);
      expect(await trial.titles({ text: 'grey' }, HERE)).toEqual(['The Grey Wall']);
    });

    it('of a withdrawn story leaves it withdrawn, and is there when it comes back', async () => {
      const story = await began();
      const withdrawn = await trial.catalog.withdraw(story.id, [BAKER], MINA);
      expect(await edit(withdrawn, { title: 'Mended' })).toMatchObject({ state: 'withdrawn', revision: 3 });
      expect((await trial.catalog.search(asked({}), HERE, EVERYTHING)).total).toBe(0);
      expect(await trial.labels('title', '', HERE)).toEqual([]);
      await trial.catalog.restore(story.id, [BAKER], MINA);
      expect(await trial.titles({ text: 'mended' }, HERE)).toEqual(['Mended']);
      expect(await trial.titles({ text: 'grey' }, HERE)).toEqual([]);
    });

    it('of a withdrawn story that is then taken down does not publish it when that is undone', async () => {
      const story = await began();
      const edited = await edit(await trial.catalog.withdraw(story.id, [BAKER], MINA), { title: 'Mended' });
      const word = { ...MINA, reason: 'Her word.' };
      const taken = await trial.moderation.takedowns.add(story.id, [BAKER], word);
      expect(await codeOf(edit(taken, { title: 'Secret' }))).toBe('story-taken-down');
      const undone = await trial.moderation.takedowns.undo(story.id, [BAKER], word);
      expect(undone).toMatchObject({ state: 'withdrawn', title: edited.title });
      const listed = await trial.catalog.libraryStories(BAKER, 'taken-down', '', EVERYTHING);
      expect(listed.total).toBe(0);
    });

    it('keeps what every revision said, newest first', async () => {
      const story = await began();
      const edited = await edit(story, { title: 'Second', summary: 'Now with one.' });
      const { fields, chapters, permission, pages } = aStory({ title: 'Third', text: [['New text here.']] });
      await trial.catalog.revise(edited.id, { fields, chapters, permission, pages }, MINA);
      expect(plainText((await trial.catalog.excerpt(story.id, 1, 0, 5)).blocks)).toBe('New text here.');
      const told = await trial.catalog.revisions(story.id, Number.MAX_SAFE_INTEGER, 10);
      expect(told.map(({ revision, kind, fields: { title } }) => `${revision} ${kind} ${title}`)).toEqual([
        '3 revised Third',
        '2 edited Second',
        '1 published The Grey Wall',
      ]);
      expect(told.map(({ chapters: count, words }) => [count, words])).toEqual([
        [1, 3],
        [2, 4],
        [2, 4],
      ]);
      expect(told[2]).toMatchObject({ by: 'mina', permission: story.permission });
      const [second, ...more] = await trial.catalog.revisions(story.id, 2, 1);
      expect(second).toMatchObject({ revision: 2, fields: { summary: 'Now with one.' } });
      expect(more).toEqual([]);
      expect(await trial.catalog.revisions('nobody', 9, 9)).toEqual([]);
    });
  });
}
