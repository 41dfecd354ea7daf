/**
 * What search promises: words, filters, order, pages, and that no question is too strange.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SORTS } from '#src/query/ast.ts';
import { SUGGESTION_KINDS } from '#src/query/fields.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { asked, BAKER, EVERYTHING, inServer, MINA, OPEN, type Trial } from '#tests/catalog/contract/trial.ts';
import { aStory, EXPLICIT, GENERAL, romance, TEEN, wordy } from '#tests/catalog/stories.ts';
import { unicodeText } from '#tests/unicode-text.ts';

export function describeSearch(trial: Trial): void {
  describe('free words', () => {
    it('find a story in title, author, fandom, pairing, character, tag, genre, warning and summary', async () => {
      await trial.catalog.add(
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
      await trial.catalog.add(aStory({ title: 'Other' }));
      for (const text of ['ashes', 'quill', 'dracula', 'westenra', 'renfield', 'burn', 'comfort', 'death', 'letter']) {
        expect(await trial.titles({ text }), text).toEqual(['Ashes']);
      }
    });

    it('must all be found, the last one as a beginning', async () => {
      await trial.catalog.addAll([aStory({ title: 'The Red Door' }), aStory({ title: 'The Red House' })]);
      expect(await trial.titles({ text: 'red doo' })).toEqual(['The Red Door']);
      expect(await trial.titles({ text: 're door' })).toEqual([]);
      expect(await trial.titles({ text: 'red window' })).toEqual([]);
    });

    it('ignore case, accents and kinds of apostrophe, in the question and in the story', async () => {
      await trial.catalog.addAll([aStory({ title: 'Éowyn’s Œuvre' }), aStory({ title: "O'Brien in the Straße" })]);
      for (const text of ['EOWYN', 'éowyn', 'oeuvre', 'œuvre', "eowyn's", 'eowyns']) {
        expect(await trial.titles({ text }), text).toEqual(['Éowyn’s Œuvre']);
      }
      for (const text of ['obrien', 'o’brien', 'brien', 'STRASSE']) {
        expect(await trial.titles({ text }), text).toEqual(["O'Brien in the Straße"]);
      }
    });

    it('find titles in scripts without spaces by any part, in its order', async () => {
      await trial.catalog.addAll([aStory({ title: '福尔摩斯探案集' }), aStory({ title: 'シャーロックの冒険' })]);
      expect(await trial.titles({ text: '摩斯' })).toEqual(['福尔摩斯探案集']);
      expect(await trial.titles({ text: '斯摩' })).toEqual([]);
      expect(await trial.titles({ text: 'ロック' })).toEqual(['シャーロックの冒険']);
      expect(await trial.titles({ text: 'しゃーろっく' })).toEqual(['シャーロックの冒険']);
    });

    it('find Korean and Thai titles by words that are not written apart', async () => {
      await trial.catalog.addAll([aStory({ title: '셜록홈즈의 모험' }), aStory({ title: 'สวัสดีชาวโลก' })]);
      for (const text of ['홈즈', '모험', '홈즈 모험']) {
        expect(await trial.titles({ text }), text).toEqual(['셜록홈즈의 모험']);
      }
      for (const text of ['ชาวโลก', 'สวัสดี']) expect(await trial.titles({ text }), text).toEqual(['สวัสดีชาวโลก']);
      for (const text of ['즈홈', 'โลกชาว']) expect(await trial.titles({ text }), text).toEqual([]);
    });

    it('tell letters apart that readers tell apart', async () => {
      await trial.catalog.addAll([aStory({ title: 'Мой ёж' }), aStory({ title: 'がき' })]);
      expect(await trial.titles({ text: 'мой еж' })).toEqual(['Мой ёж']);
      expect(await trial.titles({ text: 'ガキ' })).toEqual(['がき']);
      for (const text of ['мои', 'かき']) expect(await trial.titles({ text }), text).toEqual([]);
    });

    it('rank a title before an author, an author before a tag, a tag before a summary', async () => {
      await trial.catalog.addAll([
        aStory({ title: 'Four', summary: 'A raven.' }),
        aStory({ title: 'Three', tags: ['Raven'] }),
        aStory({ title: 'Two', authors: ['Raven'] }),
        aStory({ title: 'Raven' }),
      ]);
      expect(await trial.titles({ text: 'raven' })).toEqual(['Raven', 'Two', 'Three', 'Four']);
    });

    it('rank a pairing like a title before a summary, a whole word before its beginning, a rare word before a common one', async () => {
      await trial.catalog.addAll([
        aStory({ title: 'Pair', pairings: [romance('Mina Raven', 'Lucy Westenra')] }),
        aStory({ title: 'Said', summary: 'Mina writes of a raven.' }),
        aStory({ title: 'Ravenous' }),
        aStory({ title: 'Raven' }),
      ]);
      expect(await trial.titles({ text: 'raven' })).toEqual(['Raven', 'Pair', 'Ravenous', 'Said']);
      await trial.catalog.addAll([
        aStory({ title: 'Heron', summary: 'A night.' }),
        aStory({ title: 'Night', summary: 'A heron.' }),
        ...Array.from({ length: 20 }, (_, index) => aStory({ title: `Other ${index}`, tags: ['Night'] })),
      ]);
      expect(await trial.titles({ text: 'night heron' })).toEqual(['Heron', 'Night']);
    });

    it('put the title that was asked for before longer ones with the same words', async () => {
      await trial.catalog.addAll([
        aStory({ title: 'Red Door' }),
        aStory({ title: 'The Long Way to the Red Door' }),
        aStory({ title: 'A Red Door in the Wall' }),
      ]);
      expect((await trial.titles({ text: 'red door' }))[0]).toBe('Red Door');
    });

    it('find other forms of a word, after the word itself, and leave names as they are', async () => {
      await trial.catalog.addAll([
        aStory({ title: 'Vampire' }),
        aStory({ title: 'Vampires' }),
        aStory({ title: 'Graves', characters: ['Percival Graves'] }),
        aStory({ title: 'Other', summary: 'A grave by the sea.' }),
      ]);
      expect(await trial.titles({ text: 'vampires' })).toEqual(['Vampires', 'Vampire']);
      expect(await trial.titles({ text: 'vampire by' })).toEqual([]);
      expect(await trial.titles({ text: 'graves' })).toEqual(['Graves']);
      expect(await trial.titles({ text: 'grave' })).not.toContain('Vampire');
    });

    it('that nobody wrote are searched as what was meant, and it is said so', async () => {
      await trial.catalog.addAll([
        aStory({ title: 'The Lighthouse' }),
        aStory({ title: 'Keeper', tags: ['Lighthouse Keeper'] }),
        aStory({ title: 'Secret', rating: EXPLICIT, summary: 'A boathouse.' }),
      ]);
      const found = await trial.catalog.search(asked({ text: 'lighhouse' }), OPEN, EVERYTHING);
      expect(found.hits.map(({ title }) => title)).toEqual(['The Lighthouse', 'Keeper']);
      expect(found.corrections).toEqual([{ typed: 'lighhouse', searched: ['lighthouse'] }]);
      const right = await trial.catalog.search(asked({ text: 'lighthouse' }), OPEN, EVERYTHING);
      expect(right.corrections).toEqual([]);
      const hidden = await trial.catalog.search(asked({ text: 'boathose' }), OPEN, EVERYTHING);
      expect([hidden.total, hidden.corrections, hidden.hidden]).toEqual([0, [], []]);
      const quoted = { where: { kind: 'words', text: 'lighhouse', as: 'phrase' } } as const;
      expect(await trial.catalog.search(quoted, OPEN, EVERYTHING)).toMatchObject({ total: 0, corrections: [] });
    });

    it('never fail and never find everything, whatever is typed', async () => {
      await trial.catalog.add(aStory({ title: 'Plain' }));
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
        expect(await trial.titles({ text }), text).toEqual([]);
      }
      expect(await trial.titles({ text: 'plain '.repeat(2000) })).toEqual(['Plain']);
      expect(await trial.titles({ text: '   ' })).toEqual(['Plain']);
    });
  });

  describe('filters', () => {
    it('take a name as it is, however accented; failing that, every name with these words', async () => {
      await trial.catalog.addAll([
        aStory({ title: 'A', characters: ['Sherlock Holmes'], fandoms: ['Pride and Prejudice - Jane Austen'] }),
        aStory({ title: 'B', characters: ['Mycroft Holmes'], fandoms: ['Sherlock'] }),
        aStory({ title: 'C', characters: ['Zoë'], fandoms: ['Sherlock Holmes - Arthur Conan Doyle'] }),
      ]);
      expect(await trial.sorted({ character: 'holmes' })).toEqual(['A', 'B']);
      expect(await trial.titles({ character: 'Holmes, Mycroft' })).toEqual(['B']);
      expect(await trial.titles({ character: 'ZOE' })).toEqual(['C']);
      expect(await trial.titles({ fandom: 'pride and prejudice' })).toEqual(['A']);
      expect(await trial.titles({ fandom: 'sherlock' })).toEqual(['B']);
      expect(await trial.titles({ fandom: 'sher' })).toEqual([]);
    });

    it('that nobody has are taken for what was meant, and it is said so', async () => {
      await trial.catalog.addAll([
        aStory({ title: 'A', characters: ['Sherlock Holmes'], pairings: [romance('John Watson', 'Mary Morstan')] }),
        aStory({ title: 'B', tags: ['Sherlock'] }),
      ]);
      const character = await trial.catalog.search(asked({ character: 'Sherlok Holmes' }), OPEN, EVERYTHING);
      expect(character.hits.map(({ title }) => title)).toEqual(['A']);
      expect(character.corrections).toEqual([{ typed: 'Sherlok Holmes', searched: ['sherlock holmes'] }]);
      expect(await trial.titles({ pairing: 'Morstn/Watson' })).toEqual(['A']);
      expect(await trial.titles({ without: 'Sherlok' })).toHaveLength(2);
    });

    it('do not mix the words of two names', async () => {
      await trial.catalog.add(aStory({ title: 'D', pairings: [romance('Mina Murray', 'Lucy Westenra')] }));
      expect(await trial.titles({ character: 'Mina' })).toEqual(['D']);
      await trial.catalog.add(aStory({ characters: ['Sherlock Smith', 'John Holmes'] }));
      expect(await trial.titles({ character: 'sherlock holmes' })).toEqual([]);
    });

    it('find tags, genres, warnings and categories as tags', async () => {
      await trial.catalog.add(
        aStory({ title: 'A', tags: ['Fluff'], genres: ['Angst'], warnings: ['Violence'], categories: ['Gen'] }),
      );
      for (const tag of ['fluff', 'ANGST', 'violence', 'gen']) expect(await trial.titles({ tag }), tag).toEqual(['A']);
    });

    it('find a pairing in either order, with any separator, by parts of the names', async () => {
      await trial.catalog.addAll([
        aStory({ title: 'Johnlock', pairings: [romance('Sherlock Holmes', 'John Watson')] }),
        aStory({ title: 'Siblings', pairings: [romance('Sherlock Holmes', 'Mycroft Holmes')] }),
      ]);
      for (const pairing of ['Watson/Holmes', 'holmes x watson', 'John Watson/Sherlock Holmes', 'Holmes and Watson']) {
        expect(await trial.titles({ pairing }), pairing).toEqual(['Johnlock']);
      }
      expect(await trial.titles({ pairing: 'Holmes/Holmes' })).toEqual(['Siblings']);
      expect(await trial.sorted({ pairing: 'Holmes' })).toEqual(['Johnlock', 'Siblings']);
      for (const pairing of ['Sherlock/Holmes', 'Holmes/Sherlock', 'Mycroft/Holmes', 'Holmes/Mycroft']) {
        expect(await trial.titles({ pairing }), pairing).toEqual(['Siblings']);
      }
      expect(await trial.titles({ pairing: '/' })).toEqual([]);
    });

    it('take a pairing of three for one of two only where that is asked for', async () => {
      await trial.catalog.add(aStory({ title: 'Three', pairings: [romance('Holmes', 'Watson', 'Adler')] }));
      expect(await trial.titles({ pairing: 'Watson/Holmes' })).toEqual([]);
      const larger = { where: { kind: 'named', field: 'pairing', text: 'Watson/Holmes', larger: true } } as const;
      expect((await trial.catalog.search(larger, OPEN, EVERYTHING)).total).toBe(1);
    });

    it('drop what somebody wants to do without, wherever it stands', async () => {
      await trial.catalog.addAll([
        aStory({ title: 'Tag', tags: ['Heavy Angst'] }),
        aStory({ title: 'Genre', genres: ['Angst'] }),
        aStory({ title: 'Warning', warnings: ['Angst'] }),
        aStory({ title: 'Character', characters: ['Moriarty'] }),
        aStory({ title: 'Pairing', pairings: [romance('James Moriarty', 'Sebastian Moran')] }),
        aStory({ title: 'Neither' }),
      ]);
      expect(await trial.sorted({ without: 'angst' })).toEqual(['Character', 'Neither', 'Pairing']);
      expect(await trial.sorted({ without: 'Moriarty' })).toEqual(['Genre', 'Neither', 'Tag', 'Warning']);
      expect(await trial.titles({ without: 'Moran/Moriarty' })).not.toContain('Pairing');
      expect(await trial.titles({ without: '!!!' })).toHaveLength(6);
    });

    it('hold together: words, rating, status and length', async () => {
      await trial.catalog.addAll([
        aStory({ title: 'Long night', rating: TEEN, text: [wordy(500)] }),
        aStory({ title: 'Short night', rating: TEEN, text: [wordy(50)] }),
        aStory({ title: 'Night, unfinished', rating: TEEN, status: 'in-progress', text: [wordy(500)] }),
        aStory({ title: 'Mild night', rating: GENERAL, text: [wordy(500)] }),
      ]);
      const words = { min: 100, max: null };
      expect(await trial.titles({ text: 'night', rating: 'Teen', status: 'complete', words })).toEqual(['Long night']);
      expect(await trial.titles({ words: { min: null, max: 50 } })).toEqual(['Short night']);
      expect(await trial.titles({ words: { min: 500, max: 500 }, rating: 'General' })).toEqual(['Mild night']);
    });
  });

  describe('order and pages', () => {
    it('is newest first, or as asked for', async () => {
      const early = await trial.catalog.add(aStory({ title: 'Early', authors: ['Beta'], text: [wordy(30)] }));
      await trial.catalog.add(aStory({ title: 'Middle', text: [wordy(10)] }));
      await trial.catalog.add(aStory({ title: 'Álast', authors: ['Alpha'], text: [wordy(20)] }));
      expect(await trial.titles({})).toEqual(['Álast', 'Middle', 'Early']);
      expect(await trial.titles({ sort: 'title' })).toEqual(['Álast', 'Early', 'Middle']);
      expect(await trial.titles({ sort: 'author' })).toEqual(['Álast', 'Early', 'Middle']);
      expect(await trial.titles({ sort: 'words' })).toEqual(['Early', 'Álast', 'Middle']);
      const { fields, chapters, permission, pages } = aStory({ title: 'Early' });
      await trial.catalog.revise(early.id, { fields, chapters, permission, pages }, { by: 'mina', at: trial.time() });
      expect(await trial.titles({ sort: 'updated' })).toEqual(['Early', 'Álast', 'Middle']);
      expect(await trial.titles({ sort: 'published' })).toEqual(['Álast', 'Middle', 'Early']);
    });

    it('gives each hit once over all pages, in every order', async () => {
      await trial.catalog.addAll(Array.from({ length: 23 }, (_, index) => aStory({ title: `Night ${index % 3}` })));
      for (const sort of SORTS) {
        const seen: string[] = [];
        for (let offset = 0; offset < 25; offset += 5) {
          const page = await trial.catalog.search(asked({ text: 'night', sort }), OPEN, { offset, limit: 5 });
          expect(page.total).toBe(23);
          seen.push(...page.hits.map(({ id }) => id));
        }
        expect(seen).toHaveLength(23);
        expect(new Set(seen).size).toBe(23);
      }
      expect(await trial.catalog.search(asked({}), OPEN, { offset: 1000, limit: 5 })).toMatchObject({
        total: 23,
        hits: [],
      });
    });
  });

  it('fails at no question, however strange', async () => {
    await trial.catalog.addAll([
      aStory({ title: 'Night', pairings: [romance('A', 'B')], tags: ['T'] }),
      aStory({ title: '"quoted" AND *', authors: ['NEAR('], tags: ['{x} : y', ''] }),
    ]);
    const typed = fc.oneof(unicodeText({ maxLength: 60 }), fc.stringMatching(/^["*:^(){}+\-/& a-bANDORT]{0,20}$/));
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
      fc.asyncProperty(query, fc.constantFrom(...SUGGESTION_KINDS), async (options, kind) => {
        const { total, hits } = await trial.catalog.search(asked(options), OPEN, EVERYTHING);
        expect(hits).toHaveLength(total);
        await trial.catalog.suggest(kind, options.text, inServer(BAKER), 25);
        await trial.catalog.byTitle(options.text, OPEN);
        await trial.catalog.withdrawn(options.text, [SHARED_LIBRARY], 25);
      }),
      { numRuns: 300 },
    );
  });

  it('finds every story by its own title, whatever letters it is written in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), async (title) => {
        // Of letters, but not of what only stretches the one before it.
        fc.pre(/[[\p{L}\p{N}]--\u0640]/v.test(title.normalize('NFKD')));
        const story = await trial.catalog.add(aStory({ title }));
        const found = await trial.catalog.search(asked({ text: title }), OPEN, EVERYTHING);
        expect(found.hits.map(({ id }) => id)).toContain(story.id);
        await trial.catalog.withdraw(story.id, [SHARED_LIBRARY], MINA);
      }),
      { numRuns: 100 },
    );
  });
}
