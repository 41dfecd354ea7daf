/** Words, names and prose out of syllables, of the lengths that English has. */
import type { Dice } from './dice.ts';

const ONSETS = ['b', 'br', 'c', 'd', 'dr', 'g', 'gr', 'h', 'k', 'l', 'm', 'n', 'r', 's', 'st', 't', 'th', 'w'];
const RHYMES = ['a', 'ai', 'an', 'ar', 'e', 'ea', 'ell', 'en', 'er', 'i', 'il', 'in', 'o', 'on', 'or', 'ow', 'u', 'ul'];

/** Of the words of running text about half are some hundred short ones; the others are many, and what one searches for. */
export interface Vocabulary {
  readonly common: readonly string[];
  readonly rare: readonly string[];
}

export function makeVocabulary(dice: Dice): Vocabulary {
  return { common: makeWords(dice, 150, [1]), rare: makeWords(dice, 20_000, [2, 2, 3]) };
}

/** Different words out of so many syllables each. */
export function makeWords(dice: Dice, count: number, syllables: readonly number[]): string[] {
  const words = new Set<string>();
  while (words.size < count) {
    words.add(Array.from({ length: dice.pick(syllables) }, () => dice.pick(ONSETS) + dice.pick(RHYMES)).join(''));
  }
  return [...words];
}

export function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** "Title Of Some Words". */
export function makeName(dice: Dice, { rare }: Vocabulary, from: number, to: number): string {
  return Array.from({ length: dice.between(from, to) }, () => capitalised(dice.pick(rare))).join(' ');
}

export function makeSentence(dice: Dice, { common, rare }: Vocabulary): string {
  const said = Array.from({ length: dice.between(4, 22) }, () => dice.pick(dice.roll() < 0.5 ? common : rare));
  const text = capitalised(said.join(' '));
  if (dice.roll() < 0.2) return `“${text},” said ${capitalised(dice.pick(rare))}.`;
  return dice.roll() < 0.1 ? `[i]${text}.[/i]` : `${text}.`;
}

/** Paragraphs of about so many words in all. */
export function makeProse(dice: Dice, vocabulary: Vocabulary, count: number): string {
  const paragraphs: string[] = [];
  for (let written = 0; written < count; ) {
    const paragraph = Array.from({ length: dice.between(1, 7) }, () => makeSentence(dice, vocabulary)).join(' ');
    written += paragraph.split(' ').length;
    paragraphs.push(paragraph);
  }
  return paragraphs.join('\n\n');
}
