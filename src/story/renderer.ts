/**
 * What turns a range of prose into something to show, and the slicing that every renderer begins with.
 */
import { INVISIBLE } from '#src/story/characters.ts';
import { appendSpan, type Block, type BlockKind, blockLength, type Span, separatorBetween } from '#src/story/prose.ts';

export interface Renderer {
  /** Name and version: page boundaries are cached under it, so it changes whenever the rendered text does. */
  readonly id: string;
  /**
   * Renders [from, to) of the plain text of these blocks; closes and opens again what the edges cut through. The result
   * depends on that range alone, not on what is around it nor on how long blocks were split.
   */
  render(blocks: readonly Block[], from: number, to: number): string;
}

/** The part of one block that a range covers. */
export interface BlockSlice {
  readonly kind: BlockKind;
  readonly centered: boolean;
  /** The number of an ordered item. */
  readonly number: number | null;
  /** The block's own beginning is in the range: an item shows its marker here only. */
  readonly begins: boolean;
  readonly spans: readonly Span[];
}

const LEADING = new RegExp(`^[${INVISIBLE}]+`, 'u');

/** The blocks of [from, to), pieces of one block joined; what cannot be seen at the edges of the range is left out. */
export function sliceBlocks(blocks: readonly Block[], from: number, to: number): BlockSlice[] {
  const slices: (BlockSlice & { spans: Span[] })[] = [];
  let start = 0;
  for (const [index, block] of blocks.entries()) {
    if (start >= to) break;
    const end = start + blockLength(block);
    if (end > from) {
      const last = slices.at(-1);
      if (block.continues && last) {
        appendSlice(last.spans, block.spans, from - start, to - start);
      } else {
        const spans: Span[] = [];
        appendSlice(spans, block.spans, from - start, to - start);
        slices.push({
          kind: block.kind,
          centered: block.centered === true,
          number: block.number ?? null,
          begins: !block.continues && from <= start,
          spans,
        });
      }
    }
    start = end + separatorBetween(block, blocks[index + 1]).length;
  }
  while (slices[0] && isTrimmedAway(slices[0].spans, 'start')) slices.shift();
  for (let last = slices.at(-1); last && isTrimmedAway(last.spans, 'end'); last = slices.at(-1)) slices.pop();
  return slices;
}

function appendSlice(to: Span[], spans: readonly Span[], from: number, until: number): void {
  let start = 0;
  for (const span of spans) {
    if (start >= until) return;
    const end = start + span.text.length;
    if (end > from) appendSpan(to, { ...span, text: span.text.slice(Math.max(0, from - start), until - start) });
    start = end;
  }
}

/** Trims the spans at one edge; true where nothing is left. */
function isTrimmedAway(spans: Span[], edge: 'start' | 'end'): boolean {
  const at = edge === 'start' ? 0 : -1;
  for (let span = spans.at(at); span; span = spans.at(at)) {
    const text = edge === 'start' ? span.text.replace(LEADING, '') : span.text.trimEnd();
    if (text !== '') {
      spans.splice(at, 1, { ...span, text });
      return false;
    }
    spans.splice(at, 1);
  }
  return true;
}
