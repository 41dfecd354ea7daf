/**
 * The passage of a story that a search found: quoted, the match in bold, what its author hid behind a spoiler hidden here too.
 */
import type { Passage } from '#src/catalog/contract.ts';
import { discordMarkdown } from '#src/kit/show/markdown.ts';
import { codePointStart, FORBIDDEN } from '#src/story/characters.ts';
import type { Span } from '#src/story/prose.ts';

const CUT = '…';

/** One line of Markdown, at most `limit` UTF-16 units; '' where the match alone is longer. */
export function passageText(passage: Passage, limit: number): string {
  for (let room = limit; room > 0; room = Math.floor(room * 0.8)) {
    const spans = passage.spoiler ? hidden(passage, room) : shown(passage, room);
    const length = spans.reduce((sum, { text }) => sum + text.length, 0);
    const text = discordMarkdown.render([{ kind: 'quote', spans }], 0, length);
    if (text.length <= limit) return text;
  }
  return '';
}

/** The match and what is around it, together at most so many units. */
function shown({ excerpt, match: [from, to] }: Passage, room: number): Span[] {
  const end = Math.min(to, codePointStart(excerpt, from + room));
  const around = Math.max(0, room - (end - from));
  const after = Math.min(excerpt.length - end, around - Math.min(from, around >> 1));
  const left = codePointStart(excerpt, Math.max(0, from - (around - after)));
  const right = codePointStart(excerpt, Math.min(excerpt.length, end + after));
  const spans: Span[] = [
    { text: (left > 0 ? CUT : '') + excerpt.slice(left, from) },
    { text: excerpt.slice(from, end), marks: ['bold'] },
    { text: excerpt.slice(end, right) + (right < excerpt.length ? CUT : '') },
  ];
  return spans.map(clean).filter(({ text }) => text !== '');
}

/** A spoiler in three parts would take three presses. */
function hidden(passage: Passage, room: number): Span[] {
  const text = shown(passage, room)
    .map((span) => span.text)
    .join('');
  return [{ text, marks: ['spoiler'] }];
}

function clean(span: Span): Span {
  return { ...span, text: span.text.toWellFormed().replace(FORBIDDEN, '') };
}
