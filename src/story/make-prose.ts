/**
 * Makes prose of whatever an importer found, so that every invariant of prose.ts holds however hostile the file was.
 *
 * Words are never dropped. What goes: control characters and bidirectional overrides; lone surrogates become U+FFFD; white
 * space at a block's edges and before a line break, blank lines past the first, and the tail of an absurd run of invisible
 * characters (a page of nothing but those would be an empty page).
 */
import { codePointStart, FORBIDDEN, INVISIBLE, isBlank } from '#src/story/characters.ts';
import { cleanHref } from '#src/story/href.ts';
import { appendSpan, type Block, MARKS, type Mark, type Prose, SCENE_BREAK, type Span } from '#src/story/prose.ts';

/** White space kept in one run: deep indents of verse pass. */
const MAX_SPACES = 64;
/** Invisible characters kept in one run: the flag of Wales has seven. Small, so that with a link they fit any page. */
const MAX_INVISIBLES = 16;
const MAX_ITEM_NUMBER = 999_999_999;

const LINE_BREAKS = /\r(?!\n)|[\v\f\x85\u2028\u2029]/g;
const SPACE_BEFORE_BREAK = /(?<![^\S\n])[^\S\n]+(?=\n)/g;
const SPARE_BLANK_LINES = /(?<=\n\n)\n+/g;
const INVISIBLE_RUN = new RegExp(`[${INVISIBLE}]{${MAX_INVISIBLES + 1},}`, 'gu');
const LEADING = new RegExp(`^[${INVISIBLE}]+`, 'gu');
/** Verse keeps the indent of its first line. */
const LEADING_LINES = new RegExp(`^[${INVISIBLE}]*\\n`, 'gu');
/** Not what belongs to the character before it: joiners, variation selectors, tags. */
const TRAILING = /[\s\u00ad\u180e\u200b\u2060-\u2064\u2800\u3164\ufeff\uffa0]+$/g;

/** One paragraph, one heading: its text as a whole, and which style ends where, so that rules may look across spans. */
interface StyledText {
  readonly text: string;
  readonly runs: readonly { readonly end: number; readonly style: Style }[];
}

interface Style {
  readonly marks: readonly Mark[];
  readonly href: string | null;
}

export function makeProse(blocks: readonly Block[]): Prose {
  const prose: Block[] = [];
  for (const block of rejoin(blocks)) {
    const made = makeBlock(block);
    if (made && !(made.kind === 'break' && prose.at(-1)?.kind === 'break')) prose.push(made);
  }
  return prose;
}

/** Puts the pieces of a split block together again. */
function rejoin(blocks: readonly Block[]): Block[] {
  const whole: { block: Block; spans: Span[] }[] = [];
  for (const block of blocks) {
    const before = whole.at(-1);
    if (block.continues && before) for (const span of block.spans) before.spans.push(span);
    else whole.push({ block, spans: [...block.spans] });
  }
  return whole.map(({ block, spans }) => ({ ...block, spans }));
}

function makeBlock(block: Block): Block | null {
  if (block.kind === 'break') return { kind: 'break', spans: [{ text: SCENE_BREAK }] };
  const styled = clean(style(block.spans), block.kind === 'verse');
  if (isBlank(styled.text)) return null;
  const numbered = block.kind === 'item' && isItemNumber(block.number);
  return {
    kind: block.kind,
    spans: spansOf(styled),
    ...(block.centered ? { centered: true } : {}),
    ...(numbered ? { number: block.number } : {}),
  };
}

function isItemNumber(number: number | undefined): number is number {
  return Number.isInteger(number) && Number(number) >= 0 && Number(number) <= MAX_ITEM_NUMBER;
}

function clean(styled: StyledText, keepsIndent: boolean): StyledText {
  const { text, runs } = styled;
  let made: StyledText = { text: text.toWellFormed().replace(LINE_BREAKS, '\n').replaceAll('\t', ' '), runs };
  made = drop(made, FORBIDDEN);
  made = drop(made, SPACE_BEFORE_BREAK);
  made = drop(made, SPARE_BLANK_LINES);
  made = drop(made, INVISIBLE_RUN, keptOf);
  made = drop(made, keepsIndent ? LEADING_LINES : LEADING);
  return drop(made, TRAILING);
}

/** How many units of a long invisible run stay. */
function keptOf(run: string): number {
  if (run.trim() === '') return MAX_SPACES;
  return [...run].slice(0, MAX_INVISIBLES).join('').length;
}

/** The text without what the pattern finds, each time except its first `kept(match)` units. */
function drop(styled: StyledText, pattern: RegExp, kept: (match: string) => number = () => 0): StyledText {
  let text = '';
  let done = 0;
  let run = 0;
  const runs: { end: number; style: Style }[] = [];
  for (const match of styled.text.matchAll(pattern)) {
    const start = match.index + Math.min(kept(match[0]), match[0].length);
    const end = match.index + match[0].length;
    for (let at = styled.runs[run]; at && at.end < end; at = styled.runs[++run]) {
      runs.push({ end: text.length + Math.min(at.end, start) - done, style: at.style });
    }
    text += styled.text.slice(done, start);
    done = end;
  }
  if (done === 0) return styled;
  for (let at = styled.runs[run]; at; at = styled.runs[++run]) {
    runs.push({ end: text.length + at.end - done, style: at.style });
  }
  return { text: text + styled.text.slice(done), runs };
}

function style(spans: readonly Span[]): StyledText {
  let text = '';
  const runs: { end: number; style: Style }[] = [];
  for (const span of spans) {
    text += span.text;
    const marks = span.marks ? MARKS.filter((mark) => span.marks?.includes(mark)) : [];
    runs.push({ end: text.length, style: { marks, href: span.href === undefined ? null : cleanHref(span.href) } });
  }
  return { text, runs };
}

function spansOf({ text, runs }: StyledText): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const { end, style } of runs) {
    // A surrogate pair that two spans shared goes whole into the first.
    const stop = codePointStart(text, end) < end ? end + 1 : end;
    if (stop <= start) continue;
    const span = {
      text: text.slice(start, stop),
      ...(style.marks.length > 0 ? { marks: style.marks } : {}),
      ...(style.href === null ? {} : { href: style.href }),
    };
    start = stop;
    appendSpan(spans, span);
  }
  return spans;
}
