/**
 * Words and beginnings one edit away, found by walking along the order of the words: only letters that some word goes on with are
 * tried, so that it takes as long with a million words as with a thousand.
 */
import type { TextTable } from '#src/search/text-table.ts';
import type { Range, WordOrder } from '#src/search/word-order.ts';

/** Letters tried at one place: more than an alphabet has, fewer than there are Chinese ones. */
const MOST_LETTERS = 128;
/** In UTF-16 units; nobody types a longer word. */
const LONGEST = 64;

/** Beginnings of words one edit away from what was typed, but those that begin with it. @param before - stands before all words. */
export function likeBeginnings(order: WordOrder, before: string, typed: string): string[] {
  const found = new Set<string>();
  const isThere = (beginning: string, within: Range) => {
    const { start, end } = order.range(before + beginning, within);
    return start < end;
  };
  eachLike(order, before, typed, (other, within) => {
    if (!other.startsWith(typed) && isThere(other, within)) found.add(other);
  });
  // What one beginning finds, a longer one need not find again.
  return [...found].filter((other) => !shorter(other).some((beginning) => found.has(beginning)));
}

/** Words one edit away from what was typed. */
export function likeWords(order: WordOrder, words: TextTable, before: string, typed: string): string[] {
  const found = new Set<string>();
  eachLike(order, before, typed, (other) => {
    if (other !== typed && words.find(before + other) >= 0) found.add(other);
  });
  return [...found];
}

function shorter(text: string): string[] {
  return Array.from({ length: text.length - 1 }, (_, index) => text.slice(0, index + 1));
}

/** Tells every spelling one edit away that may be there, and the range of what begins as it does up to the edit. */
function eachLike(order: WordOrder, before: string, typed: string, tell: (other: string, within: Range) => void): void {
  if (typed.length > LONGEST) return;
  let within = order.range(before);
  for (let at = 0; at <= typed.length; at += 1) {
    const head = typed.slice(0, at);
    if (at > 0) within = order.range(before + head, within);
    if (within.start === within.end) return;
    const next = typed[at];
    if (next !== undefined) {
      tell(head + typed.slice(at + 1), within);
      const second = typed[at + 1];
      if (second !== undefined) tell(head + second + next + typed.slice(at + 2), within);
    }
    eachLetter(order, before + head, within, (letter, after) => {
      if (next !== undefined && letter !== next) tell(head + letter + typed.slice(at + 1), after);
      tell(head + letter + typed.slice(at), after);
    });
  }
}

/** The letters that words of a range, which begin so, go on with. */
function eachLetter(order: WordOrder, head: string, range: Range, tell: (letter: string, range: Range) => void): void {
  let left = range;
  for (let letters = 0; letters < MOST_LETTERS && left.start < left.end; letters += 1) {
    const letter = order.text(left.start)[head.length];
    if (letter === undefined) left = { start: left.start + 1, end: left.end };
    else {
      const after = order.range(head + letter, left);
      tell(letter, after);
      left = { start: after.end, end: left.end };
    }
  }
}
