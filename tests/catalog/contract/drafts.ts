/**
 * What waits for a moderator: drafts, with their files and what these became.
 */
import { describe, expect, it } from 'vitest';
import type { DraftText } from '#src/catalog/contract.ts';
import { plainText } from '#src/story/prose.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { BAKER, codeOf, inServer, MERYTON, OPEN, type Trial } from '#tests/catalog/contract/trial.ts';
import { aStory, type StoryParts, wordy } from '#tests/catalog/stories.ts';

const DRAFT = {
  ...{ id: 'd1', library: BAKER, by: 'mina', title: 'The Draft', fileName: 'story.txt' },
  ...{ answers: '{}', savedAt: 1000, expiresAt: 2000 },
};
const BYTES = Uint8Array.of(1, 2, 255);
const STARTS = [Uint32Array.of(0), Uint32Array.of(0, 70_000)];

/** As the press makes it of a file. */
export function aDraftText(parts: StoryParts = {}): DraftText {
  const { fields, chapters, pages } = aStory({
    ...{ text: [wordy(300), wordy(200)], pages: [{ layout: 'discord/2800/1', starts: STARTS }] },
    ...parts,
  });
  return { version: '1', fields, findings: '[]', chapters, pages };
}

export function describeDrafts(trial: Trial): void {
  const saved = (changes: Partial<typeof DRAFT> = {}) =>
    trial.catalog.saveDraft({ ...DRAFT, ...changes, bytes: BYTES });
  const found = (id: string, now = 1999) => trial.catalog.draft(id, now);
  const header = (title: string, by = 'mina') => {
    const { fields, permission } = aStory({ title });
    return { fields, permission: { ...permission, by }, key: 'draft:d1' };
  };

  describe('drafts', () => {
    it('keep a draft until its time is over or it is removed', async () => {
      await saved();
      await saved({ answers: '{"title":"Now"}' });
      await saved({ id: 'd2' });
      expect(await found('d1')).toEqual({ ...DRAFT, answers: '{"title":"Now"}', prepared: null });
      expect(await trial.catalog.draftFile('d1')).toEqual(BYTES);
      await trial.catalog.removeDraft('d1');
      expect(await found('d1')).toBeNull();
      expect(await trial.catalog.draftFile('d1')).toBeNull();
      expect(await found('d2', 2000)).toBeNull();
      expect(await found('d2'), 'it is gone for good').toBeNull();
    });

    it('know what their file became, whatever is said of them since, and after a restart', async () => {
      await saved();
      const { fields, ...text } = aDraftText({ title: 'As The File Says' });
      await trial.catalog.stageDraft('d1', { fields, ...text, findings: '[7]' });
      const answer = { title: 'As Mina Says', answers: '{"title":"As Mina Says"}', savedAt: 1500, expiresAt: 3000 };
      await trial.catalog.answerDraft('d1', answer);
      await trial.restart();
      const prepared = { version: '1', findings: '[7]', fields, chapters: 2, words: 500 };
      expect(await found('d1', 2500)).toEqual({ ...DRAFT, ...answer, prepared });
      expect(await trial.catalog.draftFile('d1')).toEqual(BYTES);
    });

    it('are published with the text that was staged, once, and are gone then', async () => {
      await saved();
      await trial.catalog.stageDraft('d1', aDraftText({ title: 'As The File Says' }));
      const story = await trial.catalog.publishDraft('d1', header('As Mina Says', 'olive'));
      expect(story).toMatchObject({
        title: 'As Mina Says',
        library: BAKER,
        words: 500,
        revision: 1,
        state: 'published',
      });
      expect(story.permission.by).toBe('olive');
      expect(await trial.catalog.get(story.id, [BAKER])).toEqual(story);
      expect(await trial.titles({ text: 'mina' }, inServer(BAKER))).toEqual(['As Mina Says']);
      const { blocks } = await trial.catalog.excerpt(story.id, 2, 0, 9);
      expect(plainText(blocks)).toMatch(/^word0 word1/);
      const page = { story: story.id, revision: 1, chapter: 2, layout: 'discord/2800/1' };
      expect(await trial.catalog.pageStarts(page)).toEqual(STARTS[1]);
      expect(await found('d1')).toBeNull();
      expect(await codeOf(trial.catalog.publishDraft('d1', header('Again')))).toBe('draft-not-found');
      expect(await trial.catalog.published(BAKER, 'draft:d1')).toEqual(story);
    });

    it('have the text that was staged last, of a novel too', async () => {
      await saved();
      await trial.catalog.stageDraft('d1', aDraftText({ text: [wordy(120_000)] }));
      await trial.catalog.stageDraft('d1', { ...aDraftText({ text: [['The newer text.']] }), version: '2' });
      expect((await found('d1'))?.prepared).toMatchObject({ version: '2', chapters: 1, words: 3 });
      const { id } = await trial.catalog.publishDraft('d1', header('Newer'));
      expect(plainText((await trial.catalog.excerpt(id, 1, 0, 99)).blocks)).toBe('The newer text.');
    });

    it('are never a story before they are published', async () => {
      await saved({ library: SHARED_LIBRARY });
      await trial.catalog.stageDraft('d1', aDraftText({ title: 'Unseen' }));
      await trial.restart();
      expect(await trial.titles({}, OPEN)).toEqual([]);
      expect(await trial.catalog.count()).toBe(0);
      expect(await trial.catalog.libraries()).toEqual([]);
    });

    it('that are gone take no answer and no text', async () => {
      const { title, answers, savedAt, expiresAt } = DRAFT;
      expect(await codeOf(trial.catalog.answerDraft('d1', { title, answers, savedAt, expiresAt }))).toBe(
        'draft-not-found',
      );
      expect(await codeOf(trial.catalog.stageDraft('d1', aDraftText()))).toBe('draft-not-found');
      expect(await codeOf(trial.catalog.stageDraft('d1', aDraftText({ text: [wordy(120_000)] })))).toBe(
        'draft-not-found',
      );
      await saved();
      expect(await codeOf(trial.catalog.publishDraft('d1', header('No text')))).toBe('draft-not-found');
    });

    it('are refused as any story is: under age, and what was taken down', async () => {
      await saved();
      const text = aDraftText({ title: 'Copied' });
      await trial.catalog.stageDraft('d1', text);
      const young = { ...header('Young'), fields: { ...text.fields, warnings: ['Underage'] } };
      expect(await codeOf(trial.catalog.publishDraft('d1', young))).toBe('story-refused-underage');
      const sourceUrl = 'https://archive.example/works/7';
      const original = await trial.catalog.add(aStory({ library: MERYTON, sourceUrl, text: [wordy(300), wordy(200)] }));
      await trial.moderation.takedowns.add(original.id, [MERYTON], { by: 'olive', at: 5, reason: 'asked' });
      expect((await found('d1'))?.prepared, 'of another library').not.toBeNull();
      const own = await trial.catalog.add(
        aStory({ library: BAKER, sourceUrl, text: [['Quite another text of some words.']] }),
      );
      await trial.moderation.takedowns.add(own.id, [BAKER], { by: 'mina', at: 5, reason: 'asked' });
      const banned = { ...header('Copied'), fields: { ...text.fields, sourceUrl } };
      expect(await codeOf(trial.catalog.publishDraft('d1', banned))).toBe('story-taken-down');
      expect((await found('d1'))?.prepared, 'nothing of it is lost').not.toBeNull();
    });

    it('lose their staged text, not their file, to a takedown of that text here or in the shared library', async () => {
      for (const library of [BAKER, SHARED_LIBRARY]) {
        await saved();
        await saved({ id: 'd2', library: MERYTON });
        const text = [[...wordy(300), `Only in ${library}, which has words of its own to tell.`]];
        for (const id of ['d1', 'd2']) await trial.catalog.stageDraft(id, aDraftText({ text }));
        const { id } = await trial.catalog.add(aStory({ library, text }));
        await trial.moderation.takedowns.add(id, [library], { by: 'mina', at: 5, reason: 'asked' });
        expect((await found('d1'))?.prepared).toBeNull();
        expect(await codeOf(trial.catalog.stageDraft('d1', aDraftText({ text })))).toBe('story-taken-down');
        expect(await trial.catalog.draftFile('d1')).toEqual(BYTES);
        expect((await found('d2'))?.prepared === null, 'of another library').toBe(library === SHARED_LIBRARY);
        await trial.moderation.takedowns.undo(id, [library], { by: 'mina', at: 6, reason: 'asked' });
      }
    });
  });
}
