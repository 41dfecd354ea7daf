/**
 * The lines at the top of a post, as its header is read: without markup, each with the label that it may open with.
 */
import {
  type LabelledLine,
  readLabel,
  readLooseLabel,
  readUnknownLabel,
  type UnknownLine,
} from '#src/importers/header/labels.ts';
import { withoutMarkup } from '#src/importers/posted-text/markup.ts';

export interface Line {
  /** Without markup, trimmed. */
  readonly plain: string;
  readonly start: number;
  /** 1-based. */
  readonly number: number;
  readonly blank: boolean;
  readonly label: LabelledLine | null;
  readonly unknown: UnknownLine | null;
  /** What is a label only between known ones. */
  readonly loose: UnknownLine | null;
}

/** Headers end long before; what is beyond is the story's. */
const MAX_HEADER = 65_536;
/** Where a line ends in text, in HTML, or in both at once. `</p>` leaves a blank line as its paragraph does. */
const LINE_END = /(<br\s{0,9}\/?>|<\/(?:p|div)>)?[ \t]{0,99}\n|<br\s{0,9}\/?>|<\/(?:p|div)>/gi;

/** The lines as far as a header may go, and one blank line that ends them. */
export function readLines(text: string): Line[] {
  const lines: Line[] = [];
  const region = text.length > MAX_HEADER ? text.slice(0, MAX_HEADER) : text;
  let start = 0;
  let number = 1;
  const push = (end: number, ending: string) => {
    const plain = withoutMarkup(region.slice(start, end)).replace(/\s+/g, ' ').trim();
    const label = readLabel(plain);
    const unknown = label ? null : readUnknownLabel(plain);
    const loose = label || unknown ? null : readLooseLabel(plain);
    lines.push({ plain, start, number, blank: plain === '', label, unknown, loose });
    if (/^<\/p/i.test(ending)) lines.push(blankLine(end + ending.length, number));
    if (ending.includes('\n')) number += 1;
    start = end + ending.length;
  };
  for (const match of region.matchAll(LINE_END)) push(match.index, match[0]);
  // A line that the limit cuts is not read.
  if (region.length === text.length) push(text.length, '');
  lines.push(blankLine(start, number));
  return lines;
}

function blankLine(start: number, number: number): Line {
  return { plain: '', start, number, blank: true, label: null, unknown: null, loose: null };
}
