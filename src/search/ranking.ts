/**
 * What a match is worth: the one place of the formula and of its numbers.
 *
 * A story's strength is the sum over the asked words of rarity × field × quality, and a bonus for titles. Kudos and freshness only
 * tell apart what is nearly as strong: three in a hundred at most.
 */
import { ANYWHERE, type FieldMask, IN_TITLE, WORD_FIELDS, type WordField } from '#src/search/word-fields.ts';

/** Title and pairing before author before names before tags before summary: the earlier, the surer it is what was meant. */
const WEIGHTS: Readonly<Record<WordField, number>> = {
  title: 8,
  pairing: 6,
  author: 5,
  character: 4,
  fandom: 4,
  tag: 2,
  summary: 1,
};

/**
 * In tenths. `faint`: less likely meanings of a mistyped word, and a mistyped word beside others that are not (`sherlok OR watson`):
 * the others stand first, whatever they are.
 */
const QUALITIES = { whole: 10, inflected: 8, named: 9, beginning: 5, mended: 6, faint: 0 } as const;
export type Quality = keyof typeof QUALITIES;

/**
 * What a word's match in a story is worth, in tenths and one (0 is no match), and whether it stands in the title: one byte.
 */
export type Worth = number;
const TITLED: Worth = 0x80;

/** By field mask. Words of a title that only begin so, or are guessed, do not make it the title that was asked for. */
export function worths(quality: Quality, fields: FieldMask = ANYWHERE): Uint8Array {
  return Uint8Array.from({ length: 1 << WORD_FIELDS.length }, (_, mask) => worthOf(mask & fields, quality));
}

export function worthOf(mask: FieldMask, quality: Quality): Worth {
  if (mask === 0) return 0;
  const best = WORD_FIELDS.reduce((most, field, bit) => (mask & (1 << bit) ? Math.max(most, WEIGHTS[field]) : most), 0);
  const titled = (mask & IN_TITLE) !== 0 && quality !== 'beginning' && quality !== 'faint';
  return (best * QUALITIES[quality] + 1) | (titled ? TITLED : 0);
}

/** Of two ways in which one word matches. */
export function better(a: Worth, b: Worth): Worth {
  return Math.max(a & ~TITLED, b & ~TITLED) | ((a | b) & TITLED);
}

/** Steps of rarity a doubling: whole numbers, so that sums are the same in any order. */
const RARITY_STEPS = 16;

/** @param having - stories that have the word. @param all - stories looked at. */
export function rarity(having: number, all: number): number {
  return Math.round(RARITY_STEPS * Math.log2(1 + Math.max(1, all) / Math.min(Math.max(1, having), Math.max(1, all))));
}

/** A ship typed as one is surer than its members' names, wherever they stand. */
const SURETY_OF_SHIPS = 3;

/** How rare what free words name is. @param text - as typed. */
export function raritySaid(text: string, rare: number): number {
  return text.includes('/') ? SURETY_OF_SHIPS * rare : rare;
}

/** What the words found so far add up to. */
export function strengthOf(worth: Worth, rare: number): number {
  return ((worth & ~TITLED) - 1) * rare;
}

/** More words than a query has. */
const MOST_WORDS = 1024;

/** The rarity of the words that stand in the title and how many they are, as one number that can be added up. */
export function titleShareOf(worth: Worth, rare: number, words: number): number {
  return worth & TITLED && rare > 0 ? rare * MOST_WORDS + words : 0;
}

/** What a title is worth beyond its words where they are all of it, in tenths as above. */
const WHOLE_TITLE = 80;
const MOST_FOR_KUDOS = 0.02;
/** From so many on, more do not help. */
const ENOUGH_KUDOS = 10_000;
const MOST_FOR_FRESHNESS = 0.01;
/** After so long a fic is half as fresh, in ms: two years. */
const HALF_LIFE = 63_115_200_000;

/**
 * @param titleWords - how many words the title has.
 * @param age - since it last changed, in ms.
 */
export function score(strength: number, titleShare: number, titleWords: number, kudos: number, age: number): number {
  const found = titleShare % MOST_WORDS;
  const covered = found === 0 ? 0 : Math.min(1, found / Math.max(1, titleWords));
  const bonus = WHOLE_TITLE * Math.floor(titleShare / MOST_WORDS) * covered * covered;
  const liked = kudos > 0 ? Math.min(1, Math.log10(1 + kudos) / Math.log10(1 + ENOUGH_KUDOS)) : 0;
  const fresh = HALF_LIFE / (HALF_LIFE + Math.max(0, age));
  return (strength + bonus) * (1 + MOST_FOR_KUDOS * liked + MOST_FOR_FRESHNESS * fresh);
}
