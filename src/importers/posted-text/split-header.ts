/**
 * Where the header of a post ends and its story begins, and which fields the header holds.
 *
 * The rule of the field: the header ends at the first block that opens with no known label, and the first paragraph of the
 * story is set apart from the last field just as the fields are from each other. Fields stand on lines, between blank lines,
 * or both. What is not plain from that is decided so:
 * - A line below a field belongs to it where a label follows in the same block, where the field has no value yet, where the
 *   line before was wrapped or this one begins in lower case, and, under a field of running text (summary, notes,
 *   disclaimer), where a blank line soon sets the story apart or the words go on about notes and rights.
 * - A block below a field belongs to it only where the field is running text and another well-known label, not seen before,
 *   follows it closely: disclaimers have paragraphs.
 * - An unknown label ("Mood: sleepy") is a field where it stands among fields, and between known labels of one block whatever
 *   its case; a chapter heading there says which part this is. After the story began nothing is a field.
 * - Fields on lines that then stand below a blank line are new and well known, or the story; and where nothing else is left for
 *   the story, they were its own.
 * - What stands above the first label is the title, "by" its author, or a note.
 */
import type { HeaderField } from '#src/importers/header/field.ts';
import { type FieldName, type LabelledLine, opensSentence } from '#src/importers/header/labels.ts';
import { isSubjectLine } from '#src/importers/header/subject.ts';
import { type Heading, readHeading } from '#src/importers/headings.ts';
import { type Line, readLines } from '#src/importers/posted-text/header-lines.ts';
import { BLOCKS_AHEAD, HeaderOutlook, isHeadingLine } from '#src/importers/posted-text/header-outlook.ts';
import { isSceneBreak } from '#src/importers/posted-text/paragraphs.ts';

export interface SplitPost {
  readonly fields: readonly HeaderField[];
  /** `rawHeader + body` is the whole text. */
  readonly rawHeader: string;
  readonly body: string;
  /** 1-based line at which the body starts. */
  readonly bodyLine: number;
}

export function splitHeader(text: string): SplitPost {
  const reader = new HeaderReader(readLines(text));
  const { fields, end } = reader.read();
  return {
    fields,
    rawHeader: text.slice(0, end.start),
    body: text.slice(end.start),
    bodyLine: end.number,
  };
}

/** Fields of running text: they may have several lines and paragraphs. */
const RUNNING: ReadonlySet<FieldName> = new Set(['summary', 'notes', 'disclaimer', 'credit', 'permission', 'feedback']);
/** Fields that no line with a colon goes on with. */
const SINGLE: ReadonlySet<FieldName> = new Set(['title', 'author', 'rating']);
const LISTS: ReadonlySet<FieldName> = new Set(['pairings', 'characters', 'warnings', 'tags', 'genres', 'fandom']);
const LONGEST_TITLE = 120;
/** What notes and disclaimers go on about. */
const ABOUT_THE_POST =
  /\b(?:own|owns|belongs?|profit|rights?|copyright|characters|borrow\w*|infring\w+|money|sue|thanks?|thank you|beta\w*|unbeta\w*|reviews?|comments?|feedback|prompt\w*|posted|archive|fandom|fanfic\w*|ficlet|this (?:fic|story)|hope you|enjoy|mistakes)\b/i;

class HeaderReader {
  readonly #lines: readonly Line[];
  readonly #ahead: HeaderOutlook;
  readonly #fields: (Omit<HeaderField, 'value'> & { value: string })[] = [];
  /** Known labels so far; a field without one is a title or a note above the first. */
  #known = 0;
  #separatedByLines = 0;
  #separatedByBlanks = 0;
  /** Where a field stands below a gap: what can be given back to a story that would be empty. */
  readonly #gaps: {
    readonly line: Line;
    readonly fields: number;
    readonly weak: boolean;
    readonly belowLines: boolean;
  }[] = [];

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
    this.#ahead = new HeaderOutlook(lines, this.#fields);
  }

  read(): { fields: readonly HeaderField[]; end: Line } {
    let at = this.#skipDecoration(0);
    const top = this.#readTop(at);
    if (top === null) return { fields: [], end: this.#lines[0] as Line };
    at = top;
    for (;;) {
      const start = at;
      at = this.#skipDecoration(at);
      const gap = at > start;
      const line = this.#lines[at];
      if (!line || at === this.#lines.length - 1 || !this.#take(at, gap)) {
        const end = line ?? (this.#lines.at(-1) as Line);
        return { fields: this.#fields, end: at >= this.#lines.length - 1 ? this.#giveBack(end) : end };
      }
      at += 1;
    }
  }

  /** Where a story begins that the fields would leave empty. */
  #giveBack(end: Line): Line {
    const [first] = this.#gaps;
    // Fields on lines, and below them paragraphs that each open with a label: all of these are the story.
    const paragraphs = first?.belowLines && this.#fields.length - first.fields === this.#gaps.length;
    const last = this.#gaps.at(-1);
    const gap = paragraphs ? first : last?.weak || first?.belowLines ? last : null;
    if (!gap) return end;
    this.#fields.length = gap.fields;
    return gap.line;
  }

  /** What stands above the first label; the index after it, or null where the post has no header. */
  #readTop(start: number): number | null {
    const first = this.#firstLabel(start);
    const top = this.#lines[start];
    const below = this.#lines[start + 1];
    if (!top || top.blank) return null;
    if (isSubjectLine(top.plain)) {
      this.#push('', ['subject'], top.plain, top.number);
      return start + 1;
    }
    if (first === start) return start;
    const author = below && readByline(below.plain);
    if (author && isTitleLike(top.plain) && (first === null || first > start + 1)) {
      this.#push('', ['title'], top.plain, top.number);
      this.#push('', ['author'], author, below.number);
      return start + 2;
    }
    if (first === null) return null;
    const above = this.#lines.slice(start, first).filter((line) => !line.blank && !isSceneBreak(line.plain));
    if (above.length === 1 && isTitleLike(top.plain) && !this.#ahead.hasAhead(first, 'title')) {
      this.#push('', ['title'], top.plain, top.number);
    } else {
      for (const line of above) {
        if (line.unknown) this.#push(line.unknown.label, [], line.unknown.value, line.number);
        else this.#push('', ['notes'], line.plain, line.number);
      }
    }
    return first;
  }

  /** The first label that opens a header: a strong one, or one of several, within the first blocks. */
  #firstLabel(start: number): number | null {
    let blocks = 0;
    let weak: number | null = null;
    for (let at = start; at < this.#lines.length && blocks <= BLOCKS_AHEAD; at++) {
      const line = this.#lines[at] as Line;
      if (line.blank) {
        if (!this.#lines[at - 1]?.blank) blocks += 1;
        continue;
      }
      if (isHeadingLine(line.plain)) return null;
      const { label } = line;
      if (!label) {
        if (weak !== null && blocks > 0) return null;
        continue;
      }
      // One strong label below prose may be prose; a header has company.
      const lonely = at > start && !this.#ahead.labelWithin(at + 1);
      if (label.strong && !lonely) return weak ?? at;
      if (weak !== null) return weak;
      weak = at;
    }
    return null;
  }

  /** Takes a line into the header; false where the story begins. */
  #take(at: number, gap: boolean): boolean {
    const line = this.#lines[at] as Line;
    const open = this.#fields.at(-1);
    const heading = readHeading(line.plain);
    if (heading && heading.kind !== 'numeral') {
      if (gap || this.#known === 0 || heading.kind !== 'unit' || !this.#ahead.strongLabelBelow(at)) return false;
      this.#push(line.plain.split(' ')[0] ?? '', ['part'], partOf(heading), line.number);
      return true;
    }
    const { label } = line;
    if (label && this.#accepts(label, at, gap)) {
      if (this.#known > 0) {
        if (gap) this.#pushGap(line, !label.strong);
        if (gap) this.#separatedByBlanks += 1;
        else this.#separatedByLines += 1;
      }
      this.#known += 1;
      this.#push(label.label, label.fields, label.value, line.number);
      return true;
    }
    const author = readByline(line.plain);
    if (author && open?.fields[0] === 'title' && !gap && !this.#fields.some(({ fields }) => fields[0] === 'author')) {
      this.#push('', ['author'], author, line.number);
      return true;
    }
    const { unknown, loose } = line;
    if (loose && open && !gap && open.value !== '' && this.#acceptsLoose(loose.label, at, open)) {
      this.#push(loose.label, [], loose.value, line.number);
      return true;
    }
    const apart = unknown ?? (gap && loose && !opensSentence(loose.label) ? loose : null);
    if (apart && this.#known > 0 && this.#acceptsUnknown(at, gap)) {
      if (gap) this.#pushGap(line, true);
      this.#push(apart.label, [], apart.value, line.number);
      return true;
    }
    if (!open || !this.#continues(at, gap, open)) return false;
    const wrapped = !gap && this.#ahead.isWrapped(at);
    open.value += (open.value === '' ? '' : gap ? '\n\n' : wrapped ? ' ' : '\n') + line.plain;
    return true;
  }

  #accepts(label: LabelledLine, at: number, gap: boolean): boolean {
    if (!gap || this.#known === 0) return true;
    const isNew = !this.#fields.some(({ fields }) => fields[0] === label.fields[0]);
    if (this.#isFirstGap()) return (isNew && label.strong) || this.#ahead.strongLabelBelow(at);
    return isNew || label.strong || this.#ahead.strongLabelAfter(at);
  }

  /** Whether the fields stood on lines so far: a blank line may well end them. */
  #isFirstGap(): boolean {
    return this.#separatedByBlanks === 0 && this.#separatedByLines > 0;
  }

  /** Between known labels of one block everything with a colon is a field, if it does not go on with running text. */
  #acceptsLoose(label: string, at: number, open: HeaderField): boolean {
    if (this.#known === 0 || !this.#ahead.labelBelow(at)) return false;
    const running = open.fields.some((field) => RUNNING.has(field));
    return !running || !(opensSentence(label) || this.#ahead.isWrapped(at));
  }

  #acceptsUnknown(at: number, gap: boolean): boolean {
    if (gap) return this.#isFirstGap() ? this.#ahead.strongLabelBelow(at) : this.#ahead.strongLabelAfter(at);
    for (let next = at + 1; next < this.#lines.length; next++) {
      const line = this.#lines[next] as Line;
      if (line.blank) return true;
      if (line.label?.strong) return true;
      if (!line.label && !line.unknown) return false;
    }
    return false;
  }

  #continues(at: number, gap: boolean, open: HeaderField): boolean {
    const line = this.#lines[at] as Line;
    const running = open.fields.some((field) => RUNNING.has(field));
    if (gap) return running && (open.value === '' ? this.#ahead.hasTextAfter(at) : this.#ahead.strongLabelAfter(at));
    if (open.value !== '' && line.loose && SINGLE.has(open.fields[0] ?? 'notes')) return false;
    if (open.value === '' || this.#ahead.strongLabelBelow(at) || this.#ahead.isWrapped(at)) return true;
    const list = open.fields.some((field) => LISTS.has(field));
    if (list) return open.value.endsWith(',') || (line.plain.length < 80 && /\S\/\S/.test(line.plain));
    return running && (this.#ahead.isShortTail(at) || ABOUT_THE_POST.test(line.plain));
  }

  #skipDecoration(start: number): number {
    let at = start;
    while (at < this.#lines.length - 1) {
      const line = this.#lines[at] as Line;
      if (!line.blank && !isSceneBreak(line.plain)) break;
      at += 1;
    }
    return at;
  }

  #pushGap(line: Line, weak: boolean): void {
    this.#gaps.push({ line, fields: this.#fields.length, weak, belowLines: this.#isFirstGap() });
  }

  #push(label: string, fields: readonly FieldName[], value: string, line: number): void {
    this.#fields.push({ label, fields, value, where: { line } });
  }
}

/** As the "Part" field has it: "1/3", "2: The Storm". */
function partOf({ number, total, title }: Heading): string {
  return `${number}${total === null ? '' : `/${total}`}${title === null ? '' : `: ${title}`}`;
}

function isTitleLike(plain: string): boolean {
  return plain.length <= LONGEST_TITLE && !/[.,;:]["'\u201d]?$/.test(plain);
}

/** "by Ann" on a line of its own. */
function readByline(plain: string): string | null {
  const author = /^(?:written )?by\s+(\S.{0,60})$/i.exec(plain)?.[1];
  return author && !/[.,;:!?]$/.test(author) ? author : null;
}
