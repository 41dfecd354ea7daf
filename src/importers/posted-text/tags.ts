/**
 * The tags of BBCode and HTML that posts use, and what each does to the text. Everything else in brackets is text.
 */
import { decodeHTMLStrict } from 'entities';
import type { Mark } from '#src/story/prose.ts';

/** What holds between an opening and a closing tag. */
export interface Effect {
  readonly marks: readonly Mark[];
  readonly href?: string;
  readonly block?: 'center' | 'quote' | 'heading';
}

export type BlockTag = 'paragraph' | 'list' | 'ordered-list' | 'item';

/** What one tag, as written, is. */
export type TagUse =
  | { readonly type: 'newline' }
  | { readonly type: 'break' }
  | { readonly type: 'ignored' }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'link'; readonly href: string; readonly text: string }
  | { readonly type: 'swallow'; readonly until: 'script' | 'style' | 'comment' }
  | { readonly type: 'block'; readonly tag: BlockTag; readonly closes: boolean; readonly centered: boolean }
  | {
      readonly type: 'effect';
      /** What pairs an opening with a closing tag. */
      readonly key: string;
      readonly closes: boolean;
      readonly effect: Effect;
      /** A line that stands first inside: who is quoted. */
      readonly lead?: string;
    };

const MARK_TAGS: Readonly<Record<string, Mark>> = {
  i: 'italic',
  em: 'italic',
  cite: 'italic',
  b: 'bold',
  strong: 'bold',
  u: 'underline',
  ins: 'underline',
  s: 'strike',
  strike: 'strike',
  del: 'strike',
  spoiler: 'spoiler',
};
const BLOCK_EFFECTS: Readonly<Record<string, Effect['block']>> = {
  center: 'center',
  centre: 'center',
  quote: 'quote',
  blockquote: 'quote',
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((level) => [`h${level}`, 'heading' as const])),
};
const BLOCK_TAGS: Readonly<Record<string, BlockTag>> = {
  p: 'paragraph',
  div: 'paragraph',
  list: 'list',
  ul: 'list',
  ol: 'ordered-list',
  li: 'item',
  '*': 'item',
};
/** They change how text looks in ways that prose does not keep. */
const IGNORED = [
  'size',
  'color',
  'colour',
  'font',
  'left',
  'right',
  'justify',
  'align',
  'sup',
  'sub',
  'code',
  'indent',
];
const IGNORED_HTML = [
  'small',
  'big',
  'tt',
  'pre',
  'body',
  'html',
  'head',
  'meta',
  'lj-cut',
  'cut',
  'section',
  'article',
];

const SHARED = [...Object.keys(MARK_TAGS), ...Object.keys(BLOCK_EFFECTS), 'hr', 'br', 'img', ...IGNORED];
const BBCODE = [...SHARED, 'url', 'list', 'ul', 'ol', 'li', '\\*'];
const HTML = [...SHARED, ...IGNORED_HTML, 'a', 'span', 'p', 'div', 'ul', 'ol', 'li', 'lj', 'script', 'style'];

/** Longest part of a tag after its name; beyond that brackets are just brackets. Bounds the work a hostile text can ask for. */
const REST = '{0,2048}';
const BARE_URL = `\\[url\\][ \\t]{0,9}https?://[^\\s[\\]]${REST}[ \\t]{0,9}\\[/url\\]`;
const IMAGE = `\\[img(?:=[^[\\]\\n]${REST})?\\][^[\\]\\n]${REST}\\[/img\\]`;

/** Finds what may be a tag or is a line's end. `<br>` takes a line end after it along: many editors write both. */
export const TAG = [
  '\\n',
  BARE_URL,
  IMAGE,
  `\\[/?(?:${BBCODE.join('|')})(?:[= ][^[\\]\\n]${REST})?\\]`,
  `<br(?:\\s[^<>]${REST})?/?>[ \\t]{0,9}\\n?`,
  `</?(?:${HTML.join('|')})(?:\\s[^<>]${REST})?/?>`,
  '<!--',
].join('|');

const SHAPE = /^[[<](\/?)([a-z*][a-z0-9-]*|\*)[= ]?(.*?)[\]>]\s*$/is;

/** Reads one match of TAG. */
export function readTag(written: string): TagUse | null {
  if (written === '\n') return { type: 'newline' };
  if (written === '<!--') return { type: 'swallow', until: 'comment' };
  const inner = /^\[(url|img)\b[^\]]*\]\s*(.*?)\s*\[\/(?:url|img)\]$/is.exec(written);
  if (inner?.[2]) return { type: 'link', href: inner[2], text: inner[2] };
  const shape = SHAPE.exec(written);
  if (!shape) return null;
  const closes = shape[1] === '/';
  const name = (shape[2] ?? '').toLowerCase();
  const rest = shape[3] ?? '';
  const mark = MARK_TAGS[name];
  if (mark) return { type: 'effect', key: mark, closes, effect: { marks: [mark] } };
  const block = BLOCK_EFFECTS[name];
  if (block) {
    const cited = name === 'quote' && !closes ? unquote(rest) : '';
    return { type: 'effect', key: block, closes, effect: { marks: [], block }, ...(cited && { lead: `${cited}:` }) };
  }
  const tag = BLOCK_TAGS[name];
  if (tag) {
    const ordered = name === 'list' && /^["']?[1ai]\b/i.test(rest);
    return { type: 'block', tag: ordered ? 'ordered-list' : tag, closes, centered: isCentering(rest) };
  }
  if (name === 'a' || name === 'url') {
    const href = name === 'url' ? unquote(rest) : attribute(rest, 'href');
    return {
      type: 'effect',
      key: 'link',
      closes,
      effect: { marks: [], ...(href && { href: decodeHTMLStrict(href) }) },
    };
  }
  if (name === 'span') return { type: 'effect', key: 'span', closes, effect: { marks: stylesOf(rest) } };
  if (name === 'hr') return { type: 'break' };
  if (name === 'br') return { type: 'newline' };
  if (name === 'img' && written.startsWith('<')) return imageUse(rest);
  if (name === 'lj') return { type: 'text', text: attribute(rest, 'user') ?? '' };
  if (name === 'script' || name === 'style') return closes ? { type: 'ignored' } : { type: 'swallow', until: name };
  return { type: 'ignored' };
}

function imageUse(rest: string): TagUse {
  const source = attribute(rest, 'src');
  const alt = attribute(rest, 'alt');
  if (!source) return { type: 'text', text: alt ?? '' };
  return { type: 'link', href: decodeHTMLStrict(source), text: decodeHTMLStrict(alt || source) };
}

function attribute(rest: string, name: string): string | undefined {
  const found = new RegExp(`(?<![\\w-])${name}\\s{0,9}=\\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(rest);
  return found?.slice(1).find((value) => value !== undefined);
}

function unquote(value: string): string {
  return value.trim().replace(/^(["'])(.*)\1$/, '$2');
}

function isCentering(rest: string): boolean {
  return /align\s{0,9}[=:]\s{0,9}["']?cent(?:er|re)/i.test(rest);
}

function stylesOf(rest: string): Mark[] {
  const style = attribute(rest, 'style') ?? '';
  const marks: Mark[] = [];
  if (/font-weight\s{0,9}:\s{0,9}(?:bold|[6-9]00)/i.test(style)) marks.push('bold');
  if (/font-style\s{0,9}:\s{0,9}italic/i.test(style)) marks.push('italic');
  if (/text-decoration[^;]{0,40}underline/i.test(style)) marks.push('underline');
  if (/text-decoration[^;]{0,40}line-through/i.test(style)) marks.push('strike');
  return marks;
}
