/**
 * A takedown in the catalog: hidden everywhere at once, and kept from coming back by any way in.
 */
import { describe, expect, it } from 'vitest';
import type { NewStory } from '#src/catalog/contract.ts';
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
  type Trial,
} from '#tests/catalog/contract/trial.ts';
import { aStory } from '#tests/catalog/stories.ts';

const WORD = { by: 'mina', at: 5000, reason: 'Its author asked by mail.' };

/** Chapters whose paragraphs say which they are. */
const novel = (chapters: number, name = 'gutters'): string[][] =>
  Array.from({ length: chapters }, (_, chapter) =>
    Array.from(
      { length: 6 },
      (_, index) => `Paragraph ${chapter}-${index}: the ${name} of Baker Street ran like brooks all night.`,
    ),
  );

function change({ fields, chapters, permission, pages }: NewStory) {
  return { fields, chapters, permission, pages };
}

export function describeTakedowns(trial: Trial): void {
  const register = () => trial.moderation.takedowns;

  describe('a takedown', () => {
    it('hides a story from every question, and keeps nothing of it readable', async () => {
      const { id } = await trial.catalog.add(aStory({ title: 'The Wall', library: BAKER, authors: ['penwiper'] }));
      expect(await register().add(id, [BAKER], WORD)).toMatchObject({ id, state: 'taken-down', revision: 2 });
      const here = inServer(BAKER);
      expect(await trial.titles({ text: 'wall' }, here)).toEqual([]);
      expect(await trial.labels('title', 'wa', here)).toEqual([]);
      expect(await trial.labels('author', 'pen', here)).toEqual([]);
      expect(await trial.catalog.byTitle('The Wall', here)).toEqual([]);
      expect(await trial.catalog.get(id, [BAKER])).toMatchObject({ state: 'taken-down' });
      expect(await codeOf(trial.catalog.excerpt(id, 1, 0, 5))).toBe('story-taken-down');
      expect(await codeOf(trial.catalog.chunks(id, 1))).toBe('story-taken-down');
      expect(await trial.catalog.count()).toBe(0);
      expect(await trial.catalog.withdrawn('', [BAKER], 25)).toEqual([]);
      expect((await trial.catalog.takenDown('wal', [BAKER], 25)).map(({ value }) => value)).toEqual([id]);
      expect(await trial.catalog.takenDown('', [MERYTON], 25)).toEqual([]);
    });

    it('lets nothing but its undoing bring the story back', async () => {
      const story = aStory({ title: 'Kept', library: BAKER, key: 'file' });
      const { id } = await trial.catalog.add(story);
      await register().add(id, [BAKER], WORD);
      expect(await codeOf(trial.catalog.restore(id, [BAKER], MINA))).toBe('restore-taken-down');
      expect(await codeOf(trial.catalog.withdraw(id, [BAKER], MINA))).toBe('story-taken-down');
      expect(await codeOf(trial.catalog.revise(id, change(story), MINA))).toBe('story-taken-down');
      expect(await codeOf(trial.catalog.add(story))).toBe('story-taken-down');
      expect(await codeOf(register().undo(id, [MERYTON], WORD))).toBe('story-not-found');
      expect(await register().undo(id, [BAKER], WORD)).toMatchObject({ state: 'published' });
      expect(await trial.titles({ text: 'kept' }, inServer(BAKER))).toEqual(['Kept']);
      expect(await codeOf(register().undo(id, [BAKER], WORD))).toBe('story-not-taken-down');
      const kinds = (await trial.catalog.history(id)).map(({ kind }) => kind);
      expect(kinds).toEqual(['takedown-undone', 'taken-down', 'published']);
    });

    it('undone, leaves a story withdrawn that was withdrawn before, however often', async () => {
      const { id } = await trial.catalog.add(aStory({ library: BAKER }));
      await trial.catalog.withdraw(id, [BAKER], MINA);
      for (const _ of [1, 2]) {
        await register().add(id, [BAKER], WORD);
        expect(await register().undo(id, [BAKER], WORD)).toMatchObject({ state: 'withdrawn' });
      }
      expect(await trial.catalog.restore(id, [BAKER], MINA)).toMatchObject({ state: 'published' });
    });

    it('refuses its text under any other title, whole or a chapter of it, added or put in by an edit', async () => {
      const text = novel(4);
      const { id } = await trial.catalog.add(aStory({ title: 'Novel', library: BAKER, text }));
      const other = await trial.catalog.add(aStory({ title: 'Other', library: BAKER, text: novel(1, 'cabs') }));
      await register().add(id, [BAKER], WORD);
      const again = aStory({ title: 'Mine now', library: BAKER, text });
      const chapter = aStory({ title: 'Part three', library: BAKER, text: text.slice(2, 3) });
      for (const story of [again, chapter]) {
        expect(await trial.catalog.isTakenDown(BAKER, story)).toBe(true);
        expect(await codeOf(trial.catalog.add(story))).toBe('story-taken-down');
        expect(await codeOf(trial.catalog.addAll([aStory({ library: BAKER }), story]))).toBe('story-taken-down');
        expect(await codeOf(trial.catalog.revise(other.id, change(story), MINA))).toBe('story-taken-down');
      }
      expect(await trial.titles({}, inServer(BAKER))).toEqual(['Other']);
      await register().undo(id, [BAKER], WORD);
      expect(await trial.catalog.add(again)).toMatchObject({ state: 'published' });
    });

    it('refuses what an earlier revision of it said, too', async () => {
      const first = aStory({ library: BAKER, text: novel(2, 'lamps') });
      const { id } = await trial.catalog.add(first);
      await trial.catalog.revise(id, change(aStory({ text: novel(2, 'bells') })), MINA);
      await register().add(id, [BAKER], WORD);
      expect(await codeOf(trial.catalog.add(aStory({ library: BAKER, text: novel(2, 'lamps') })))).toBe(
        'story-taken-down',
      );
      expect(await codeOf(trial.catalog.add(aStory({ library: BAKER, text: novel(1, 'bells') })))).toBe(
        'story-taken-down',
      );
    });

    it('refuses its source, however the address is spelled, and another fic that quotes a line comes in', async () => {
      const text = novel(2);
      const sourceUrl = 'https://www.archive.example/works/12/?utm_source=tumblr';
      const { id } = await trial.catalog.add(aStory({ library: BAKER, text, sourceUrl }));
      await register().add(id, [BAKER], WORD);
      const linked = aStory({ library: BAKER, text: novel(3, 'cabs'), sourceUrl: 'http://archive.example/works/12' });
      expect(await codeOf(trial.catalog.add(linked))).toBe('story-taken-down');
      const quoting = [...novel(1, 'cabs'), ...text.map((chapter) => chapter.slice(0, 1))];
      expect(await trial.catalog.add(aStory({ library: BAKER, text: quoting }))).toMatchObject({ state: 'published' });
    });

    it("holds in its own library; the shared library's hold everywhere", async () => {
      const [own, everywhere] = [novel(1, 'lamps'), novel(1, 'bells')];
      const one = await trial.catalog.add(aStory({ library: BAKER, text: own }));
      const two = await trial.catalog.add(aStory({ text: everywhere }));
      await register().add(one.id, [BAKER], WORD);
      await register().add(two.id, [SHARED_LIBRARY], WORD);
      expect(await trial.catalog.add(aStory({ library: MERYTON, text: own }))).toMatchObject({ state: 'published' });
      for (const library of [BAKER, MERYTON, SHARED_LIBRARY]) {
        expect(await codeOf(trial.catalog.add(aStory({ library, text: everywhere }))), library).toBe(
          'story-taken-down',
        );
      }
    });

    it('refuses a text so long that it is written ahead, and leaves nothing of it', async () => {
      const text = Array.from({ length: 12 }, (_, part) =>
        Array.from({ length: 400 }, (_, index) => `${part}-${index} ${'the gutters of Baker Street ran '.repeat(6)}`),
      );
      const { id } = await trial.catalog.add(aStory({ title: 'Long', library: BAKER, text }));
      await register().add(id, [BAKER], WORD);
      expect(await codeOf(trial.catalog.add(aStory({ library: BAKER, text })))).toBe('story-taken-down');
      expect((await trial.catalog.search(asked({}), { ...ADULT, libraries: [BAKER] }, EVERYTHING)).total).toBe(0);
    });

    it('is one, however often it is asked for, and is swept when nothing shows it any more', async () => {
      const { id } = await trial.catalog.add(aStory({ library: BAKER }));
      const { posts } = trial.moderation;
      await posts.put({ message: '1', channel: '9' }, [id, 'another'], 1);
      await Promise.all([1, 2].map(() => register().add(id, [BAKER], WORD)));
      const [takedown, ...others] = await register().standing();
      expect(others).toEqual([]);
      expect(takedown).toMatchObject({ story: id, swept: false });
      expect(await register().markSwept(id, 6000)).toBe(false);
      await posts.remove('1');
      expect(await register().markSwept(id, 6000)).toBe(true);
      expect(await register().standing()).toMatchObject([{ swept: true }]);
      await posts.put({ message: '2', channel: '9' }, [id], 7000);
      expect(await register().standing(), 'what came late is swept, too').toMatchObject([{ swept: false }]);
      await register().undo(id, [BAKER], WORD);
      expect(await register().standing()).toEqual([]);
    });

    it('is refused for a story of another library, or of none', async () => {
      const { id } = await trial.catalog.add(aStory({ library: BAKER }));
      expect(await codeOf(register().add(id, [MERYTON], WORD))).toBe('story-not-found');
      expect(await codeOf(register().add('nobody', [BAKER], WORD))).toBe('story-not-found');
    });
  });
}
