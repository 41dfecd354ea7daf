/** Words, names and prose out of syllables, of the lengths that English has. */
import type { Dice } from './dice.ts';

const ONSETS = ['b', 'br', 'c', 'd', 'dr', 'g', 'gr', 'h', 'k', 'l', 'm', 'n', 'r', 's', 'st', 't', 'th', 'w'];
const RHYMES = ['a', 'ai', 'an', 'ar', 'e', 'ea', 'ell', 'en', 'er', 'i', 'il', 'in', 'o', 'on', 'or', 'ow', 'u', 'ul'];

export function makeWords(dice: Dice, count: number): string[] {
  const words = new Set<string>();
  while (words.size < count) {
    const syllables = dice.pick([1, 1, 2, 2, 2, 3]);
    words.add(Array.from({ length: syllables }, () => dice.pick(ONSETS) + dice.pick(RHYMES)).join(''));
  }
  return [...words];
}

export function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** "Title Of Some Words". */
export function makeName(dice: Dice, words: readonly string[], from: number, to: number): string {
  return Array.from({ length: dice.between(from, to) }, () => capitalised(dice.pick(words))).join(' ');
}

export function makeSentence(dice: Dice, words: readonly string[]): string {
  const said = Array.from({ length: dice.between(4, 22) }, () => dice.pick(words));
  const text = capitalised(said.join(' '));
  if (dice.roll() < 0.2) return `“${text},” said ${capitalised(dice.pick(words))}.`;
  return dice.roll() < 0.1 ? `[i]${text}.[/i]` : `${text}.`;
}

/** Paragraphs of about so many words in all. */
export function makeProse(dice: Dice, words: readonly string[], count: number): string {
  const paragraphs: string[] = [];
  for (let written = 0; written < count; ) {
    const paragraph = Array.from({ length: dice.between(1, 7) }, () => makeSentence(dice, words)).join(' ');
    written += paragraph.split(' ').length;
    paragraphs.push(paragraph);
  }
  return paragraphs.join('\n\n');
}
