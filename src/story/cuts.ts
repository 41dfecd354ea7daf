/**
 * Where one page best ends: the choice among the boundaries in what still fits.
 */
import { codePointStart, firstVisible, isBlank } from '#src/story/characters.ts';
import type { Galley } from '#src/story/galley.ts';
import { endsInColon, graphemeStart, sentenceEnds, skipSpace, wordBreaks, wordStarts } from '#src/story/segments.ts';

/** Text past the furthest cut that the segmenter needs to see to judge it; more than any run of white space. */
const LOOKAHEAD = 256;

/** Why a cut may not be at an offset. */
const HEADED = 1;
const LINKED = 2;

/** What may be cut: offsets count from the page's start. */
export interface Sheet {
  readonly text: string;
  /** Where blocks begin, ascending. */
  readonly blocks: readonly { readonly at: number; readonly opensSection: boolean }[];
  /** For each offset HEADED: within a heading or scene break or straight after one; LINKED: within a link. */
  readonly holds: Uint8Array;
}

/** A sheet from `from` on, for cuts up to `reach` units further. */
export function sheetAt(galley: Galley, from: number, reach: number): Sheet {
  const until = Math.min(galley.length, from + reach + LOOKAHEAD);
  const blocks: { at: number; opensSection: boolean }[] = [];
  const holds = new Uint8Array(until - from + 1);
  const hold = (first: number, last: number, why: number) => {
    for (let at = Math.max(0, first); at <= last && at < holds.length; at += 1) holds[at] = (holds[at] ?? 0) | why;
  };
  let link: { href: string; end: number } | null = null;
  for (const { piece, start, end } of galley.piecesIn(from, until)) {
    const isApart = piece.kind === 'heading' || piece.kind === 'break';
    const at = start - from;
    if (!piece.continues && at > 0) blocks.push({ at, opensSection: isApart });
    if (isApart) hold(piece.continues ? at : at + 1, end - from, HEADED);
    let offset = at;
    for (const { text, href } of piece.spans) {
      if (href !== undefined) {
        // A link may go on over a change of marks.
        const goesOn: boolean = link !== null && link.href === href && link.end === offset;
        hold(goesOn ? offset : offset + 1, offset + text.length - 1, LINKED);
        link = { href, end: offset + text.length };
      }
      offset += text.length;
    }
  }
  return { text: galley.text(from, until), blocks, holds };
}

interface Tier {
  /** The share of what fits that a page must fill to end here. */
  readonly fill: number;
  /** Offsets in [least, most], best first; those that `rule` forbids need not be left out. */
  readonly candidates: (sheet: Sheet, least: number, most: number, rule: number) => Iterable<number>;
}

/** Best first. A page a third empty is worth a scene's end, a page half empty a paragraph's, a word's end never that much. */
const TIERS: readonly Tier[] = [
  { fill: 0.6, candidates: (sheet, least, most) => blockStarts(sheet, least, most, (block) => block.opensSection) },
  { fill: 0.5, candidates: (sheet, least, most) => blockStarts(sheet, least, most, isApartFromBefore) },
  { fill: 0.35, candidates: ({ text }, least, most) => sentenceEnds(text, least, most).reverse() },
  { fill: 0.6, candidates: ({ text }, least, most) => wordStarts(text, least, most) },
  { fill: 0.25, candidates: ({ text }, least, most) => wordBreaks(text, least, most) },
  { fill: 0, candidates: graphemeStarts },
];

const ALL = HEADED | LINKED;
/** What a cut keeps together, given up one after the other where the page holds nothing else. */
const RULES = [ALL, LINKED, 0];

/**
 * The best offset to end the page at, all text up to `most` fitting on it. White space that follows goes with the page, so
 * the result may be that much larger than `most`.
 */
export function bestCut(sheet: Sheet, most: number): number {
  for (const rule of RULES) {
    const cut = cutUnder(rule, sheet, 1, most);
    if (cut !== null) return cut;
  }
  return withinGrapheme(sheet.text, most);
}

/** The best offset from `least` to `most` that keeps everything together; null where there is none. */
export function evenCut(sheet: Sheet, least: number, most: number): number | null {
  return cutUnder(ALL, sheet, least, most);
}

function cutUnder(rule: number, sheet: Sheet, least: number, most: number): number | null {
  for (const { fill, candidates } of TIERS) {
    for (const candidate of candidates(sheet, Math.max(least, Math.ceil(most * fill)), most, rule)) {
      // White space goes with the page before, unless it begins what is kept together.
      for (const cut of [skipSpace(sheet.text, candidate), candidate]) {
        if (((sheet.holds[cut] ?? 0) & rule) === 0 && !isBlank(sheet.text.slice(0, cut))) return cut;
      }
    }
  }
  return null;
}

function* blockStarts(
  sheet: Sheet,
  least: number,
  most: number,
  isChosen: (block: Sheet['blocks'][number], sheet: Sheet) => boolean,
): Generator<number> {
  for (let index = sheet.blocks.length - 1; index >= 0; index -= 1) {
    const block = sheet.blocks[index];
    if (!block || block.at < least) return;
    if (block.at <= most && isChosen(block, sheet)) yield block.at;
  }
}

function isApartFromBefore({ at }: Sheet['blocks'][number], { text }: Sheet): boolean {
  return !endsInColon(text.slice(Math.max(0, at - 8), at));
}

/** The last character that fits, or the start of what a rule keeps together there. */
function* graphemeStarts({ text, holds }: Sheet, least: number, most: number, rule: number): Generator<number> {
  for (let at = most; at >= least; at -= 1) {
    if (((holds[at] ?? 0) & rule) !== 0) continue;
    at = graphemeStart(text, at);
    if (at >= least) yield at;
  }
}

/** A character longer than a page (a letter under a thousand accents) is cut between its code points. */
function withinGrapheme(text: string, most: number): number {
  const cut = skipSpace(text, codePointStart(text, most));
  if (cut > 0 && !isBlank(text.slice(0, cut))) return cut;
  const visible = Math.max(0, firstVisible(text));
  return visible + String.fromCodePoint(text.codePointAt(visible) ?? 0).length;
}
