/**
 * Prose: the only form in which story text lives here. Importers make it, renderers take it, nobody passes markup around.
 *
 * A chapter's prose is a flat list of blocks of styled spans. Its plain text is the blocks' texts, each followed by the
 * separator that `separatorBetween` gives; every offset in Ficus (places, page boundaries) counts UTF-16 units of that text.
 */

/** Order matters: it is the order in which renderers open marks. */
export const MARKS = ['bold', 'italic', 'underline', 'strike', 'spoiler'] as const;
export type Mark = (typeof MARKS)[number];

export interface Span {
  /** Non-empty; may hold `\n` for a line break inside the block; no other control character. */
  readonly text: string;
  /** In the order of MARKS, without repeats; absent where there are none. */
  readonly marks?: readonly Mark[];
  /** An absolute http(s) URL as `cleanHref` spells it. */
  readonly href?: string;
}

export type BlockKind = 'paragraph' | 'heading' | 'break' | 'quote' | 'verse' | 'item';

export interface Block {
  readonly kind: BlockKind;
  /** A scene break has exactly one unstyled span, SCENE_BREAK. */
  readonly spans: readonly Span[];
  /** The author centred it. */
  readonly centered?: true;
  /** List items only: the number of an ordered item; absent for a bullet. */
  readonly number?: number;
  /** The rest of the block before it, with nothing between: how `splitLongBlocks` keeps every block small. */
  readonly continues?: true;
}

/** Invariant (kept by `makeProse`): no empty block, no two neighbouring spans alike in marks and href. */
export type Prose = readonly Block[];

export interface Chapter {
  /** As the author headed it, without "Chapter 3:"; null where it had only a number or nothing. */
  readonly title: string | null;
  readonly prose: Prose;
}

/** What a scene break reads as in plain text. */
export const SCENE_BREAK = '* * *';

/** UTF-16 units of one block, without its separator. */
export function blockLength(block: Block): number {
  let length = 0;
  for (const span of block.spans) length += span.text.length;
  return length;
}

/** The text of one block, without its separator. */
export function blockText(block: Block): string {
  let text = '';
  for (const span of block.spans) text += span.text;
  return text;
}

/** What stands between two blocks in plain text: items of one list are lines, all else is set apart by a blank line. */
export function separatorBetween(block: Block, next: Block | undefined): '' | '\n' | '\n\n' {
  if (next === undefined || next.continues) return '';
  return block.kind === 'item' && next.kind === 'item' ? '\n' : '\n\n';
}

/** The whole plain text of a chapter's prose. */
export function plainText(prose: Prose): string {
  let text = '';
  prose.forEach((block, index) => {
    text += blockText(block) + separatorBetween(block, prose[index + 1]);
  });
  return text;
}

/** Adds a span, joined with the last one where they look alike. */
export function appendSpan(spans: Span[], span: Span): void {
  const last = spans.at(-1);
  if (last && last.href === span.href && String(last.marks ?? '') === String(span.marks ?? '')) {
    spans[spans.length - 1] = { ...last, text: last.text + span.text };
  } else {
    spans.push(span);
  }
}
