/**
 * The catalog that the judged queries are asked of: the starter stories, fics that we wrote for them (`fics.json`), and some
 * hundred of their fandoms around them (`fandoms.json`) that are in the way: other titles, other ships, the word in a summary only.
 */

import { readdirSync, readFileSync } from 'node:fs';
import type { NewStory } from '#src/catalog/contract.ts';
import { discordMarkdown } from '#src/kit/show/markdown.ts';
import { prepare } from '#src/publishing/press.ts';
import { newStory } from '#src/publishing/publishing.ts';
import { chunkProse } from '#src/story/chunks.ts';
import { parsePairings } from '#src/story/pairing.ts';
import { parseRating } from '#src/story/rating.ts';
import { SHARED_LIBRARY, type StoryFields } from '#src/story/story.ts';
import { Dice } from '../dice.ts';
import { PERMISSION } from '../synthetic-stories.ts';
import fandoms from './fandoms.json' with { type: 'json' };
import written from './fics.json' with { type: 'json' };

const STARTER = new URL('../../data/stories/', import.meta.url);
const RATINGS = { G: 'General Audiences', T: 'Teen And Up Audiences', M: 'Mature', E: 'Explicit' };
/** The last day on which anything was posted. */
const TODAY = Date.UTC(2024, 5, 1);
const DAY = 86_400_000;

interface Fic {
  readonly title: string;
  readonly author: string;
  readonly fandom?: string;
  readonly fandoms?: readonly string[];
  readonly pairings: readonly string[];
  readonly characters?: readonly string[];
  readonly tags: readonly string[];
  readonly warnings?: readonly string[];
  readonly rating: string;
  readonly summary: string;
  readonly language?: string;
  readonly status?: string;
  readonly series?: { readonly name: string; readonly part: number };
  readonly words: number;
  readonly chapters?: number;
}

/** In the order in which they are published. No two written ones have one title. */
export function namedCatalog(): NewStory[] {
  const dice = new Dice(1894);
  const around = fandoms.flatMap((cast) => Array.from({ length: cast.many }, (_, at) => ficOf(dice, cast, at)));
  const posts = readdirSync(STARTER).filter((name) => name.endsWith('.txt'));
  const starters = posts.sort().flatMap((name) => {
    const stories = prepare(readFileSync(new URL(name, STARTER)), name, discordMarkdown, []);
    return stories.map((story) => newStory(story, SHARED_LIBRARY, PERMISSION, `starter:${name}`));
  });
  const ours = [...around, ...(written as readonly Fic[])].map((fic, at) => storyOf(fic, at));
  // What is meant is neither all new nor all old: recency alone must not find it.
  return [...ours.slice(0, 150), ...starters, ...ours.slice(-written.length), ...ours.slice(150, -written.length)];
}

const TITLES = [
  'The Night at {place}',
  'Letters from {place}',
  '{noun} and {noun}',
  'A {noun} for {first}',
  'The {noun}',
  'What {first} Kept',
  'Five Times {first} Lied',
  '{first}, After',
  'Return to {place}',
  'All the {noun}s We Carried',
];
const NOUNS = [
  ...[
    'Candle',
    'Key',
    'Window',
    'Winter',
    'Harvest',
    'Mirror',
    'Bell',
    'Garden',
    'Ribbon',
    'Shadow',
    'Letter',
    'Ghost',
  ],
  ...['River', 'Lantern', 'Promise', 'Secret', 'Violin', 'Rose', 'Thorn', 'Ship'],
];
const SUMMARIES = [
  '{first} comes back to {place}, and nobody is ready.',
  'A quiet evening at {place}. {first} does not sleep.',
  '{first} finds a letter that was never sent, and a lighthouse on the back of it.',
  'There is a {noun} in the attic. {first} says it was always there.',
  'Written for a prompt: {noun}, {noun}, {place}.',
  'Marriage, honey, and the matter of the {noun}.',
];
const TAGS = [
  ...[
    'Fluff',
    'Angst',
    'Hurt/Comfort',
    'Slow Burn',
    'Pining',
    'Humor',
    'Friendship',
    'Canon Era',
    'Modern AU',
    'Fix-It',
  ],
  ...['Grief', 'Getting Together', 'Established Relationship', 'Case Fic', 'Character Study', 'Christmas', 'Letters'],
  ...['Coffee Shop AU', 'Heavy Angst', 'Found Family', 'First Kiss', 'Missing Scene', 'Time Travel', 'Soulmates'],
];

function ficOf(dice: Dice, cast: (typeof fandoms)[number], at: number): Fic {
  const characters = [...new Set([dice.pick(cast.characters), dice.pick(cast.characters)])];
  const filled = (template: string) =>
    template
      .replaceAll('{place}', () => dice.pick(cast.place))
      .replaceAll('{noun}', () => dice.pick(NOUNS))
      .replaceAll('{first}', () => characters[0] ?? '');
  const long = dice.roll() < 0.4;
  return {
    title: filled(dice.pick(TITLES)),
    author: `reader${dice.between(1, 60)}`,
    fandom: cast.fandom,
    pairings: at % 6 === 5 ? [] : [dice.pick(cast.pairings)],
    characters,
    tags: [...new Set(Array.from({ length: dice.between(1, 5) }, () => dice.pick(TAGS)))],
    warnings: dice.roll() < 0.12 ? ['Major Character Death'] : [],
    rating: dice.pick(['G', 'T', 'T', 'M', 'E']),
    summary: filled(dice.pick(SUMMARIES)),
    status: long && dice.roll() < 0.4 ? 'in-progress' : 'complete',
    words: Math.ceil(long ? dice.lognormal(9.8, 0.8) : dice.lognormal(7.4, 0.7)),
    chapters: long ? dice.between(2, 30) : 1,
  };
}

function storyOf(fic: Fic, at: number): NewStory {
  const pairings = fic.pairings.flatMap((raw) => parsePairings(raw).pairings);
  const paired = pairings.flatMap(({ members }) => members);
  const chapters = fic.chapters ?? 1;
  const fields: StoryFields = {
    title: fic.title,
    authors: [fic.author],
    fandoms: fic.fandoms ?? [fic.fandom ?? ''],
    pairings,
    characters: [...new Set([...paired, ...(fic.characters ?? [])])],
    categories: [],
    genres: [],
    tags: fic.tags,
    rating: parseRating(RATINGS[fic.rating as keyof typeof RATINGS]).rating,
    warnings: fic.warnings ?? [],
    summary: fic.summary,
    notes: null,
    disclaimer: null,
    series: fic.series ?? null,
    part: null,
    status: fic.status === 'in-progress' ? 'in-progress' : 'complete',
    language: fic.language ?? 'en',
    chaptersTotal: chapters,
    postedAt: TODAY - ((at * 37) % 3_000) * DAY,
    sourceUrl: null,
    unknownFields: [],
    rawHeader: '',
  };
  const tiny = { ...chunkProse([{ kind: 'paragraph', spans: [{ text: 'It was so.' }] }]), title: null };
  return {
    library: SHARED_LIBRARY,
    fields,
    chapters: Array.from({ length: chapters }, () => ({ ...tiny, words: Math.ceil(fic.words / chapters) })),
    permission: PERMISSION,
    pages: [],
    key: `named:${at}`,
  };
}
