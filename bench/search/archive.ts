/**
 * A catalog of any size as an archive would have it, made in microseconds a story: what stories say of themselves, and one tiny
 * chapter. The words are made up; how often everything recurs is counted:
 *
 * - AO3's dump of 2021-02-26 (7,269,693 works): languages, ratings, categories, warnings, 84.1 % complete; 30,243 fandoms after
 *   Zipf and Mandelbrot with s = 1.55, q = 30 (of all uses the first ten have a fifth, the first thousand nine tenths); about 20
 *   names a work, most often 11, more than 75 at one work of 200.
 * - FanFiction.Net: 57 % have one chapter, of lognormal(7.11, 1.04) words, a chapter of the others lognormal(7.33, 0.79);
 *   chapters p50 / p90 / p99 = 1 / 10 / 32. Titles have 17 characters at the median, summaries 169.
 *
 * A smaller catalog is the beginning of a larger one.
 */
import type { NewStory } from '#src/catalog/contract.ts';
import { chunkProse } from '#src/story/chunks.ts';
import { type Band, UNRATED } from '#src/story/rating.ts';
import { SHARED_LIBRARY, type StoryFields } from '#src/story/story.ts';
import { Dice, ZipfBag } from '../dice.ts';
import { PERMISSION } from '../synthetic-stories.ts';
import { makeWords } from '../words.ts';
import { Casts, nameOf } from './casts.ts';
import { makeTongues, say, type Tongue } from './tongues.ts';

const CURVE = { s: 1.55, q: 30 };
const NAMES = { tags: 200_000, authors: 100_000 };
/** Of all names of a work: mode 11, mean 19, 0.5 % above 75. */
const NAMES_A_WORK = { mu: 2.758, sigma: 0.6 };
const DAY = 86_400_000;
const SINCE = Date.UTC(2011, 0, 1);

/** Something of each, as often as its weight says. */
function weighed<T>(weights: readonly (readonly [T, number])[]): (dice: Dice) => T {
  const sum = weights.reduce((total, [, weight]) => total + weight, 0);
  return (dice) => {
    let at = dice.roll() * sum;
    for (const [item, weight] of weights) {
      at -= weight;
      if (at < 0) return item;
    }
    return weights[0]?.[0] as T;
  };
}

const rated = (raw: string, rank: number, band: Band) => ({ raw, rank, band, ambiguous: false });
const ratingOf = weighed([
  [rated('General Audiences', 10, 'General'), 27.8],
  [rated('Teen And Up Audiences', 20, 'Teen'), 29.9],
  [rated('Mature', 30, 'Mature'), 15.1],
  [rated('Explicit', 40, 'Explicit'), 16.3],
  [{ ...UNRATED, raw: 'Not Rated' }, 10.9],
]);
const categoryOf = weighed([
  ['M/M', 49],
  ['F/M', 24],
  ['Gen', 19],
  ['F/F', 8.6],
  ['Multi', 4.9],
  ['Other', 3],
]);
/** Underage (2.3 %) is refused by the catalog. */
const warningOf = weighed([
  ['No Archive Warnings Apply', 54],
  ['Creator Chose Not To Use Archive Warnings', 34],
  ['Graphic Depictions Of Violence', 6.8],
  ['Major Character Death', 5],
  ['Rape/Non-Con', 2.5],
]);
/** With the median of 17 characters, by words of English. */
const titleWords = weighed([
  [1, 16],
  [2, 25],
  [3, 24],
  [4, 15],
  [5, 10],
  [6, 6],
  [8, 4],
]);
const GENRES = ['Angst', 'Fluff', 'Humor', 'Drama', 'Romance', 'Adventure', 'Hurt/Comfort', 'Mystery', 'Horror'];

export function* archive(count: number, seed = 1): Generator<NewStory> {
  const dice = new Dice(seed);
  const tongues = makeTongues(dice);
  const tongueOf = weighed(tongues.map((tongue): [Tongue, number] => [tongue, tongue.share]));
  const nameWords = makeWords(dice, 30_000, [2, 2, 3]);
  const casts = new Casts(nameWords, CURVE);
  const tags = new ZipfBag(
    Array.from({ length: NAMES.tags }, () => nameOf(dice, nameWords, 1, 3)),
    CURVE,
  );
  const authors = new ZipfBag(
    Array.from({ length: NAMES.authors }, (_, number) => `${dice.pick(nameWords)}${number % 3 === 0 ? number : ''}`),
    { s: 0.8, q: 10 },
  );
  const chapter = { ...chunkProse([{ kind: 'paragraph', spans: [{ text: 'It was so.' }] }]), title: null };

  for (let number = 1; number <= count; number += 1) {
    const tongue = tongueOf(dice);
    const names = Math.min(150, Math.round(dice.lognormal(NAMES_A_WORK.mu, NAMES_A_WORK.sigma)));
    const { fandoms, characters, pairings } = casts.pick(dice, names);
    const tagged = new Set<string>();
    for (let left = names - fandoms.length - characters.length - pairings.length - 2; left > 0; left -= 1) {
      tagged.add(tags.pick(dice));
    }
    const isOneshot = dice.roll() < 0.57;
    const chapters = isOneshot ? 1 : Math.min(400, 1 + Math.ceil(dice.lognormal(1.2, 1)));
    const words = Math.ceil(isOneshot ? dice.lognormal(7.11, 1.04) : chapters * dice.lognormal(7.33, 0.79));
    const fields: StoryFields = {
      title: say(dice, tongue, titleWords(dice)),
      authors: [authors.pick(dice)],
      fandoms,
      pairings,
      characters,
      categories: [categoryOf(dice)],
      genres: dice.roll() < 0.3 ? [dice.pick(GENRES)] : [],
      tags: [...tagged],
      rating: ratingOf(dice),
      warnings: [warningOf(dice)],
      summary: say(dice, tongue, Math.min(200, Math.max(3, Math.round(dice.lognormal(3.32, 0.55))))),
      notes: null,
      disclaimer: null,
      series: null,
      part: null,
      status: dice.roll() < 0.841 ? 'complete' : 'in-progress',
      language: tongue.language,
      chaptersTotal: chapters,
      postedAt: SINCE + dice.between(0, 3_650) * DAY,
      sourceUrl: `https://archive.example/works/${number}`,
      unknownFields: [],
      rawHeader: '',
    };
    yield {
      library: SHARED_LIBRARY,
      fields,
      // Text weighs nothing here: one chapter says how long the story is, and how many there are stays unsaid.
      chapters: [{ ...chapter, words }],
      permission: PERMISSION,
      pages: [],
      key: `archive:${seed}:${number}`,
    };
  }
}
