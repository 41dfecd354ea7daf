/**
 * A place in a story: where a reader is, told apart from any page size.
 *
 * A page number is derived from a place and a page size and never stored, so a place survives a restart, another page
 * size, another device and, through its context, an edited chapter.
 */
import { codePointStart } from '#src/story/characters.ts';

export interface Place {
  /** 1-based. */
  readonly chapter: number;
  /** UTF-16 units into the chapter's plain text. */
  readonly offset: number;
  /** The first words at the place, to find it again in an edited chapter; at most CONTEXT_LENGTH units. */
  readonly context: string;
}

export const CONTEXT_LENGTH = 80;

/** Shorter context is not looked for: it would be found anywhere. */
const SHORTEST_PROBE = 16;

/** The place at an offset into a chapter's plain text. */
export function placeAt(chapter: number, offset: number, text: string): Place {
  const at = codePointStart(text, Math.min(Math.max(0, offset), text.length));
  return { chapter, offset: at, context: text.slice(at, codePointStart(text, at + CONTEXT_LENGTH)) };
}

/**
 * Where a place is in its chapter's plain text now: where it was, where its words moved to (all of them, else their first
 * or second half, whichever occurrence is nearest), else the same offset or the chapter's end.
 */
export function findPlace(place: Place, text: string): number {
  const offset = codePointStart(text, Math.min(Math.max(0, place.offset), text.length));
  const { context } = place;
  if (text.startsWith(context, offset)) return offset;
  const half = codePointStart(context, Math.ceil(context.length / 2));
  const probes = [
    { words: context, into: 0 },
    { words: context.slice(0, half), into: 0 },
    { words: context.slice(half), into: half },
  ];
  for (const { words, into } of probes) {
    const found = words.length < SHORTEST_PROBE ? -1 : nearest(text, words, offset + into);
    if (found !== -1) return Math.max(0, found - into);
  }
  return offset;
}

/** The occurrence that begins nearest to an offset; -1 where there is none. */
function nearest(text: string, words: string, offset: number): number {
  const before = text.lastIndexOf(words, offset);
  const after = text.indexOf(words, offset);
  if (before === -1 || after === -1) return Math.max(before, after);
  return offset - before <= after - offset ? before : after;
}
