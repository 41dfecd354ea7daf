/** A novel as a fan posts it: one header, and as many words and chapters as one wants. */
import { Dice } from './dice.ts';
import { makeName, makeProse, makeVocabulary } from './words.ts';

export function novelPost(title: string, { words, chapters }: { readonly words: number; readonly chapters: number }) {
  const dice = new Dice(words + chapters);
  const vocabulary = makeVocabulary(dice);
  const text = Array.from({ length: chapters }, (_, index) => {
    const prose = makeProse(dice, vocabulary, words / chapters);
    return chapters === 1 ? prose : `Chapter ${index + 1}: ${makeName(dice, vocabulary, 1, 4)}\n\n${prose}`;
  });
  const header = `Title: ${title}\nAuthor: Bench\nFandom: Long Novels\nRating: PG\nSummary: It goes on.\nDisclaimer: Nobody's.`;
  return new TextEncoder().encode(`${header}\n\n${text.join('\n\n')}\n`);
}
