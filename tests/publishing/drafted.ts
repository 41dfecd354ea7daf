/**
 * Drafts that are told apart by their numbers: what is sent, and what is said of each.
 */
import type { Answers } from '#src/publishing/answers.ts';
import type { NewDraft } from '#src/publishing/publishing.ts';

export const LIBRARY = '111111111111111111';
export const DRAFTER = 'mina';

export const ANSWERS: Answers = { basis: 'author-agreed', evidence: 'Her mail.', summary: 'It burns.' };

/** Every third is long enough for many pages. */
export function drafted(number: number): NewDraft {
  const lamps = Array.from(
    { length: number % 3 === 0 ? 2000 : 20 },
    (_, index) => `Lamp ${number}.${index} burned late in the window of the last house, and nobody put it out.`,
  );
  const text = `Title: Lamp ${number}\nAuthor: penwiper\nRating: PG\n\n${lamps.join('\n\n')}\n`;
  const bytes = new TextEncoder().encode(text);
  return { library: LIBRARY, by: DRAFTER, fileName: `lamp-${number}.txt`, bytes, answers: {} };
}
