/**
 * A value without what nobody sees at its edges: a mark of byte order, a joiner, a soft hyphen that an editor left there would sort,
 * compare and complete as a letter.
 */
import { INVISIBLE } from '#src/story/characters.ts';

/** A line begins, or the next name of a list. */
const HEADS = new RegExp(`(?:^|[\\n,;/&])[${INVISIBLE}]+`, 'gu');
/** White space parts what is around it. */
const UNSEEN = new RegExp(`(?!\\s)[${INVISIBLE}]`, 'gu');
/** Joiners and selectors belong to the sign before them. */
const TAILS = /(?<![\s\u00ad\u180e\u200b\u2060-\u2064\ufeff])[\s\u00ad\u180e\u200b\u2060-\u2064\ufeff]+$/;

export function withoutUnseenEdges(value: string): string {
  return value
    .replace(HEADS, (head) => head.replace(UNSEEN, ''))
    .replace(TAILS, '')
    .trim();
}
