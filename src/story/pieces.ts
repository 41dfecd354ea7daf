/**
 * Long blocks in small pieces, so that nothing ever handles a chapter of one paragraph as a whole.
 */
import { codePointStart } from '#src/story/characters.ts';
import type { Block, Span } from '#src/story/prose.ts';

/** What a span costs beside its text, in units: thousands of tiny spans are heavy too. */
const SPAN_WEIGHT = 32;
/** How far back from the end of a piece a space is looked for, so that words stay whole. */
const SPACE_REACH = 512;

export function blockWeight(block: Block): number {
  let weight = 0;
  for (const span of block.spans) weight += SPAN_WEIGHT + span.text.length;
  return weight;
}

/** The same prose with every block at most `most` heavy; the later pieces of a block carry `continues`. */
export function splitLongBlocks(prose: readonly Block[], most: number): Block[] {
  return prose.flatMap((block) => (blockWeight(block) <= most ? [block] : split(block, most)));
}

function split(block: Block, most: number): Block[] {
  const pieces: Block[] = [];
  let spans: Span[] = [];
  let room = most;
  const close = () => {
    if (spans.length > 0) pieces.push({ ...block, spans, ...(pieces.length > 0 ? { continues: true } : {}) });
    spans = [];
    room = most;
  };
  for (const span of block.spans) {
    let start = 0;
    while (start < span.text.length) {
      if (room < SPAN_WEIGHT + SPACE_REACH && room < SPAN_WEIGHT + span.text.length - start) close();
      const end = cutText(span.text, start, start + room - SPAN_WEIGHT);
      spans.push({ ...span, text: span.text.slice(start, end) });
      room -= SPAN_WEIGHT + end - start;
      if (end < span.text.length) close();
      start = end;
    }
  }
  close();
  return pieces;
}

/** `end`, or a little before it: after a space where one is near, and never within a surrogate pair. */
function cutText(text: string, start: number, end: number): number {
  if (end >= text.length) return text.length;
  const reach = Math.max(start, end - SPACE_REACH);
  const space = text.slice(reach, end).lastIndexOf(' ');
  return space === -1 ? codePointStart(text, end) : reach + space + 1;
}
