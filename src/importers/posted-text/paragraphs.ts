/**
 * From the lines of a post to its paragraphs, scene breaks, quotes and verse.
 *
 * A blank line always ends a paragraph; what a single line end means, the post itself must show. Lines that are as full as the
 * next word allowed were wrapped by a program and are joined. Other lines were ended by their writer: short ones that read
 * like verse or an address keep their line ends, all others are paragraphs of their own.
 */
import { readHeading } from '#src/importers/headings.ts';
import type { StyledLine } from '#src/importers/posted-text/styled-lines.ts';
import { type Block, type BlockKind, SCENE_BREAK, type Span } from '#src/story/prose.ts';

export function makeBlocks(lines: readonly StyledLine[]): Block[] {
  const groups = groupLines(lines);
  const width = wrapWidth(groups);
  return groups.flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    if (first.kind === 'break') return [BREAK];
    if (first.role === 'item') return [block('item', first, first.spans)];
    if (first.role === 'heading') return [block('heading', first, joinLines(group, ' '))];
    return arrange(group, width);
  });
}

const BREAK: Block = { kind: 'break', spans: [{ text: SCENE_BREAK }] };

/** Whether a line is a scene break: "***", "* * *", "---", "~~~", "xxx", "oOo", "• • •", "#", "-x-", "(scene break)". */
export function isSceneBreak(line: string): boolean {
  const text = line.trim();
  if (text === '' || text.length > LONGEST_BREAK) return false;
  if (BREAK_WORDS.test(text)) return true;
  const tight = text.replace(/\s+/g, '');
  return BREAK_SIGNS.test(tight) || BREAK_LETTERS.test(tight) || BREAK_MIXED.test(tight);
}

const LONGEST_BREAK = 120;
/** Signs that part scenes even alone, and those that do so only in a row of three. */
const SIGNS =
  '*~_=#\\u2010-\\u2015\\u2022\\u00b7\\u25cf\\u25e6\\u25ca\\u2666\\u2665\\u2661\\u2766\\u2767\\u2042\\u00a7\\u2605\\u2606\\u2731\\u2740\\u273f-';
const ROW_SIGNS = `+|^\\u00b0/\\\\<>${SIGNS}`;
const BREAK_SIGNS = new RegExp(`^(?:[${SIGNS}]+|[${ROW_SIGNS}]{3,})$`);
const BREAK_LETTERS = /^(?:[xX]{3,}|[oO0]{3,}|(?:[xX][oO])+[xX])$/;
/** Signs with x or o between them; ":-X" and "o/" are faces. */
const BREAK_MIXED = new RegExp(`^(?=.*[*~_=#\u2010-\u2015\u2022-])[.xXoO0${ROW_SIGNS}]{3,}$`);
const BREAK_WORDS = /^[^\p{L}\p{N}]*(?:scene|line|page|section)[ -]?break[^\p{L}\p{N}]*$/iu;

/** Widths at which programs wrap; what is wider was not wrapped. */
const NARROWEST_WRAP = 50;
const WIDEST_WRAP = 110;
/** How much shorter than the widest line a full one may be, in characters: people wrap by hand too. */
const WRAP_SLACK = 8;
/** The share of lines in a group that must be full. */
const WRAP_SHARE = 0.7;
/** A whole post without blank lines: the last line of each paragraph is not full. */
const MANY_LINES = 8;
const WRAP_SHARE_OF_MANY = 0.5;
const VERSE_WIDTH = 64;
const SENTENCE_END = /[.!?\u2026:]["'\u201d\u2019)\]*_]*\s*$/;
const DIALOGUE = /^\s*["\u201c\u00ab\u2018'\u2013\u2014-]/;
const INDENT = /^(?:\t| {2,}|\u00a0|\u3000)/;

function lineText(line: StyledLine): string {
  return line.spans.length === 1 ? (line.spans[0]?.text ?? '') : line.spans.map((span) => span.text).join('');
}

/** Lines that stand together: alike in role, without a blank line, a heading or a scene break between them. */
function groupLines(lines: readonly StyledLine[]): StyledLine[][] {
  const groups: StyledLine[][] = [];
  let open: StyledLine[] = [];
  // Letters at an edge of the story part nothing: "xxx" there is a greeting.
  const first = lines.findIndex(isProse);
  const last = lines.findLastIndex(isProse);
  for (const [at, line] of lines.entries()) {
    const text = lineText(line);
    const above = open[0];
    if (line.kind === 'blank') open = [];
    else if (line.kind === 'break' || (isSceneBreak(text) && (!isLetters(text) || (at > first && at < last)))) {
      groups.push([{ ...line, kind: 'break' }]);
      open = [];
    } else if (above && above.role === line.role && above.centered === line.centered && line.role !== 'item') {
      open.push(line);
    } else {
      open = [line];
      groups.push(open);
      // A heading above its text without a blank line between them.
      if (isHeading(text)) open = [];
    }
  }
  return groups;
}

function isProse(line: StyledLine): boolean {
  return line.kind === 'text' && !isSceneBreak(lineText(line));
}

function isLetters(text: string): boolean {
  return BREAK_LETTERS.test(text.replace(/\s+/g, ''));
}

function isHeading(text: string): boolean {
  const kind = readHeading(text)?.kind;
  return kind === 'unit' || kind === 'named';
}

/** The width at which the post was wrapped; 0 where it was not. */
function wrapWidth(groups: readonly StyledLine[][]): number {
  const lengths: number[] = [];
  for (const group of groups) {
    const all = group.map((line) => lineText(line).length);
    if (all.every((length) => length <= WIDEST_WRAP)) for (const length of all.slice(0, -1)) lengths.push(length);
  }
  lengths.sort((a, b) => a - b);
  const width = lengths[Math.floor(lengths.length * 0.95)] ?? 0;
  return width >= NARROWEST_WRAP ? width : 0;
}

function arrange(group: readonly StyledLine[], width: number): Block[] {
  const first = group[0] as StyledLine;
  const kind = first.role === 'quote' ? 'quote' : 'paragraph';
  const texts = group.map(lineText);
  if (group.length === 1 || first.centered) return [block(kind, first, joinLines(group, '\n'))];
  if (isWrapped(texts, width)) {
    return paragraphsOf(group, texts, width).map((lines) => block(kind, first, joinLines(lines, ' ')));
  }
  if (isVerse(texts)) return [block(kind === 'quote' ? 'quote' : 'verse', first, joinLines(group, '\n'))];
  return group.map((line) => block(kind, line, line.spans));
}

/** Whether the line ended only because the next word had no room. */
function isFull(texts: readonly string[], at: number, width: number): boolean {
  const word = /^\s*(\S*)/.exec((texts[at + 1] ?? '').slice(0, WIDEST_WRAP))?.[1] ?? '';
  return (texts[at] ?? '').length + 1 + word.length > width - WRAP_SLACK;
}

function isWrapped(texts: readonly string[], width: number): boolean {
  if (width === 0 || texts.some((text) => text.length > WIDEST_WRAP)) return false;
  // A line above an indented one ends a paragraph, and need not be full.
  const indented = texts.slice(1).every((text) => INDENT.test(text));
  const inner = texts.flatMap((_, at) =>
    at < texts.length - 1 && (indented || !INDENT.test(texts[at + 1] ?? '')) ? [at] : [],
  );
  const full = inner.filter((at) => isFull(texts, at, width)).length;
  return inner.length > 0 && full >= inner.length * (texts.length > MANY_LINES ? WRAP_SHARE_OF_MANY : WRAP_SHARE);
}

/** Paragraphs of wrapped lines end where a line is not full or the next one is indented. */
function paragraphsOf(group: readonly StyledLine[], texts: readonly string[], width: number): StyledLine[][] {
  const paragraphs: StyledLine[][] = [[]];
  const indented = texts.slice(1).every((text) => INDENT.test(text));
  group.forEach((line, at) => {
    const starts = at > 0 && ((!indented && INDENT.test(texts[at] ?? '')) || !isFull(texts, at - 1, width));
    if (starts) paragraphs.push([line]);
    else paragraphs.at(-1)?.push(line);
  });
  return paragraphs;
}

function isVerse(texts: readonly string[]): boolean {
  if (texts.some((text) => text.length > VERSE_WIDTH || DIALOGUE.test(text))) return false;
  return texts.filter((text) => SENTENCE_END.test(text)).length * 2 <= texts.length;
}

function joinLines(group: readonly StyledLine[], separator: ' ' | '\n'): Span[] {
  const spans: Span[] = [];
  for (const line of group) {
    const before = spans.at(-1);
    const next = line.spans[0];
    if (before && next) {
      const hyphenated = separator === ' ' && /\p{L}-$/u.test(before.text);
      const alike = before.href === next.href && before.marks?.join() === next.marks?.join();
      spans.push({ ...(alike ? next : {}), text: hyphenated ? '' : separator });
    }
    for (const span of line.spans) spans.push(span);
    if (separator === ' ' && before && next) {
      const at = spans.length - line.spans.length;
      spans[at] = { ...next, text: next.text.trimStart() };
    }
  }
  return spans.filter((span) => span.text !== '');
}

function block(kind: BlockKind, line: StyledLine, spans: readonly Span[]): Block {
  return {
    kind,
    spans,
    ...(line.centered && { centered: true as const }),
    ...(line.number !== undefined && { number: line.number }),
  };
}
