/**
 * Discord Markdown: renders prose, and is the only place that escapes what comes from a story, a tag or a file name.
 *
 * Discord's parser tries a list of regular expressions at each position (it descends from simple-markdown); its emphasis
 * takes no white space at inner edges, its strike and spoiler do not know escapes, and a line's start means headings,
 * subtext, quotes and lists. So emphasis is written afresh for each line and each run of one style, with white space left
 * outside, and every sign that could mean anything is escaped.
 */
import { FORBIDDEN, INVISIBLE, isBlank, oneLine } from '#src/story/characters.ts';
import type { Block, Mark, Span } from '#src/story/prose.ts';
import { type BlockSlice, type Renderer, sliceBlocks } from '#src/story/renderer.ts';

const SIGNS: Readonly<Record<Mark, string>> = {
  bold: '**',
  italic: '*',
  underline: '__',
  strike: '~~',
  spoiler: '||',
};

/** Shows as nothing; parts what Discord would read as one. */
const ZERO_WIDTH_SPACE = '\u200b';

/** Emphasis, code, links, mentions, times, custom emoji; a colon that could begin an emoji's name or a URL's path. */
const ANYWHERE = /[\\*_~`|[\]<>]|:(?=\S)/g;
/** Discord's servers look for mentions without regard to backslashes. */
const MENTION = /@(?=everyone|here|[!&]?\d)/g;
/** Clients make a card of a server's invitation wherever its address stands. */
const INVITE = /discord(?:app)?(?=\.)/gi;
/** Headings, subtext, lists, and numbers that would be lists; `>` and `*` are escaped anywhere. */
const LINE_START = new RegExp(`^([${INVISIBLE}]*)(?:([#+-])|(\\d+)(\\.))`, 'u');

/** No higher, so that a story cannot shout over the bot. */
const HEADING = '### ';
const QUOTE = '> ';
/** What goes on under an item's first line. */
const ITEM_INDENT = '  ';

export const discordMarkdown: Renderer = {
  id: 'discord-1',
  render(blocks: readonly Block[], from: number, to: number): string {
    let text = '';
    let before: BlockSlice | undefined;
    for (const slice of sliceBlocks(blocks, from, to)) {
      if (before) text += before.kind === 'item' && slice.kind === 'item' ? '\n' : '\n\n';
      text += renderBlock(slice);
      before = slice;
    }
    return text;
  },
};

/** A title, a name, a tag: one line in which nothing means anything to Discord. Not for labels, which know no Markdown. */
export function escapeInline(text: string): string {
  return escapeText(oneLine(text), true);
}

/** One line of code, as long as it was: what somebody typed, with the places of its signs. A backtick cannot stand in it. */
export function codeLine(text: string): string {
  const shown = text
    .toWellFormed()
    .replace(FORBIDDEN, ' ')
    .replace(/\s/g, ' ')
    .replaceAll('`', '\u02cb')
    .replace(MENTION, `@${ZERO_WIDTH_SPACE}`)
    .replace(INVITE, `$&${ZERO_WIDTH_SPACE}`);
  return `\`${shown}\``;
}

function renderBlock(slice: BlockSlice): string {
  const lines = linesOf(slice.spans).map(renderLine);
  switch (slice.kind) {
    case 'heading':
      return lines.map((line) => (line === '' ? '' : HEADING + line)).join('\n');
    case 'quote':
      return lines.map((line) => QUOTE + line).join('\n');
    case 'item':
      return lines.map((line, index) => (index === 0 ? marker(slice) : ITEM_INDENT) + line).join('\n');
    default:
      return lines.join('\n');
  }
}

function marker({ begins, number }: BlockSlice): string {
  if (!begins) return '';
  return number === null ? '- ' : `${number}. `;
}

function linesOf(spans: readonly Span[]): Span[][] {
  let line: Span[] = [];
  const lines = [line];
  for (const span of spans) {
    const [first = '', ...rest] = span.text.split('\n');
    if (first !== '') line.push({ ...span, text: first });
    for (const text of rest) {
      line = text === '' ? [] : [{ ...span, text }];
      lines.push(line);
    }
  }
  return lines;
}

function renderLine(spans: readonly Span[]): string {
  let line = '';
  let isEmpty = true;
  /** Whether the line so far ends in closing signs, which an opening sign must not touch. */
  let isClosed = false;
  for (const span of spans) {
    if (isBlank(span.text)) {
      line += span.text;
      isClosed = false;
      continue;
    }
    const core = span.text.trim();
    const lead = span.text.slice(0, span.text.indexOf(core));
    const tail = span.text.slice(lead.length + core.length);
    const isStyled = span.marks !== undefined || span.href !== undefined;
    const gap = isStyled && isClosed && lead === '' ? ZERO_WIDTH_SPACE : '';
    line += lead + gap + (isStyled ? styled(core, span, isEmpty) : escapeText(core, isEmpty)) + tail;
    isClosed = isStyled && tail === '';
    isEmpty = false;
  }
  return line;
}

function styled(core: string, { marks = [], href }: Span, startsLine: boolean): string {
  let text = href === undefined ? escapeText(core, startsLine) : `[${linkText(core, startsLine)}](<${href}>)`;
  for (const mark of marks.toReversed()) {
    const sign = SIGNS[mark];
    // Strike and spoiler end at the first doubled sign, be its first half escaped or not.
    const gap = text.endsWith(sign.charAt(0)) && text.endsWith(core.slice(-1)) ? ZERO_WIDTH_SPACE : '';
    text = sign + text + gap + sign;
  }
  return text;
}

/** In a link a bracket ends the link's text, escaped or not; full-width ones look alike. */
function linkText(text: string, startsLine: boolean): string {
  return escapeText(text.replaceAll('[', '\uff3b').replaceAll(']', '\uff3d'), startsLine);
}

function escapeText(text: string, startsLine: boolean): string {
  const escaped = text.replace(ANYWHERE, '\\$&').replace(MENTION, `@${ZERO_WIDTH_SPACE}`).replace(INVITE, '$&\\');
  return startsLine ? escaped.replace(LINE_START, '$1$3\\$2$4') : escaped;
}
