/**
 * Cuts the blocks of a story into chapters at the headings that its author wrote.
 */
import { type Heading, readHeading } from '#src/importers/headings.ts';
import { makeProse } from '#src/story/make-prose.ts';
import { type Block, blockText, type Chapter } from '#src/story/prose.ts';

export interface ChapterCut {
  readonly chapters: readonly Chapter[];
  /** The number that the first heading gives, where it is no 1: the post is one part of a longer story. */
  readonly firstNumber: number | null;
  /** "Chapter 1/5" says five. */
  readonly total: number | null;
}

interface Cut {
  /** Index of the heading's block. */
  readonly at: number;
  /** Blocks that the heading takes: one, two where its title stands below. */
  readonly length: number;
  readonly heading: Heading;
}

interface Piece {
  readonly title: string | null;
  readonly blocks: Block[];
}

/** Text before a first heading without a 2 that is longer, in UTF-16 units, is a chapter of its own; shorter is an epigraph. */
const LONG_OPENING = 1500;
/** Titled numbers ("1. Milk") closer together are a list, and shorter sections on average are sections, not chapters. */
const SHORTEST_ENTRY = 300;
const SHORTEST_CHAPTER = 4000;
const LONGEST_TITLE = 60;

/**
 * Headings count where they stand alone. Bare numbers ("II.", "2. The Bells") count only as a sequence from 1 (or from 2, when
 * the first chapter has none), and only where no "Chapter N" says otherwise, or where they count on from it. What stands above
 * a 2 is the first chapter; the short titled sections of a "five times" stay
 * headings inside one chapter. A heading without text of its own ("Part One" above "Chapter 1") stays as a heading inside the
 * chapter that follows.
 */
export function cutChapters(blocks: readonly Block[]): ChapterCut {
  const { cuts, sections } = findCuts(blocks);
  const headed = blocks.map((block, at) => (sections.has(at) ? asHeading(block) : block));
  const first = cuts[0];
  if (!first) return { chapters: toChapters([{ title: null, blocks: headed }]), firstNumber: null, total: null };

  const opening = headed.slice(0, first.at);
  const implied = first.heading.number === 2 && opening.some((block) => block.kind !== 'break');
  const own = implied || (textLengths(opening).at(-1) ?? 0) > LONG_OPENING;
  const pieces: Piece[] = own ? [{ title: null, blocks: opening }] : [];
  let carried: Block[] = own ? [] : opening;
  // A number that a chapter's place does not tell stays as its title.
  const offset = own || carried.some((block) => block.kind !== 'break') ? 1 : (first.heading.number ?? 1);
  cuts.forEach((cut, index) => {
    const text = headed.slice(cut.at + cut.length, cuts[index + 1]?.at ?? headed.length);
    if (text.some((block) => block.kind !== 'break')) {
      const { title, number, kind } = cut.heading;
      const told = kind === 'named' || number === pieces.length + offset;
      const said = told ? null : blockText(headed[cut.at] as Block).trim();
      pieces.push({ title: title ?? said, blocks: [...carried, ...text] });
      carried = [];
    } else {
      carried.push(...headed.slice(cut.at, cut.at + cut.length).map(asHeading), ...text);
    }
  });
  const last = pieces.at(-1);
  if (last) last.blocks.push(...carried);
  else pieces.push({ title: null, blocks: carried });
  const number = own ? null : first.heading.number;
  const total = cuts.find((cut) => cut.heading.total !== null)?.heading.total ?? null;
  return { chapters: toChapters(pieces), firstNumber: number !== null && number > 1 ? number : null, total };
}

function findCuts(blocks: readonly Block[]): { cuts: readonly Cut[]; sections: ReadonlySet<number> } {
  const units: Cut[] = [];
  const numerals: Cut[] = [];
  blocks.forEach((block, at) => {
    if (block.kind === 'break' || block.kind === 'item') return;
    const heading = readHeading(blockText(block));
    if (!heading) return;
    const below = heading.title === null ? titleBelow(blocks[at + 1]) : null;
    const cut = { at, length: below === null ? 1 : 2, heading: { ...heading, title: below ?? heading.title } };
    (heading.kind === 'numeral' ? numerals : units).push(cut);
  });
  const lengths = textLengths(blocks);
  const run = numberedRun(blocks, numerals, lengths);
  const average = ((lengths.at(-1) ?? 0) - (lengths[run[0]?.at ?? 0] ?? 0)) / run.length;
  const titled = run.some((cut) => cut.heading.title !== null && !isRoman(blocks[cut.at]));
  const short = titled && average < SHORTEST_CHAPTER;
  const later = continuations(units, numerals, lengths);
  if (later.length > 0) {
    return { cuts: [...units, ...later].sort((a, b) => a.at - b.at), sections: new Set() };
  }
  if (short || units.some((cut) => cut.heading.kind === 'unit')) {
    return { cuts: units, sections: new Set(run.map(({ at }) => at)) };
  }
  return { cuts: [...units, ...run].sort((a, b) => a.at - b.at), sections: new Set() };
}

/** The numbers 1, 2, 3 … in order, with text between; empty where there are not two. */
function numberedRun(blocks: readonly Block[], numerals: readonly Cut[], lengths: readonly number[]): Cut[] {
  const run: Cut[] = [];
  for (const cut of numerals) {
    const { number, title } = cut.heading;
    const last = run.at(-1);
    const textSince = (lengths[cut.at] ?? 0) - (last ? (lengths[last.at + last.length] ?? 0) : 0);
    const next = last ? number === (last.heading.number ?? 0) + 1 : number === 1;
    const enough = textSince > (title === null || isRoman(blocks[cut.at]) ? 0 : SHORTEST_ENTRY);
    if (next ? !last || enough : !last && number === 2 && enough) run.push(cut);
  }
  return run.length > 1 || run[0]?.heading.number === 2 ? run : [];
}

/** "III." below "Part Two": bare numbers that count on from the headings with a unit. */
function continuations(units: readonly Cut[], numerals: readonly Cut[], lengths: readonly number[]): Cut[] {
  // Where a 1 stands among them they number the sections of a chapter.
  if (numerals.some(({ heading }) => heading.number === 1)) return [];
  const found: Cut[] = [];
  for (const cut of numerals) {
    const { number, title } = cut.heading;
    const before = [...units, ...found].filter(({ at, heading }) => at < cut.at && heading.number !== null);
    const last = before.sort((a, b) => a.at - b.at).at(-1);
    const taken = units.some(({ heading }) => heading.number === number);
    if (!last || title !== null || taken || number !== (last.heading.number ?? 0) + 1) continue;
    if ((lengths[cut.at] ?? 0) > (lengths[last.at + last.length] ?? 0)) found.push(cut);
  }
  return found;
}

/** "II. The End" heads a chapter; "2. Eggs" may stand in a list. */
function isRoman(block: Block | undefined): boolean {
  return block !== undefined && /^[^\p{L}\p{N}]*[ivxlc]+[.:)\]]/iu.test(blockText(block));
}

/** A chapter's title on the line below its number: a heading, or short, alone and set apart. */
function titleBelow(block: Block | undefined): string | null {
  if (!block || (block.kind !== 'heading' && block.kind !== 'paragraph')) return null;
  const text = blockText(block).trim();
  const apart = block.kind === 'heading' || block.centered || block.spans.every((span) => span.marks?.includes('bold'));
  if (!apart || text.length > LONGEST_TITLE || /[.,;:!?\n]$/.test(text) || readHeading(text)) return null;
  return text;
}

function asHeading(block: Block): Block {
  return { ...block, kind: 'heading', spans: [{ text: blockText(block) }] };
}

/** How much text stands before each block, and at the end all of it. */
function textLengths(blocks: readonly Block[]): number[] {
  const lengths = [0];
  for (const block of blocks) lengths.push((lengths.at(-1) ?? 0) + blockText(block).length);
  return lengths;
}

function toChapters(pieces: readonly Piece[]): Chapter[] {
  const made = pieces.map(({ title, blocks }) => ({ title, prose: makeProse(withoutEdgeBreaks(blocks)) }));
  return made.filter(({ prose }) => prose.length > 0);
}

/** A scene break at a chapter's edge parts nothing. */
function withoutEdgeBreaks(blocks: readonly Block[]): readonly Block[] {
  const start = blocks.findIndex((block) => block.kind !== 'break');
  const end = blocks.findLastIndex((block) => block.kind !== 'break');
  return start < 0 ? [] : blocks.slice(start, end + 1);
}
