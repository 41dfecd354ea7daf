/**
 * The passage to show of a text that has what was asked of it.
 */
import type { Passage } from '#src/catalog/contract.ts';
import { type Paragraph, paragraphsOf } from '#src/engine/paragraphs.ts';
import type { TextPiece } from '#src/engine/port.ts';
import { findWords } from '#src/engine/text-words.ts';
import { codePointStart } from '#src/story/characters.ts';

/** What an excerpt holds at most, and what of it the match may, in UTF-16 units. */
const EXCERPT = 300;
const MATCH = 200;
/** How far a word's end is looked for where an excerpt is cut. */
const WORD_REACH = 24;
const CUT = '…';

/** The first place in a piece that has the words side by side; null where none has. */
export function passageIn({ chapter, start, blocks, before }: TextPiece, words: readonly string[]): Passage | null {
  for (const paragraph of paragraphsOf(blocks, start, before)) {
    const match = findWords(paragraph.text, words);
    if (match) return passageOf(paragraph, chapter, match);
  }
  return null;
}

function passageOf({ text, start, spans }: Paragraph, chapter: number, [from, most]: [number, number]): Passage {
  const to = most - from > MATCH ? codePointStart(text, from + MATCH) : most;
  const room = EXCERPT - (to - from) - 2 * CUT.length;
  const after = Math.min(text.length - to, room - Math.min(from, room >> 1));
  const left = cutBefore(text, Math.max(0, from - (room - after)), from);
  const right = cutAfter(text, to, to + after);
  const lead = left > 0 ? CUT : '';
  const excerpt = lead + text.slice(left, right) + (right < text.length ? CUT : '');
  const begins = lead.length + from - left;
  return {
    chapter,
    offset: start + from,
    excerpt: excerpt.replace(/\s/g, ' '),
    match: [begins, begins + to - from],
    spoiler: marksSpoiler(spans, left, right),
  };
}

/** `at`, or where a word begins soon after it. */
function cutBefore(text: string, at: number, most: number): number {
  if (at === 0) return 0;
  const space = text.slice(at - 1, Math.min(most, at + WORD_REACH)).search(/\s\S/);
  return space === -1 ? codePointStart(text, at) : at + space;
}

/** `at`, or where a word ends soon before it. */
function cutAfter(text: string, least: number, at: number): number {
  if (at >= text.length) return text.length;
  const from = Math.max(least, at - WORD_REACH);
  const space = text.slice(from, at + 1).search(/\s\S*$/);
  return space === -1 ? codePointStart(text, at) : from + space;
}

function marksSpoiler(spans: Paragraph['spans'], left: number, right: number): boolean {
  let at = 0;
  return spans.some(({ text, marks }) => {
    const [start, end] = [at, at + text.length];
    at = end;
    return marks?.includes('spoiler') === true && start < right && end > left;
  });
}
