/**
 * Shortening text to a limit without breaking a character that people see as one.
 */
import { oneLine } from '#src/story/characters.ts';

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** At most `limit` UTF-16 units; what was cut ends in "…", at a word where one is near. For text without markup. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const room = limit - 1;
  const last = GRAPHEMES.segment(text.slice(0, limit + 32)).containing(room);
  const hard = text.slice(0, last ? last.index : room);
  const space = hard.lastIndexOf(' ');
  return `${(space > hard.length * 0.8 ? hard.slice(0, space) : hard).trimEnd()}…`;
}

/** One clean line for what knows no Markdown: the label of a button or an option, an embed's author, a thread's name. */
export function clipLine(text: string, limit: number): string {
  return clip(oneLine(text), limit);
}
