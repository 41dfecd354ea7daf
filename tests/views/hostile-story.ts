/**
 * Stories as no author writes them and some file will hold: every field may be empty, blank, endless or full of signs.
 */
import fc from 'fast-check';
import type { Pairing } from '#src/story/pairing.ts';
import { type Band, UNRATED } from '#src/story/rating.ts';
import { type ChapterInfo, PERMISSION_BASES, type Story } from '#src/story/story.ts';
import { hostileText } from '#tests/story/arbitrary-prose.ts';

/** What a story's words would begin, were its line breaks to survive where a line is the bot's own. */
export const MARKER = '\u2603';

/** Repeated to the longest that a field may be: signs that are doubled by escaping, and plain letters. */
const STUFFING = [
  ...['W', 'word ', '*', '_*~`|[<', '@everyone ', '<@123> ', 'discord.gg/a ', ':smile:', '\u{1f468}\u200d\u{1f469}'],
  ...['e\u0301\u0323', '\n# x', '\u200b', ' ', '\u6f22', '$t(defect) {{title}} ', 'https://a.example/ '],
];
const LONGEST = 5000;

const stuffed = (stuffing: string, length = LONGEST) =>
  stuffing.repeat(Math.ceil(length / stuffing.length)).slice(0, length);

/** A field of at most 5,000 units. */
export function hostileField(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: hostileText(12) },
    { weight: 2, arbitrary: fc.constantFrom(...STUFFING).map((stuffing) => stuffed(stuffing)) },
    { weight: 1, arbitrary: fc.constantFrom('', ' ', '\u200b', '\u2800\u3164', '\n', '\0') },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        ...['# ', '-# ', '> ', '- ', '1. ', ''].map((start) => `A name\n${MARKER}\n${start}${MARKER} Page 1 of 1`),
      ),
    },
  );
}

const SOURCES = [
  'https://archive.example/works/1?a=b_c',
  'https://archive.example/(x)*|`>',
  `https://archive.example/${'y'.repeat(3000)}`,
  `https://archive.example/${'y'.repeat(480)}`,
  'https://user@archive.example/',
  'javascript:alert(1)',
  'archive.example/works/1',
  'not an address',
  '',
];

const BANDS: readonly Band[] = ['General', 'Teen', 'Mature', 'Explicit', 'Unrated'];

const names = (most: number) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.array(hostileField(), { maxLength: 4 }) },
    { weight: 1, arbitrary: fc.array(hostileText(4), { minLength: most, maxLength: most, size: 'max' }) },
  );

/** How a pairing comes about does not matter here: its members are names as written. */
const pairings = names(50).map((members): Pairing[] =>
  members.map((member) => ({ raw: member, members: [member, member], kind: 'romantic' })),
);

export function hostileStory(): fc.Arbitrary<Story> {
  const chapter = fc.record({ title: fc.option(hostileField()), words: fc.nat(1_000_000), length: fc.nat(10_000_000) });
  const chapters = fc.oneof(
    { weight: 4, arbitrary: fc.array(chapter, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(chapter, { minLength: 200, maxLength: 200, size: 'max' }) },
  );
  const random = fc
    .record({
      title: hostileField(),
      authors: names(100),
      fandoms: names(20),
      pairings,
      characters: names(100),
      genres: names(20),
      tags: names(300),
      warnings: names(50),
      raw: hostileField(),
      band: fc.constantFrom(...BANDS),
      summary: fc.option(hostileField()),
      notes: fc.option(hostileField()),
      disclaimer: fc.option(hostileField()),
      series: fc.option(fc.record({ name: hostileField(), part: fc.option(fc.nat()) })),
      part: fc.option(fc.record({ number: fc.nat(), total: fc.option(fc.nat()) })),
      sourceUrl: fc.option(fc.constantFrom(...SOURCES)),
      basis: fc.constantFrom(...PERMISSION_BASES),
      chaptersTotal: fc.option(fc.nat()),
      chapters,
    })
    .map(({ raw, band, basis, ...fields }) => aStoryOf({ ...fields, ...rated(band, raw), ...permitted(basis) }));
  return fc.oneof(
    { weight: 5, arbitrary: random },
    { weight: 2, arbitrary: fc.constantFrom(...STUFFING).map(fullStory) },
  );
}

/** Every field there is, as long as can be. */
export function fullStory(stuffing: string): Story {
  const long = stuffed(stuffing);
  const many = (count: number) => Array.from({ length: count }, (_, index) => `${index}${stuffed(stuffing, 60)}`);
  return aStoryOf({
    title: long,
    authors: many(100),
    fandoms: many(20),
    pairings: many(50).map((member) => ({ raw: member, members: [member, long], kind: 'platonic' })),
    characters: many(100),
    genres: many(20),
    tags: many(300),
    warnings: many(50),
    ...rated('Mature', long),
    summary: long,
    notes: long,
    disclaimer: long,
    series: { name: long, part: 123 },
    part: { number: 999, total: 1000 },
    sourceUrl: `https://archive.example/${'y'.repeat(480)}`,
    chaptersTotal: 1000,
    chapters: Array.from({ length: 200 }, () => ({ title: long, words: 1_000_000, length: 6_000_000 })),
  });
}

const rated = (band: Band, raw: string) => ({ rating: { ...UNRATED, band, raw } });
const permitted = (basis: Story['permission']['basis']) => ({
  permission: { basis, evidence: '', by: 'operator', at: 0 },
});

/** A story of an ordinary kind, with what matters said. */
export function aStoryOf(fields: Partial<Story> & { chapters?: readonly ChapterInfo[] }): Story {
  const chapters = fields.chapters ?? [{ title: null, words: 1200, length: 7000 }];
  return {
    id: 'k3f9x_-Zq',
    library: 'shared',
    revision: 1,
    state: 'published',
    title: 'The Yellow Wall',
    authors: ['penwiper'],
    fandoms: ['Sherlock Holmes'],
    pairings: [],
    characters: [],
    categories: [],
    genres: [],
    tags: [],
    ...rated('Teen', 'PG-13'),
    ...permitted('public-domain'),
    warnings: [],
    summary: null,
    notes: null,
    disclaimer: null,
    series: null,
    part: null,
    status: 'unknown',
    language: null,
    chaptersTotal: null,
    postedAt: null,
    sourceUrl: null,
    unknownFields: [],
    rawHeader: '',
    words: chapters.reduce((sum, { words }) => sum + words, 0),
    chapters,
    publishedAt: 0,
    updatedAt: 0,
    ...fields,
  };
}
