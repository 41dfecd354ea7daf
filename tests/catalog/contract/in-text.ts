/**
 * What search inside texts promises: where it is switched on, any line finds its story and its place; nowhere else anything does.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SearchResult } from '#src/catalog/contract.ts';
import { DEFAULT_SETTINGS } from '#src/moderation/settings.ts';
import type { Condition } from '#src/query/ast.ts';
import type { Audience } from '#src/story/audience.ts';
import { plainText } from '#src/story/prose.ts';
import { ADULT, BAKER, EVERYTHING, inServer, MERYTON, MINA, OPEN, type Trial } from '#tests/catalog/contract/trial.ts';
import { aStory, MATURE, NO_PERMISSION, type StoryParts, TEEN, wordy } from '#tests/catalog/stories.ts';
import { unicodeText } from '#tests/unicode-text.ts';

const HERE = inServer(BAKER);

export function describeInText(trial: Trial): void {
  const choose = (textSearch: boolean, library = BAKER) =>
    trial.moderation.settings.put(library, { ...DEFAULT_SETTINGS, textSearch });
  const add = (parts: StoryParts) => trial.catalog.add(aStory({ library: BAKER, ...parts }));

  /** What is found once all texts that may be searched are ready. */
  async function found(where: string | Condition, audience: Audience = HERE): Promise<SearchResult> {
    const condition = typeof where === 'string' ? ({ kind: 'text', text: where } as const) : where;
    for (;;) {
      const result = await trial.catalog.search({ where: condition, sort: 'title' }, audience, EVERYTHING);
      if (!result.unfinished) return result;
    }
  }
  /** What is found at once, whatever is still to be done. */
  async function foundAtOnce(text: string): Promise<string[]> {
    const { hits } = await trial.catalog.search({ where: { kind: 'text', text } }, HERE, EVERYTHING);
    return hits.map(({ title }) => title);
  }
  const titles = async (where: string | Condition, audience?: Audience) =>
    (await found(where, audience)).hits.map(({ title }) => title);

  describe('words inside a text', () => {
    it('find nothing until a library is switched on, then its fics alone, and nothing again once it is off', async () => {
      await add({ title: 'Roulette', text: [['They played Russian roulette at dawn.']] });
      await add({ title: 'Elsewhere', library: MERYTON, text: [['Russian roulette, again.']] });
      await trial.catalog.add(aStory({ title: 'Shared', text: [['Russian roulette for all.']] }));
      const everywhere: Audience = { libraries: [BAKER, MERYTON, ...OPEN.libraries], maxRank: 100 };
      expect(await titles('russian roulette', everywhere)).toEqual([]);
      await choose(true);
      expect(await titles('russian roulette', everywhere)).toEqual(['Roulette']);
      expect(await titles('russian roulette', inServer(MERYTON))).toEqual([]);
      await choose(true, MERYTON);
      expect(await titles('russian roulette', everywhere)).toEqual(['Elsewhere', 'Roulette']);
      await choose(false);
      expect(await foundAtOnce('russian roulette')).toEqual([]);
      expect(await titles('russian roulette', everywhere)).toEqual(['Elsewhere']);
      expect((await found({ kind: 'words', text: 'roulette', as: 'word' })).passages, 'nor a passage').toEqual({});
    });

    it('are found side by side, in their order, within one paragraph', async () => {
      await choose(true);
      await add({ title: 'One', text: [['The red door stood open.', 'Wide were the windows.']] });
      expect(await titles('red door')).toEqual(['One']);
      for (const text of ['door red', 'red stood', 'open wide', 'red doo', 'ed door']) {
        expect(await titles(text), text).toEqual([]);
      }
    });

    it('ignore case, accents, apostrophes and what stands between words', async () => {
      await choose(true);
      await add({ title: 'One', text: [['“Don’t,” said Éowyn — “the Œuvre’s Straße!”']] });
      for (const text of ["don't said eowyn", 'DONT SAID', 'éowyn the oeuvres', "œuvre's strasse", 'said, "Eowyn"']) {
        expect(await titles(text), text).toEqual(['One']);
      }
    });

    it('are found in scripts without spaces by any part, and in others', async () => {
      await choose(true);
      await add({
        title: 'One',
        text: [['他看见福尔摩斯在门口。', 'ホームズは静かに笑った', 'Он сказал: «Ещё раз».', 'เขาเดินไป']],
      });
      for (const text of ['尔摩斯在', '静かに', 'сказал еще', 'เดิน']) expect(await titles(text), text).toEqual(['One']);
      expect(await titles('斯摩')).toEqual([]);
    });

    it('are found wherever they stand in a paragraph of a hundred thousand words', async () => {
      await choose(true);
      const words = Array.from({ length: 100_000 }, (_, index) => `w${index}`);
      const { id } = await add({ title: 'Endless', text: [[words.join(' ')]] });
      const chunks = await trial.catalog.chunks(id, 1);
      const text = chunks.map(({ blocks }) => plainText(JSON.parse(blocks))).join('');
      expect(chunks.length).toBeGreaterThan(40);
      for (const { start } of chunks) {
        const asked = text.slice(Math.max(0, text.lastIndexOf(' ', start - 20)), text.indexOf(' ', start + 20)).trim();
        const { hits, passages } = await found(asked);
        expect(hits, asked).toHaveLength(1);
        const { offset = 0 } = passages[id] ?? {};
        expect(text.slice(offset, offset + asked.length)).toBe(asked);
      }
    });

    it('go together with other conditions, and leave out what is asked to be without them', async () => {
      await choose(true);
      await add({ title: 'Alpha', tags: ['fluff'], text: [['A lantern burned.']] });
      await add({ title: 'Beta', tags: ['angst'], text: [['A lantern burned.']] });
      await add({ title: 'Gamma', tags: ['angst'], text: [['It was dark.']] });
      const lantern = { kind: 'text', text: 'a lantern' } as const;
      const angst = { kind: 'named', field: 'tag', text: 'angst' } as const;
      expect(await titles({ kind: 'all', of: [angst, lantern] })).toEqual(['Beta']);
      expect(await titles({ kind: 'any', of: [angst, lantern] })).toEqual(['Alpha', 'Beta', 'Gamma']);
      const without = await found({ kind: 'not', of: lantern });
      expect(without.hits.map(({ title }) => title)).toEqual(['Gamma']);
      expect(without.passages).toEqual({});
    });

    it('never find what is withdrawn, taken down, not permitted or too mature, and do again once it may be shown', async () => {
      await choose(true);
      const text = [['They played Russian roulette.']];
      const { id } = await add({ title: 'One', text });
      await add({ title: 'Card only', text, permission: NO_PERMISSION });
      await add({ title: 'Dark', text, rating: MATURE });
      expect(await titles('russian roulette')).toEqual(['One']);
      expect((await found('russian roulette')).hidden).toEqual([{ reason: 'rating', count: 1 }]);
      expect(Object.keys((await found('russian roulette')).passages)).toEqual([id]);
      expect(await titles('russian roulette', { ...HERE, maxRank: ADULT.maxRank })).toEqual(['Dark', 'One']);
      await trial.catalog.withdraw(id, [BAKER], MINA);
      expect(await foundAtOnce('russian roulette')).toEqual([]);
      expect(await titles('russian roulette')).toEqual([]);
      await trial.catalog.restore(id, [BAKER], MINA);
      expect(await titles('russian roulette')).toEqual(['One']);
      await trial.moderation.takedowns.add(id, [BAKER], { ...MINA, reason: 'asked' });
      expect(await titles('russian roulette')).toEqual([]);
      await trial.moderation.takedowns.undo(id, [BAKER], { ...MINA, reason: 'asked' });
      expect(await titles('russian roulette')).toEqual(['One']);
    });

    it('follow a permission that is given or taken by a change of the header', async () => {
      await choose(true);
      const story = aStory({ library: BAKER, title: 'One', text: [['They played Russian roulette.']] });
      const { id } = await trial.catalog.add(story);
      expect(await titles('russian roulette')).toEqual(['One']);
      const header = (permission: typeof story.permission) => ({ fields: story.fields, permission });
      await trial.catalog.reviseHeader(id, [BAKER], header(NO_PERMISSION), MINA, 1);
      expect(await foundAtOnce('russian roulette')).toEqual([]);
      expect(await titles('russian roulette')).toEqual([]);
      await trial.catalog.reviseHeader(id, [BAKER], header(story.permission), MINA, 2);
      expect(await titles('russian roulette')).toEqual(['One']);
    });

    it('are those of a text as it is now, not as it was', async () => {
      await choose(true);
      const { id } = await add({ title: 'One', text: [['The lamp was green.']] });
      expect(await titles('lamp was green')).toEqual(['One']);
      await trial.catalog.revise(id, aStory({ title: 'One', text: [['The lamp was blue.']] }), MINA);
      expect(await foundAtOnce('lamp was green')).toEqual([]);
      expect(await titles('lamp was green')).toEqual([]);
      expect(await titles('lamp was blue')).toEqual(['One']);
    });

    it('are gone with a library that is deleted, and come with one that is added at once', async () => {
      await choose(true);
      await trial.catalog.addAll(
        Array.from({ length: 30 }, (_, index) =>
          aStory({ library: BAKER, title: `Story ${index}`, text: [[...wordy(3000), 'The last lamp.']] }),
        ),
      );
      expect(await titles('the last lamp')).toHaveLength(30);
      await trial.moderation.libraries.leave(BAKER, trial.time());
      while (await trial.moderation.libraries.removeSome(BAKER, trial.time(), trial.time()));
      expect(await titles('the last lamp')).toEqual([]);
      await choose(true);
      await add({ title: 'New', text: [['The first lamp.']] });
      expect(await titles('the last lamp')).toEqual([]);
      expect(await titles('the first lamp')).toEqual(['New']);
    });

    it('may be any string: none breaks a search, or finds what it does not say', async () => {
      await choose(true);
      await add({ title: 'One', text: [['The lamp was green, and words NEAR it were not.']] });
      for (const text of [
        '"',
        'lamp" OR "green',
        'words: lamp',
        'lamp*',
        '^lamp OR green',
        'NEAR(lamp green)',
        '{words}:x',
        '-',
      ]) {
        expect(await titles(text), text).toEqual(text === 'lamp*' ? ['One'] : []);
      }
      await fc.assert(
        fc.asyncProperty(unicodeText({ maxLength: 60 }), async (text) => {
          const { hits } = await found({ kind: 'text', text });
          expect(hits.length).toBeLessThanOrEqual(1);
        }),
        { numRuns: 60 },
      );
      expect(await titles('lamp was green '.repeat(2000))).toEqual([]);
    });
  });

  describe('the passage', () => {
    it('says where the words stand, and shows them among a few others', async () => {
      await choose(true);
      const chapters = [
        ['Nothing here.'],
        [...wordy(5000), 'At dawn\nthey played Russian Roulette, and lost.', 'End.'],
      ];
      const { id } = await add({ title: 'One', text: chapters, rating: TEEN });
      const { passages } = await found('russian roulette');
      const passage = passages[id];
      expect(passage).toMatchObject({ chapter: 2, spoiler: false });
      const chunks = await trial.catalog.chunks(id, 2);
      const text = chunks.map(({ blocks, end, start }) => plainText(JSON.parse(blocks)).padEnd(end - start)).join('');
      expect(text.slice(passage?.offset).startsWith('Russian Roulette')).toBe(true);
      expect(passage?.excerpt).toBe('At dawn they played Russian Roulette, and lost.');
      expect(passage?.excerpt.slice(...(passage?.match ?? []))).toBe('Russian Roulette');
    });

    it('is cut at words, at most 300 units long, and has the match whole, wherever in a paragraph it stands', async () => {
      await choose(true);
      const words = Array.from({ length: 400 }, (_, index) => `word${index}`);
      const { id } = await add({ title: 'One', text: [[words.join(' ')]] });
      for (let at = 0; at < 399; at += 7) {
        const { excerpt = '', match = [0, 0] } = (await found(`word${at} word${at + 1}`)).passages[id] ?? {};
        expect(excerpt.length).toBeLessThanOrEqual(300);
        expect(excerpt.length).toBeGreaterThan(120);
        expect(excerpt.slice(...match)).toBe(`word${at} word${at + 1}`);
        expect(excerpt).toMatch(/^(?:…?word\d+ )(?:word\d+ )*word\d+…?$/);
      }
    });

    it('says that its author hid it as a spoiler', async () => {
      await choose(true);
      const story = aStory({ library: BAKER, title: 'One' });
      const spans = [{ text: 'In the end ' }, { text: 'the butler did it', marks: ['spoiler'] }, { text: '.' }];
      const blocks = JSON.stringify([{ kind: 'paragraph', spans }]);
      const [chapter] = story.chapters;
      if (!chapter) throw new Error('There is no chapter.');
      const chapters = [{ ...chapter, length: 29, chunks: [{ start: 0, end: 29, blocks }] }];
      const { id } = await trial.catalog.add({ ...story, chapters });
      expect((await found('the butler')).passages[id]).toMatchObject({ spoiler: true });
    });

    it('is given for the hits of the page alone', async () => {
      await choose(true);
      for (const title of ['A', 'B', 'C']) await add({ title, text: [[`Lamp of ${title}.`]] });
      await found('lamp of');
      const where = { kind: 'text', text: 'lamp of' } as const;
      const page = await trial.catalog.search({ where, sort: 'title' }, HERE, { offset: 1, limit: 1 });
      expect(page.total).toBe(3);
      expect(Object.values(page.passages).map(({ excerpt }) => excerpt)).toEqual(['Lamp of B.']);
    });
  });
}
