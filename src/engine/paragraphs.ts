/**
 * A chunk of a chapter as whole paragraphs, which is how a text is searched: words side by side stand in one paragraph.
 */
import { type Block, blockLength, blockText, type Span, separatorBetween } from '#src/story/prose.ts';

export interface Paragraph {
  readonly text: string;
  /** UTF-16 units into the chapter's plain text. */
  readonly start: number;
  readonly spans: readonly Span[];
}

/**
 * What is read again of a paragraph that began in the chunk before, in UTF-16 units: longer than the words that can be asked for
 * at once, so that they are found across the seam.
 */
const SEAM = 600;

/**
 * @param start - of the chunk, in its chapter's plain text.
 * @param before - the blocks of the chunk before it; none where it begins with a paragraph of its own.
 */
export function paragraphsOf(blocks: readonly Block[], start: number, before: readonly Block[] = []): Paragraph[] {
  const paragraphs: { text: string; start: number; spans: Span[] }[] = [];
  const tail = continues(blocks) ? tailOf(before) : [];
  const seam = tail.reduce((length, { text }) => length + text.length, 0);
  if (seam > 0) paragraphs.push({ text: tail.map(({ text }) => text).join(''), start: start - seam, spans: [...tail] });
  let at = start;
  blocks.forEach((block, index) => {
    const last = paragraphs.at(-1);
    if (block.continues && last) {
      last.text += blockText(block);
      last.spans.push(...block.spans);
    } else {
      paragraphs.push({ text: blockText(block), start: at, spans: [...block.spans] });
    }
    at += blockLength(block) + separatorBetween(block, blocks[index + 1]).length;
  });
  return paragraphs;
}

/** Whether its first paragraph began before it. */
export function continues(blocks: readonly Block[]): boolean {
  return blocks[0]?.continues === true;
}

/** The end of the last paragraph, from a word's beginning on. */
function tailOf(blocks: readonly Block[]): Span[] {
  const tail: Span[] = [];
  let room = SEAM;
  for (let index = blocks.length - 1; index >= 0; index -= 1) {
    const block = blocks[index];
    for (const span of block?.spans.toReversed() ?? []) {
      if (room < span.text.length) {
        const cut = span.text.slice(-room);
        const text = cut.slice(cut.indexOf(' ') + 1);
        return text === '' ? tail : [{ ...span, text }, ...tail];
      }
      tail.unshift(span);
      room -= span.text.length;
    }
    if (!block?.continues) break;
  }
  return tail;
}
