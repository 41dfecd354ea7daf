/**
 * What every engine of the catalog promises. Each engine's tests run this suite over its own store.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Catalog } from '#src/catalog/contract.ts';
import { SUGGESTION_KINDS } from '#src/catalog/contract.ts';
import { SORTS, type StoryQuery } from '#src/query/query.ts';
import { ALL_RANKS, type Audience, OPEN_RANK } from '#src/story/audience.ts';
import { FicError, type FicErrorCode } from '#src/story/errors.ts';
import { plainText } from '#src/story/prose.ts';
import { type LibraryId, SHARED_LIBRARY } from '#src/story/story.ts';
import {
  aStory,
  EXPLICIT,
  GENERAL,
  MATURE,
  NO_PERMISSION,
  romance,
  TEEN,
  UNRATED,
  wordy,
} from '#tests/catalog/stories.ts';

const EVERYTHING = { offset: 0, limit: 100 };
const BAKER: LibraryId = '111111111111111111';
const MERYTON: LibraryId = '222222222222222222';

const OPEN: Audience = { libraries: [SHARED_LIBRARY], maxRank: OPEN_RANK };
const ADULT: Audience = { libraries: [SHARED_LIBRARY], maxRank: ALL_RANKS };
const inServer = (library: LibraryId, maxRank = OPEN_RANK): Audience => ({
  libraries: [library, SHARED_LIBRARY],
  maxRank,
});

const MINA = { by: 'mina', at: 5000 };

/** @param open - an empty catalog that tells time by `now`. */
export function describeCatalog(name: string, open: (now: () => number) => Promise<Catalog>): void {
  describe(name, () => {
    let catalog: Catalog;
    let time = 0;
    beforeEach(async () => {
      time = 1_000_000;
      catalog = await open(() => time++);
    });
    afterEach(() => catalog.close());

    const titles = async (query: StoryQuery, audience = OPEN) =>
      (await catalog.search(query, audience, EVERYTHING)).hits.map(({ title }) => title);
    const sorted = async (query: StoryQuery, audience = OPEN) => (await titles(query, audience)).sort();
    const labels = async (kind: (typeof SUGGESTION_KINDS)[number], typed: string, audience = OPEN) =>
      (await catalog.suggest(kind, typed, audience, 25)).map(({ label }) => label);

    describe('free words', () => {
      it('find a story in title, author, fandom, pairing, character, tag, genre, warning and summary', async () => {
        await catalog.add(
          aStory({
            title: 'Ashes',
            authors: ['Quill'],
            fandoms: ['Dracula'],
            pairings: [romance('Mina Murray', 'Lucy Westenra')],
            characters: ['Renfield'],
            tags: ['Slow Burn'],
            genres: ['Hurt/Comfort'],
            warnings: ['Major Character Death'],
            summary: 'A letter arrives.',
          }),
        );
        await catalog.add(aStory({ title: 'Other' }));
        for (const text of [
          'ashes',
          'quill',
          'dracula',
          'westenra',
          'renfield',
          'burn',
          'comfort',
          'death',
          'letter',
        ]) {
          expect(await titles({ text }), text).toEqual(['Ashes']);
        }
      });

      it('must all be found, the last one as a beginning', async () => {
        await catalog.addAll([aStory({ title: 'The Red Door' }), aStory({ title: 'The Red House' })]);
        expect(await titles({ text: 'red doo' })).toEqual(['The Red Door']);
        expect(await titles({ text: 're door' })).toEqual([]);
        expect(await titles({ text: 'red window' })).toEqual([]);
      });

      it('ignore case, accents and kinds of apostrophe, in the question and in the story', async () => {
        await catalog.addAll([aStory({ title: 'Éowyn’s Œuvre' }), aStory({ title: "O'Brien in the Straße" })]);
        for (const text of ['EOWYN', 'éowyn', 'oeuvre', 'œuvre', "eowyn's", 'eowyns']) {
          expect(await titles({ text }), text).toEqual(['Éowyn’s Œuvre']);
        }
        for (const text of ['obrien', 'o’brien', 'brien', 'STRASSE']) {
          expect(await titles({ text }), text).toEqual(["O'Brien in the Straße"]);
        }
      });

      it('find titles in scripts without spaces by any part, in its order', async () => {
        await catalog.addAll([aStory({ title: '福尔摩斯探案集' }), aStory({ title: 'シャーロックの冒険' })]);
        expect(await titles({ text: '摩斯' })).toEqual(['福尔摩斯探案集']);
        expect(await titles({ text: '斯摩' })).toEqual([]);
        expect(await titles({ text: 'ロック' })).toEqual(['シャーロックの冒険']);
      });

      it('rank a title before an author, an author before a tag, a tag before a summary', async () => {
        await catalog.addAll([
          aStory({ title: 'Four', summary: 'A raven.' }),
          aStory({ title: 'Three', tags: ['Raven'] }),
          aStory({ title: 'Two', authors: ['Raven'] }),
          aStory({ title: 'Raven' }),
        ]);
        expect(await titles({ text: 'raven' })).toEqual(['Raven', 'Two', 'Three', 'Four']);
      });

      it('never fail and never find everything, whatever is typed', async () => {
        await catalog.add(aStory({ title: 'Plain' }));
        for (const text of [
          '"',
          '*',
          'NEAR(',
          'title:x',
          '" OR "',
          "'; DROP TABLE stories",
          '!!!',
          ':l736861726564',
          '\0',
        ]) {
          expect(await titles({ text }), text).toEqual([]);
        }
        expect(await titles({ text: 'plain '.repeat(2000) })).toEqual(['Plain']);
        expect(await titles({ text: '   ' })).toEqual(['Plain']);
      });
    });

    describe('filters', () => {
      it('take a name as it is, however accented; failing that, every name with these words', async () => {
        await catalog.addAll([
          aStory({ title: 'A', characters: ['Sherlock Holmes'], fandoms: ['Pride and Prejudice - Jane Austen'] }),
          aStory({ title: 'B', characters: ['Mycroft Holmes'], fandoms: ['Sherlock'] }),
          aStory({ title: 'C', characters: ['Zoë'], fandoms: ['Sherlock Holmes - Arthur Conan Doyle'] }),
        ]);
        expect(await sorted({ character: 'holmes' })).toEqual(['A', 'B']);
        expect(await titles({ character: 'Holmes, Mycroft' })).toEqual(['B']);
        expect(await titles({ character: 'ZOE' })).toEqual(['C']);
        expect(await titles({ fandom: 'pride and prejudice' })).toEqual(['A']);
        expect(await titles({ fandom: 'sherlock' })).toEqual(['B']);
        expect(await titles({ fandom: 'sher' })).toEqual([]);
      });

      it('do not mix the words of two names', async () => {
        await catalog.add(aStory({ characters: ['Sherlock Smith', 'John Holmes'] }));
        expect(await titles({ character: 'sherlock holmes' })).toEqual([]);
      });

      it('find tags, genres, warnings and categories as tags', async () => {
        await catalog.add(
          aStory({ title: 'A', tags: ['Fluff'], genres: ['Angst'], warnings: ['Violence'], categories: ['Gen'] }),
        );
        for (const tag of ['fluff', 'ANGST', 'violence', 'gen']) expect(await titles({ tag }), tag).toEqual(['A']);
      });

      it('find a pairing in either order, with any separator, by parts of the names', async () => {
        await catalog.addAll([
          aStory({ title: 'Johnlock', pairings: [romance('Sherlock Holmes', 'John Watson')] }),
          aStory({ title: 'Siblings', pairings: [romance('Sherlock Holmes', 'Mycroft Holmes')] }),
        ]);
        for (const pairing of [
          'Watson/Holmes',
          'holmes x watson',
          'John Watson & Sherlock Holmes',
          'Holmes and Watson',
        ]) {
          expect(await titles({ pairing }), pairing).toEqual(['Johnlock']);
        }
        expect(await titles({ pairing: 'Holmes/Holmes' })).toEqual(['Siblings']);
        expect(await sorted({ pairing: 'Holmes' })).toEqual(['Johnlock', 'Siblings']);
        expect(await titles({ pairing: 'Sherlock/Holmes' })).toEqual(['Siblings']);
        expect(await titles({ pairing: '/' })).toEqual([]);
      });

      it('take a pairing of three for one of two only where there is none of two', async () => {
        await catalog.add(aStory({ title: 'Three', pairings: [romance('Holmes', 'Watson', 'Adler')] }));
        expect(await titles({ pairing: 'Watson/Holmes' })).toEqual(['Three']);
        await catalog.add(aStory({ title: 'Two', pairings: [romance('Holmes', 'Watson')] }));
        expect(await titles({ pairing: 'Watson/Holmes' })).toEqual(['Two']);
      });

      it('drop what somebody wants to do without, wherever it stands', async () => {
        await catalog.addAll([
          aStory({ title: 'Tag', tags: ['Heavy Angst'] }),
          aStory({ title: 'Genre', genres: ['Angst'] }),
          aStory({ title: 'Warning', warnings: ['Angst'] }),
          aStory({ title: 'Character', characters: ['Moriarty'] }),
          aStory({ title: 'Pairing', pairings: [romance('James Moriarty', 'Sebastian Moran')] }),
          aStory({ title: 'Neither' }),
        ]);
        expect(await sorted({ without: 'angst' })).toEqual(['Character', 'Neither', 'Pairing']);
        expect(await sorted({ without: 'Moriarty' })).toEqual(['Genre', 'Neither', 'Tag', 'Warning']);
        expect(await titles({ without: 'Moran/Moriarty' })).not.toContain('Pairing');
        expect(await titles({ without: '!!!' })).toHaveLength(6);
      });

      it('hold together: words, rating, status and length', async () => {
        await catalog.addAll([
          aStory({ title: 'Long night', rating: TEEN, text: [wordy(500)] }),
          aStory({ title: 'Short night', rating: TEEN, text: [wordy(50)] }),
          aStory({ title: 'Night, unfinished', rating: TEEN, status: 'in-progress', text: [wordy(500)] }),
          aStory({ title: 'Mild night', rating: GENERAL, text: [wordy(500)] }),
        ]);
        const words = { min: 100, max: null };
        expect(await titles({ text: 'night', rating: 'Teen', status: 'complete', words })).toEqual(['Long night']);
        expect(await titles({ words: { min: null, max: 50 } })).toEqual(['Short night']);
        expect(await titles({ words: { min: 500, max: 500 }, rating: 'General' })).toEqual(['Mild night']);
      });
    });

    describe('order and pages', () => {
      it('is newest first, or as asked for', async () => {
        const early = await catalog.add(aStory({ title: 'Early', authors: ['Beta'], text: [wordy(30)] }));
        await catalog.add(aStory({ title: 'Middle', text: [wordy(10)] }));
        await catalog.add(aStory({ title: 'Álast', authors: ['Alpha'], text: [wordy(20)] }));
        expect(await titles({})).toEqual(['Álast', 'Middle', 'Early']);
        expect(await titles({ sort: 'title' })).toEqual(['Álast', 'Early', 'Middle']);
        expect(await titles({ sort: 'author' })).toEqual(['Álast', 'Early', 'Middle']);
        expect(await titles({ sort: 'words' })).toEqual(['Early', 'Álast', 'Middle']);
        const { fields, chapters, permission, pages } = aStory({ title: 'Early' });
        await catalog.revise(early.id, { fields, chapters, permission, pages }, { by: 'mina', at: time });
        expect(await titles({ sort: 'updated' })).toEqual(['Early', 'Álast', 'Middle']);
        expect(await titles({ sort: 'published' })).toEqual(['Álast', 'Middle', 'Early']);
      });

      it('gives each hit once over all pages, in every order', async () => {
        await catalog.addAll(Array.from({ length: 23 }, (_, index) => aStory({ title: `Night ${index % 3}` })));
        for (const sort of SORTS) {
          const seen: string[] = [];
          for (let offset = 0; offset < 25; offset += 5) {
            const page = await catalog.search({ text: 'night', sort }, OPEN, { offset, limit: 5 });
            expect(page.total).toBe(23);
            seen.push(...page.hits.map(({ id }) => id));
          }
          expect(seen).toHaveLength(23);
          expect(new Set(seen).size).toBe(23);
        }
        expect(await catalog.search({}, OPEN, { offset: 1000, limit: 5 })).toMatchObject({ total: 23, hits: [] });
      });
    });

    describe('who may see what', () => {
      it('shows what is above Teen, or unrated, only where all ranks are shown, and counts it elsewhere', async () => {
        await catalog.addAll([
          aStory({ title: 'Night T', rating: TEEN }),
          aStory({ title: 'Night M', rating: MATURE }),
          aStory({ title: 'Night E', rating: EXPLICIT }),
          aStory({ title: 'Night ?', rating: UNRATED }),
          aStory({ title: 'Day E', rating: EXPLICIT }),
        ]);
        const open = await catalog.search({ text: 'night' }, OPEN, EVERYTHING);
        expect(open.hits.map(({ title }) => title)).toEqual(['Night T']);
        expect(open).toMatchObject({ total: 1, hidden: [{ reason: 'rating', count: 3 }] });
        const adult = await catalog.search({ text: 'night' }, ADULT, EVERYTHING);
        expect(adult).toMatchObject({ total: 4, hidden: [] });
        expect(await titles({ rating: 'Explicit' })).toEqual([]);
        expect(await titles({}, { ...OPEN, maxRank: 0 })).toEqual([]);
        expect(await sorted({}, { ...OPEN, maxRank: 30 })).toEqual(['Night M', 'Night T']);
      });

      it('keeps two servers apart, in search, suggestions, titles, counts and by id', async () => {
        const secret = { title: 'Secret Night', authors: ['Whisper'], tags: ['Hidden Thing'], library: BAKER };
        const story = await catalog.add(aStory(secret));
        await catalog.add(aStory({ title: 'Secret Night, explicit', rating: EXPLICIT, library: BAKER }));
        await catalog.add(aStory({ title: 'Everybody’s' }));
        expect(await sorted({}, inServer(BAKER))).toEqual(['Everybody’s', 'Secret Night']);
        const there = inServer(MERYTON);
        expect(await titles({}, there)).toEqual(['Everybody’s']);
        expect(await catalog.search({ text: 'secret' }, there, EVERYTHING)).toEqual({ total: 0, hits: [], hidden: [] });
        expect(await catalog.search({ author: 'whisper' }, there, EVERYTHING)).toMatchObject({ total: 0, hidden: [] });
        expect(await labels('title', 'secret', there)).toEqual([]);
        expect(await labels('author', '', there)).toEqual([]);
        expect(await labels('tag', 'hidden', there)).toEqual([]);
        expect(await catalog.byTitle('secret night', there)).toEqual([]);
        expect(await catalog.get(story.id, [MERYTON, SHARED_LIBRARY])).toBeNull();
        expect(await codeOf(catalog.withdraw(story.id, [MERYTON], MINA))).toBe('story-not-found');
        expect(await titles({}, { libraries: [], maxRank: ALL_RANKS })).toEqual([]);
      });

      it('does not let a name of one server decide how another server’s filters are understood', async () => {
        await catalog.add(aStory({ title: 'There', characters: ['Holmes'], library: BAKER }));
        await catalog.add(aStory({ title: 'Here', characters: ['Sherlock Holmes'], library: MERYTON }));
        expect(await titles({ character: 'Holmes' }, inServer(MERYTON))).toEqual(['Here']);
      });

      it('finds no withdrawn story by any way but its id', async () => {
        const story = await catalog.add(aStory({ title: 'Gone Night', authors: ['Ghost'], tags: ['Fog'] }));
        await catalog.withdraw(story.id, [SHARED_LIBRARY], MINA);
        expect(await catalog.search({}, ADULT, EVERYTHING)).toEqual({ total: 0, hits: [], hidden: [] });
        expect(await catalog.search({ text: 'gone' }, OPEN, EVERYTHING)).toEqual({ total: 0, hits: [], hidden: [] });
        for (const kind of SUGGESTION_KINDS) expect(await labels(kind, '', ADULT), kind).toEqual([]);
        expect(await catalog.byTitle('Gone Night', ADULT)).toEqual([]);
        expect(await codeOf(catalog.excerpt(story.id, 1, 0, 10))).toBe('story-withdrawn');
        expect(await codeOf(catalog.chunks(story.id, 1))).toBe('story-withdrawn');
        expect(await catalog.count()).toBe(0);
        expect(await catalog.get(story.id, [SHARED_LIBRARY])).toMatchObject({
          title: 'Gone Night',
          state: 'withdrawn',
        });
      });
    });

    describe('suggestions', () => {
      it('begin with what was typed, at any word, split at the archives’ signs', async () => {
        await catalog.add(
          aStory({
            title: 'A',
            authors: ['Ann Lee'],
            fandoms: ['Pride & Prejudice (1995)', 'Alice/Oz~Crossover'],
            characters: ['Anne-Marie "Shirley" Cuthbert|Blythe'],
            pairings: [romance('Elizabeth Bennet', 'Fitzwilliam Darcy')],
            tags: ['Hurt/Comfort'],
          }),
        );
        expect(await labels('fandom', 'prej')).toEqual(['Pride & Prejudice (1995)']);
        expect(await labels('fandom', '19')).toEqual(['Pride & Prejudice (1995)']);
        expect(await labels('fandom', 'cross')).toEqual(['Alice/Oz~Crossover']);
        for (const typed of ['marie', 'shir', 'bly', 'anne cuth', 'CUTHBERT ann']) {
          expect(await labels('character', typed), typed).toHaveLength(1);
        }
        expect(await labels('character', 'ann cuth'), 'earlier words are whole').toEqual([]);
        expect(await labels('pairing', 'darcy/eliz')).toEqual(['Elizabeth Bennet/Fitzwilliam Darcy']);
        expect(await labels('tag', 'comf')).toEqual(['Hurt/Comfort']);
        expect(await labels('author', 'lee')).toEqual(['Ann Lee']);
      });

      it('come by literal beginning, then by uses', async () => {
        await catalog.addAll([
          aStory({ tags: ['Time Travel', 'Bedtime', 'Once Upon a Time'] }),
          aStory({ tags: ['Timeloop', 'Once Upon a Time', 'time travel'] }),
          aStory({ tags: ['Once Upon a Time'] }),
        ]);
        expect(await catalog.suggest('tag', 'time', OPEN, 25)).toEqual([
          { label: 'Time Travel', value: 'Time Travel', uses: 2 },
          { label: 'Timeloop', value: 'Timeloop', uses: 1 },
          { label: 'Once Upon a Time', value: 'Once Upon a Time', uses: 3 },
        ]);
        expect(await labels('tag', '')).toEqual(['Once Upon a Time', 'Time Travel', 'Bedtime', 'Timeloop']);
        expect(await catalog.suggest('tag', 'time', OPEN, 1)).toHaveLength(1);
      });

      it('give a story’s id for its title, and tell two stories of one title apart', async () => {
        const first = await catalog.add(aStory({ title: 'The Letter', authors: ['Ann'] }));
        const second = await catalog.add(aStory({ title: 'The Letter', authors: ['Bea'] }));
        const found = await catalog.suggest('title', 'the let', OPEN, 25);
        expect(new Set(found.map(({ value }) => value))).toEqual(new Set([first.id, second.id]));
        expect(new Set(found.map(({ label }) => label)).size).toBe(2);
        expect((await catalog.byTitle('THE LETTER', OPEN)).map(({ id }) => id)).toEqual([second.id, first.id]);
      });

      it('draw only on stories that may be shown, and count only those', async () => {
        await catalog.addAll([
          aStory({ title: 'Night', tags: ['Fluff'] }),
          aStory({ title: 'Nightshade', rating: EXPLICIT, authors: ['Only Here'], tags: ['Fluff', 'Fluffy Smut'] }),
        ]);
        expect(await catalog.suggest('tag', 'flu', OPEN, 25)).toEqual([{ label: 'Fluff', value: 'Fluff', uses: 1 }]);
        expect(await labels('author', '')).toEqual([]);
        expect(await labels('title', 'night')).toEqual(['Night']);
        expect(await labels('title', '')).toEqual(['Night']);
        expect(await labels('title', '', { ...OPEN, maxRank: 5 })).toEqual([]);
        expect(await labels('tag', '', { ...OPEN, maxRank: 5 })).toEqual([]);
        expect(await catalog.suggest('tag', 'fluff', ADULT, 25)).toMatchObject([{ uses: 2 }, { uses: 1 }]);
      });

      it('add up the uses of a server’s own stories and the shared ones', async () => {
        await catalog.addAll([
          aStory({ tags: ['Fluff'], library: BAKER }),
          aStory({ tags: ['fluff'] }),
          aStory({ tags: ['Fluff'], library: MERYTON }),
        ]);
        expect(await catalog.suggest('tag', 'fl', inServer(BAKER), 25)).toMatchObject([{ uses: 2 }]);
      });

      it('forget a name with its last story, and a story’s old names with its revision', async () => {
        const story = await catalog.add(aStory({ title: 'Old', tags: ['Before', 'Kept'] }));
        const { fields, chapters, permission, pages } = aStory({ title: 'New', tags: ['After', 'Kept'] });
        await catalog.revise(story.id, { fields, chapters, permission, pages }, MINA);
        expect((await labels('tag', '')).sort()).toEqual(['After', 'Kept']);
        expect(await labels('title', 'old')).toEqual([]);
        expect(await titles({ tag: 'before' })).toEqual([]);
        await catalog.withdraw(story.id, [SHARED_LIBRARY], MINA);
        expect(await labels('tag', '')).toEqual([]);
        await catalog.restore(story.id, [SHARED_LIBRARY], MINA);
        expect((await labels('tag', '')).sort()).toEqual(['After', 'Kept']);
      });

      it('fit Discord’s 100 characters and never halve an emoji', async () => {
        await catalog.add(aStory({ title: `${'x'.repeat(98)}😀😀` }));
        const [suggestion] = await catalog.suggest('title', 'x', OPEN, 25);
        expect(suggestion?.label.length).toBeLessThanOrEqual(100);
        expect(suggestion?.label.isWellFormed()).toBe(true);
      });

      it('find common beginnings among thousands of names, the most used first', async () => {
        await catalog.addAll(
          Array.from({ length: 1200 }, (_, index) =>
            aStory({ title: `Tale ${index}`, tags: [`tag ${index}`, index < 3 ? 'a tag of many' : 'tagged'] }),
          ),
        );
        expect(await catalog.suggest('tag', 'ta', OPEN, 2)).toMatchObject([
          { label: 'tagged', uses: 1197 },
          { label: 'tag 0', uses: 1 },
        ]);
        expect(await labels('tag', 'tag 77')).toContain('tag 777');
        expect(await catalog.suggest('tag', 'ma', OPEN, 2)).toMatchObject([{ label: 'a tag of many', uses: 3 }]);
        expect(await labels('title', 'tal')).toHaveLength(25);
        expect(await labels('title', 'tale 1199')).toEqual(['Tale 1199']);
        for (const { id } of (await catalog.search({}, OPEN, EVERYTHING)).hits) {
          await catalog.withdraw(id, [SHARED_LIBRARY], MINA);
        }
        expect(await titles({ text: 'tale 1199' })).toEqual([]);
        expect((await catalog.search({ text: 'tale' }, OPEN, EVERYTHING)).total).toBe(1100);
      });
    });

    describe('text', () => {
      const text = [['One is here.', 'Two is there.'], wordy(5000)];

      it('is given by the stretch, with its place and the words before it', async () => {
        const { id, chapters } = await catalog.add(aStory({ text }));
        const whole = await catalog.chunks(id, 2);
        const said = whole.map(({ blocks }) => plainText(JSON.parse(blocks)));
        expect(said.join('').split(/\s+/).length).toBeGreaterThan(4000);
        const length = chapters[1]?.length ?? 0;
        const middle = await catalog.excerpt(id, 2, length / 2, length / 2 + 100);
        expect(middle.start).toBeLessThanOrEqual(length / 2);
        expect(middle.start + plainText(middle.blocks).length).toBeGreaterThanOrEqual(length / 2 + 100);
        expect(middle.wordsBefore).toBeGreaterThan(0);
        expect(plainText(middle.blocks).length).toBeLessThan(length / 2);
        expect(await catalog.excerpt(id, 1, 0, 5)).toMatchObject({ start: 0, wordsBefore: 0 });
        expect((await catalog.excerpt(id, 1, 10_000, 10_001)).blocks).toEqual([]);
      });

      it('is refused without a permission, however it is asked for', async () => {
        const { id } = await catalog.add(aStory({ text, permission: NO_PERMISSION }));
        expect(await codeOf(catalog.excerpt(id, 1, 0, 5))).toBe('text-not-permitted');
        expect(await codeOf(catalog.chunks(id, 1))).toBe('text-not-permitted');
        expect(await titles({}), 'its card is shown').toHaveLength(1);
      });

      it('of an unknown story or chapter is said to be unknown', async () => {
        const { id } = await catalog.add(aStory({ text }));
        expect(await codeOf(catalog.excerpt(id, 3, 0, 5))).toBe('chapter-not-found');
        expect(await codeOf(catalog.excerpt(id, 0, 0, 5))).toBe('chapter-not-found');
        expect(await codeOf(catalog.excerpt('nobody', 1, 0, 5))).toBe('story-not-found');
      });

      it('keeps where its pages begin, by revision, chapter and layout', async () => {
        const pages = [{ layout: 'discord/2800/1', starts: [Uint32Array.of(0), Uint32Array.of(0, 70_000)] }];
        const { id } = await catalog.add(aStory({ text, pages }));
        const key = { story: id, revision: 1, chapter: 2, layout: 'discord/2800/1' };
        expect(await catalog.pageStarts(key)).toEqual(Uint32Array.of(0, 70_000));
        expect(await catalog.pageStarts({ ...key, layout: 'discord/600/1' })).toBeNull();
        expect(await catalog.pageStarts({ ...key, revision: 2 })).toBeNull();
        await catalog.savePageStarts({ ...key, layout: 'discord/600/1' }, Uint32Array.of(0, 500));
        expect(await catalog.pageStarts({ ...key, layout: 'discord/600/1' })).toEqual(Uint32Array.of(0, 500));
        await catalog.withdraw(id, [SHARED_LIBRARY], MINA);
        const restored = await catalog.restore(id, [SHARED_LIBRARY], MINA);
        expect(await catalog.pageStarts({ ...key, revision: restored.revision })).toEqual(Uint32Array.of(0, 70_000));
      });

      it('of a million words is published whole or not at all, and others are answered meanwhile', async () => {
        const text = Array.from({ length: 20 }, () => wordy(50_000));
        const adding = catalog.add(aStory({ title: 'The Long Novel', text }));
        let done = false;
        const added = adding.finally(() => (done = true));
        let looks = 0;
        while (!done) {
          const { hits } = await catalog.search({}, OPEN, EVERYTHING);
          for (const { words } of hits) expect(words).toBe(1_000_000);
          looks += 1;
        }
        expect(looks).toBeGreaterThan(5);
        const { id, chapters, words } = await added;
        expect(words).toBe(1_000_000);
        for (const chapter of [1, 20]) {
          const chunks = await catalog.chunks(id, chapter);
          expect(chunks[0]?.start).toBe(0);
          expect(chunks.at(-1)?.end).toBe(chapters[chapter - 1]?.length);
        }
      });
    });

    describe('changes', () => {
      it('give back a story as it was added', async () => {
        const { fields, chapters, permission, library } = aStory({
          title: 'Ünïcode “quotes” \u2028',
          pairings: [romance('A', 'B')],
          series: { name: 'Cases', part: 2 },
          unknownFields: [{ label: 'Beta', value: 'Ann' }],
        });
        const story = await catalog.add({ library, fields, chapters, permission, pages: [], key: 'k' });
        expect(story).toMatchObject({ ...fields, library, permission, revision: 1, state: 'published' });
        expect(story.id).toMatch(/^[\w-]{1,20}$/);
        expect(await catalog.get(story.id, [library])).toEqual(story);
        expect((await catalog.search({}, OPEN, EVERYTHING)).hits).toEqual([story]);
        expect(await catalog.published(library, 'k')).toEqual(story);
        expect(await catalog.libraries()).toEqual([library]);
      });

      it('publish once under a key, in each library', async () => {
        const first = await catalog.add(aStory({ title: 'Once', key: 'file' }));
        expect((await catalog.add(aStory({ title: 'Twice', key: 'file' }))).id).toBe(first.id);
        const [third, fourth] = await catalog.addAll([
          aStory({ title: 'Thrice', key: 'file' }),
          aStory({ title: 'Elsewhere', key: 'file', library: BAKER }),
        ]);
        expect(third?.id).toBe(first.id);
        expect(fourth?.id).not.toBe(first.id);
        expect(await titles({})).toEqual(['Once']);
        expect(await catalog.published(MERYTON, 'file')).toBeNull();
        const twins = await Promise.all([1, 2, 3].map(() => catalog.add(aStory({ key: 'together' }))));
        expect(new Set(twins.map(({ id }) => id)).size).toBe(1);
      });

      it('do not bring a withdrawn story back when its file is added again', async () => {
        const story = await catalog.add(aStory({ key: 'file' }));
        await catalog.withdraw(story.id, [SHARED_LIBRARY], MINA);
        expect(await catalog.add(aStory({ key: 'file' }))).toMatchObject({ id: story.id, state: 'withdrawn' });
        expect(await catalog.count()).toBe(0);
      });

      it('are numbered, told newest first, and withdrawing twice is one change', async () => {
        const { id } = await catalog.add(aStory({ title: 'First' }));
        const { fields, chapters, permission, pages } = aStory({ title: 'Second', text: [['New text.']] });
        const revised = await catalog.revise(id, { fields, chapters, permission, pages }, MINA);
        expect(revised).toMatchObject({ id, title: 'Second', revision: 2, updatedAt: 5000 });
        expect(plainText((await catalog.excerpt(id, 1, 0, 5)).blocks)).toBe('New text.');
        await catalog.withdraw(id, [SHARED_LIBRARY], { by: 'olive', at: 6000 });
        await catalog.withdraw(id, [SHARED_LIBRARY], { by: 'olive', at: 6500 });
        await catalog.restore(id, [SHARED_LIBRARY], { by: 'mina', at: 7000 });
        const entries = (await catalog.history(id)).map(({ revision, kind, by }) => `${revision} ${kind} ${by}`);
        expect(entries).toEqual(['4 restored mina', '3 withdrawn olive', '2 revised mina', '1 published mina']);
        expect(await catalog.history('nobody')).toEqual([]);
      });

      it('are refused where there is nothing to change', async () => {
        const { id } = await catalog.add(aStory());
        const { fields, chapters, permission, pages } = aStory();
        const change = { fields, chapters, permission, pages };
        expect(await codeOf(catalog.restore(id, [SHARED_LIBRARY], MINA))).toBe('story-not-withdrawn');
        expect(await codeOf(catalog.restore('nobody', [SHARED_LIBRARY], MINA))).toBe('story-not-found');
        expect(await codeOf(catalog.withdraw('nobody', [SHARED_LIBRARY], MINA))).toBe('story-not-found');
        expect(await codeOf(catalog.revise('nobody', change, MINA))).toBe('story-not-found');
        await catalog.withdraw(id, [SHARED_LIBRARY], MINA);
        expect(await codeOf(catalog.revise(id, change, MINA))).toBe('story-withdrawn');
      });

      it('refuse underage sex at every write, and keep what was there', async () => {
        const underage = { warnings: ['Underage Sex'] };
        expect(await codeOf(catalog.add(aStory(underage)))).toBe('story-refused-underage');
        expect(await codeOf(catalog.addAll([aStory({ title: 'Fine' }), aStory(underage)]))).toBe(
          'story-refused-underage',
        );
        const { id } = await catalog.add(aStory({ title: 'Kept' }));
        const { fields, chapters, permission, pages } = aStory(underage);
        const revising = catalog.revise(id, { fields, chapters, permission, pages }, MINA);
        expect(await codeOf(revising)).toBe('story-refused-underage');
        expect(await titles({ text: 'kept' }, ADULT)).toEqual(['Kept']);
        expect((await catalog.history(id)).map(({ revision }) => revision)).toEqual([1]);
        expect(await titles({ tag: 'underage' }, ADULT)).toEqual([]);
      });

      it('offer what was withdrawn in these libraries, the last one first', async () => {
        const one = await catalog.add(aStory({ title: 'The One', library: BAKER }));
        const two = await catalog.add(aStory({ title: 'The Two', library: BAKER }));
        await catalog.add(aStory({ title: 'The Three', library: BAKER }));
        await catalog.withdraw(two.id, [BAKER], { by: 'mina', at: 1 });
        await catalog.withdraw(one.id, [BAKER], { by: 'mina', at: 2 });
        expect((await catalog.withdrawn('', [BAKER], 25)).map(({ value }) => value)).toEqual([one.id, two.id]);
        expect((await catalog.withdrawn('the tw', [BAKER], 25)).map(({ label }) => label)).toEqual(['The Two']);
        expect(await catalog.withdrawn('', [MERYTON, SHARED_LIBRARY], 25)).toEqual([]);
      });
    });

    describe('drafts and reports', () => {
      const draft = {
        id: 'd1',
        library: BAKER,
        by: 'mina',
        fileName: 'story.txt',
        bytes: Uint8Array.of(1, 2, 255),
        answers: '{}',
        expiresAt: 2000,
      };

      it('keep a draft until its time is over or it is removed', async () => {
        await catalog.saveDraft(draft);
        await catalog.saveDraft({ ...draft, answers: '{"title":"Now"}' });
        await catalog.saveDraft({ ...draft, id: 'd2', fileName: null });
        expect(await catalog.draft('d1', 1999)).toEqual({ ...draft, answers: '{"title":"Now"}' });
        await catalog.removeDraft('d1');
        expect(await catalog.draft('d1', 1999)).toBeNull();
        expect(await catalog.draft('d2', 2000)).toBeNull();
        expect(await catalog.draft('d2', 1999), 'it is gone for good').toBeNull();
      });

      it('keep reports for the server where they were filed, until they are closed', async () => {
        const report = { id: 'r1', story: 's', library: BAKER, by: 'ada', text: 'Not theirs.', at: 2 };
        await catalog.fileReport(report);
        await catalog.fileReport({ ...report, id: 'r0', at: 1 });
        await catalog.fileReport({ ...report, text: 'again' });
        expect((await catalog.openReports(BAKER, 10)).map(({ id }) => id)).toEqual(['r0', 'r1']);
        expect(await catalog.openReports(MERYTON, 10)).toEqual([]);
        expect(await catalog.closeReport('r0', MERYTON, MINA)).toBe(false);
        expect(await catalog.closeReport('r0', BAKER, MINA)).toBe(true);
        expect(await catalog.closeReport('r0', BAKER, MINA)).toBe(false);
        expect(await catalog.openReports(BAKER, 10)).toEqual([report]);
      });
    });

    it('fails at no question, however strange', async () => {
      await catalog.addAll([
        aStory({ title: 'Night', pairings: [romance('A', 'B')], tags: ['T'] }),
        aStory({ title: '"quoted" AND *', authors: ['NEAR('], tags: ['{x} : y', ''] }),
      ]);
      const typed = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.stringMatching(/^["*:^(){}+\-/& a-bANDORT]{0,20}$/),
      );
      const maybe = fc.option(typed, { nil: '' });
      const query = fc.record({
        text: maybe,
        author: maybe,
        fandom: maybe,
        pairing: maybe,
        character: maybe,
        tag: maybe,
        without: maybe,
        sort: fc.constantFrom(...SORTS),
      });
      await fc.assert(
        fc.asyncProperty(query, fc.constantFrom(...SUGGESTION_KINDS), async (asked, kind) => {
          const { total, hits } = await catalog.search(asked, OPEN, EVERYTHING);
          expect(hits).toHaveLength(total);
          await catalog.suggest(kind, asked.text, inServer(BAKER), 25);
          await catalog.byTitle(asked.text, OPEN);
          await catalog.withdrawn(asked.text, [SHARED_LIBRARY], 25);
        }),
        { numRuns: 300 },
      );
    });

    it('finds every story by its own title, whatever letters it is written in', async () => {
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), async (title) => {
          fc.pre(/[\p{L}\p{N}]/u.test(title.normalize('NFKD')));
          const story = await catalog.add(aStory({ title }));
          const found = await catalog.search({ text: title }, OPEN, EVERYTHING);
          expect(found.hits.map(({ id }) => id)).toContain(story.id);
          await catalog.withdraw(story.id, [SHARED_LIBRARY], MINA);
        }),
        { numRuns: 100 },
      );
    });
  });
}

async function codeOf(work: Promise<unknown>): Promise<FicErrorCode | undefined> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof FicError ? error.code : undefined;
}
