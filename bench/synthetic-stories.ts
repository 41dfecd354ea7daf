/**
 * Ten thousand stories as an archive has them: how often a fandom, a pairing or a tag recurs and how long stories are follows
 * counts of AO3 and FanFiction.Net (docs/why/speed.md); the words themselves are made up.
 */
import type { NewStory } from '#src/catalog/contract.ts';
import { discordMarkdown } from '#src/kit/show/markdown.ts';
import { prepare } from '#src/publishing/press.ts';
import { newStory } from '#src/publishing/publishing.ts';
import { DEFAULT_BUDGET } from '#src/story/pager.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { Dice, ZipfBag } from './dice.ts';
import { makeName, makeProse, makeSentence, makeVocabulary } from './words.ts';

export const PERMISSION = { basis: 'licence', evidence: 'Made by the bench.', by: 'operator', at: 0 } as const;

/** AO3 2021: fandoms follow Zipf and Mandelbrot with these; tags and characters are taken to. */
const CURVE = { s: 1.55, q: 30 };
/** AO3 2021, in percent: General, Teen, Mature, Explicit, unrated. */
const RATINGS = new ZipfBag(
  [
    ['PG', 28],
    ['PG-13', 30],
    ['R', 15],
    ['NC-17', 16],
    ['Not Rated', 11],
  ].flatMap(([name, percent]) => Array.from({ length: Number(percent) }, () => String(name))),
  { s: 0, q: 0 },
);
/** Bodies are short, so that the catalog is made in seconds; a story's words are what an archive's would be. */
const BODY_WORDS = 60;

export function* syntheticStories(count: number, seed = 1): Generator<NewStory> {
  const dice = new Dice(seed);
  const vocabulary = makeVocabulary(dice);
  const names = (many: number, from: number, to: number) =>
    Array.from({ length: many }, () => makeName(dice, vocabulary, from, to));
  const casts = new ZipfBag(
    names(400, 1, 4).map((fandom) => ({ fandom, characters: new ZipfBag(names(12, 1, 2), { s: 1, q: 1 }) })),
    CURVE,
  );
  const tags = new ZipfBag(names(5_000, 1, 3), CURVE);
  const authors = new ZipfBag(names(2_500, 1, 1), CURVE);
  const encoder = new TextEncoder();

  for (let number = 1; number <= count; number += 1) {
    const { fandom, characters } = casts.pick(dice);
    const cast = [...new Set(Array.from({ length: dice.between(2, 5) }, () => characters.pick(dice)))];
    const tagged = new Set(
      Array.from({ length: Math.min(75, Math.round(dice.lognormal(2.6, 0.6))) }, () => tags.pick(dice)),
    );
    const post = [
      `Title: ${makeName(dice, vocabulary, 1, 5)}`,
      `Author: ${authors.pick(dice)}`,
      `Fandom: ${fandom}`,
      `Pairing: ${cast.slice(0, 2).join('/')}`,
      `Characters: ${cast.join(', ')}`,
      `Rating: ${RATINGS.pick(dice)}`,
      `Tags: ${[...tagged].join(', ')}`,
      `Status: ${dice.roll() < 0.84 ? 'Complete' : 'In progress'}`,
      `Summary: ${makeSentence(dice, vocabulary)} ${makeSentence(dice, vocabulary)}`,
      'Disclaimer: They belong to nobody.',
      '',
      makeProse(dice, vocabulary, BODY_WORDS),
    ].join('\n');
    for (const { chapters, ...preparation } of prepare(encoder.encode(post), null, discordMarkdown, [DEFAULT_BUDGET])) {
      const long = { ...preparation, chapters: chapters.map((chapter) => ({ ...chapter, words: storyWords(dice) })) };
      yield newStory(long, SHARED_LIBRARY, PERMISSION, `bench:${number}`);
    }
  }
}

/** FanFiction.Net: 57 % have one chapter; of longer ones each chapter has a length of its own. */
function storyWords(dice: Dice): number {
  if (dice.roll() < 0.57) return Math.ceil(dice.lognormal(7.11, 1.04));
  const chapters = 1 + Math.ceil(dice.lognormal(1.5, 1));
  return Math.ceil(chapters * dice.lognormal(7.33, 0.79));
}
