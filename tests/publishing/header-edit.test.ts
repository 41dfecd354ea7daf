/** What typed words make of a header: read as a file's would be, with nothing lost that was not touched. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changedWords,
  differences,
  EDIT_GROUPS,
  type EditGroup,
  type EditInput,
  editHeader,
  headerOf,
  presentWords,
  shownWords,
  withHeaderOf,
} from '#src/publishing/header-edit.ts';
import { FicError } from '#src/story/errors.ts';
import { refusesUnderage } from '#src/story/warnings.ts';
import { aStory, romance } from '#tests/catalog/stories.ts';
import { hostileField, hostileStory } from '#tests/views/hostile-story.ts';

const MINA = { by: 'mina', at: 5000 };
const GROUPS = Object.keys(EDIT_GROUPS) as EditGroup[];
const INPUTS = Object.values(EDIT_GROUPS).flat();
const header = (fields: Parameters<typeof aStory>[0] = {}) => {
  const { fields: said, permission } = aStory({ title: 'Wall', ...fields });
  return { fields: said, permission };
};
const typed = (input: EditInput, words: string, from = header()) => editHeader(from, { [input]: words }, MINA);

describe('what a modal shows', () => {
  it('submitted as it was, changes nothing, whatever stands in the story', () => {
    fc.assert(
      fc.property(hostileStory(), (story) => {
        const present = headerOf(story);
        for (const group of GROUPS) {
          const shown = Object.fromEntries(EDIT_GROUPS[group].map((input) => [input, shownWords(present, input)]));
          const sent = Object.fromEntries(Object.entries(shown).map(([input, words]) => [input, `${words} `]));
          expect(changedWords(shown, group, present)).toEqual({});
          expect(changedWords(sent, group, present)).toEqual({});
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('typed words', () => {
  it('of any kind make a header or are refused in a sentence, and touch no other field', () => {
    fc.assert(
      fc.property(hostileField(), fc.constantFrom(...INPUTS), (words, input) => {
        const before = header({
          authors: ['Ann'],
          genres: ['Angst'],
          characters: ['Toby'],
          part: { number: 1, total: 2 },
        });
        try {
          const after = typed(input, words, before);
          expect(refusesUnderage(after.fields)).toBe(false);
          const beside: EditInput[] =
            input === 'pairings' ? ['characters', 'genres'] : input === 'title' ? ['status'] : [];
          expect([input, ...beside, 'basis', 'evidence']).toEqual(expect.arrayContaining(differences(before, after)));
        } catch (error) {
          expect(error).toBeInstanceOf(FicError);
        }
      }),
      { numRuns: 400 },
    );
  });

  it.each<[EditInput, string, object]>([
    ['title', '“The Wall” (2/3)', { title: 'The Wall', part: { number: 2, total: 3 } }],
    ['title', 'The Wall (WIP)', { title: 'The Wall', status: 'in-progress' }],
    ['authors', 'Ann & Bob <bob@example.org>', { authors: ['Ann', 'Bob'] }],
    ['pairings', 'Johnlock; Ann x Bob, M/M', { categories: ['M/M'] }],
    ['pairings', '', { pairings: [], categories: [] }],
    ['genres', 'Humor/Friendship, Hurt/Comfort', { genres: ['Humor', 'Friendship', 'Hurt/Comfort'] }],
    ['warnings', 'violence and character death', { warnings: ['violence', 'Major Character Death'] }],
    ['tags', '#rain #fog', { tags: ['rain', 'fog'] }],
    ['rating', '', { rating: { raw: '', rank: null, band: 'Unrated', ambiguous: false } }],
    ['series', 'none', { series: null }],
    ['source', 'At <https://archive.example/1>.', { sourceUrl: 'https://archive.example/1' }],
    ['summary', 'One\r\ntwo \u202e', { summary: 'One\ntwo' }],
    ['notes', ' \u200b\n', { notes: null }],
  ])('in %s are read as a file’s: %j', (input, words, fields) => {
    expect(typed(input, words).fields).toMatchObject(fields);
  });

  it('say what they were taken for where they could mean more', () => {
    expect(typed('rating', 'M').findings.map(({ code }) => code)).toEqual(['rating-ambiguous']);
    expect(typed('rating', 'squid').findings.map(({ code }) => code)).toEqual(['rating-unreadable']);
    expect(typed('authors', '').findings).toEqual([]);
  });

  it('leave the names of a list as they stood, whatever separators they hold', () => {
    const name = fc.stringMatching(/^[A-Za-z][A-Za-z,;&/ ]{0,12}[A-Za-z]$/);
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 4, selector: (one) => one.toLowerCase() }), (tags) => {
        fc.pre(tags.every((tag) => !tags.some((other) => other !== tag && other.includes(tag))));
        fc.pre(tags.every((tag) => !/\s{2}/.test(tag)));
        const before = header({ tags });
        const words = [presentWords(before, 'tags'), 'quite new'].filter(Boolean).join(', ');
        expect(typed('tags', words, before).fields.tags).toEqual([...tags, 'quite new']);
      }),
    );
  });

  it('keep a pairing as it was written where others are typed beside it', () => {
    const unsure = { raw: 'Johnlock', members: ['Johnlock'], kind: 'unsure' } as const;
    const before = header({ pairings: [{ ...romance('Holmes', 'Watson'), raw: 'Holmes x Watson (implied)' }, unsure] });
    const after = typed('pairings', `${presentWords(before, 'pairings')}, Ann/Bob`, before);
    expect(after.fields.pairings.slice(0, 2)).toEqual(before.fields.pairings);
    expect(after.fields.pairings[2]).toMatchObject({ members: ['Ann', 'Bob'] });
  });
});

describe('a permission', () => {
  it('is noted with who and when, and left alone where nothing of it was typed', () => {
    const before = header();
    const change = { basis: 'licence', evidence: ' CC-BY ' };
    expect(editHeader(before, change, MINA).permission).toEqual({ basis: 'licence', evidence: 'CC-BY', ...MINA });
    expect(typed('title', 'Door', before).permission).toBe(before.permission);
    expect(() => editHeader(before, { basis: 'licence', evidence: '\u200b' }, MINA)).toThrow('evidence-blank');
  });
});

describe('an earlier header that comes back', () => {
  it('brings what it said, and neither the permission nor what the file had beside it', () => {
    const earlier = header({ title: 'Earlier', tags: ['rain'], rawHeader: 'old', chaptersTotal: 3 });
    const present = header({ title: 'Now', rawHeader: 'new', chaptersTotal: 5 });
    const back = withHeaderOf({ ...present, permission: { ...present.permission, basis: 'none' } }, earlier);
    expect(back.fields).toMatchObject({ title: 'Earlier', tags: ['rain'], rawHeader: 'new', chaptersTotal: 5 });
    expect(back.permission.basis).toBe('none');
  });
});
