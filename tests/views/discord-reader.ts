/**
 * Reads a message as Discord shows it: which characters, in which emphasis, under which kind of line, and what of it came
 * alive (mentions, code, addresses, emoji). Written apart from the renderer, from how Discord's clients behave:
 * a backslash before a sign shows the sign; emphasis is found by its nearest closing sign; a single `*` takes no white
 * space at its inner edges; strike and spoiler do not know backslashes; a line's start is a heading, subtext, quote or item.
 */
import { MARKS, type Mark } from '#src/story/prose.ts';

export interface Seen {
  readonly char: string;
  readonly marks: readonly Mark[];
  readonly href: string | null;
  /** What its line is: '' or e.g. 'quote', 'item', 'quote heading'. */
  readonly line: string;
}

export interface Reading {
  readonly seen: readonly Seen[];
  /** What Discord would have made of the text beyond emphasis, links and lines. */
  readonly alive: readonly string[];
}

interface State {
  readonly marks: readonly Mark[];
  readonly href: string | null;
  readonly isNested: boolean;
}

const LINES: readonly { readonly kind: string; readonly start: RegExp }[] = [
  { kind: 'quote', start: /^\s*>>>\s?/ },
  { kind: 'quote', start: /^[^\S\n]*> / },
  { kind: 'heading', start: /^[^\S\n]*#{1,3}\s+(?=\S)/ },
  { kind: 'subtext', start: /^[^\S\n]*-#\s+(?=\S)/ },
  { kind: 'item', start: /^[^\S\n]*(?:[-*+]|\d+\.)\s+(?=\S)/ },
];

const ALIVE: readonly { readonly kind: string; readonly start: RegExp }[] = [
  { kind: 'address', start: /^<?(?:https?|discord|steam):\/\/\S/ },
  { kind: 'mention', start: /^@(?:everyone|here)/ },
  { kind: 'mention', start: /^<(?:@[!&]?|#|id:)\w/ },
  { kind: 'command', start: /^<\/[^>]+:\d+>/ },
  { kind: 'time', start: /^<t:-?\d/ },
  { kind: 'emoji', start: /^<a?:\w+:\d+>/ },
  { kind: 'emoji', start: /^:[\w+~-]+:/ },
  { kind: 'code', start: /^(`+)[\s\S]+?\1/ },
  { kind: 'bracket', start: /^\[/ },
];

/** What servers look for in the raw text, whatever stands before it. */
const ALIVE_ANYWHERE: readonly RegExp[] = [/@(?:everyone|here)/, /<@[!&]?\d+>/, /discord(?:app)?\.(?:gg|com)/i];

export function readDiscord(source: string): Reading {
  const seen: Seen[] = [];
  const alive: string[] = ALIVE_ANYWHERE.filter((pattern) => pattern.test(source)).map(String);
  let line = '';

  const read = (text: string, state: State) => {
    let at = 0;
    let isLineStart = !state.isNested;
    while (at < text.length) {
      const rest = text.slice(at);
      if (isLineStart) {
        const found = LINES.find(({ start }) => start.test(rest));
        if (found) {
          line = `${line} ${found.kind}`.trim();
          at += found.start.exec(rest)?.[0].length ?? 0;
          isLineStart = found.kind === 'quote' || found.kind === 'item';
          continue;
        }
        isLineStart = false;
      }
      if (rest.startsWith('\n')) {
        at += 1;
        if (!state.isNested) line = '';
        isLineStart = !state.isNested;
        continue;
      }
      const escaped = /^\\([^0-9A-Za-z\s])/.exec(rest)?.[1];
      if (escaped !== undefined) {
        see(escaped, state);
        at += 2;
        continue;
      }
      const link = /^\[([^[\]]*)\]\(<([^<>\s]*)>\)/.exec(rest);
      if (link?.[1] !== undefined && link[2] !== undefined) {
        read(link[1], { ...state, href: link[2], isNested: true });
        at += link[0].length;
        continue;
      }
      const emphasis = emphasisAt(rest);
      if (emphasis) {
        read(emphasis.inner, { ...state, marks: [...state.marks, emphasis.mark], isNested: true });
        at += emphasis.length;
        continue;
      }
      for (const { kind, start } of ALIVE) if (start.test(rest)) alive.push(`${kind} ${rest.slice(0, 20)}`);
      const char = String.fromCodePoint(rest.codePointAt(0) ?? 0);
      see(char, state);
      at += char.length;
    }
  };
  const see = (char: string, { marks, href }: State) => {
    seen.push({ char, marks: MARKS.filter((mark) => marks.includes(mark)), href, line });
  };
  read(source, { marks: [], href: null, isNested: false });
  return { seen, alive };
}

interface Emphasis {
  readonly mark: Mark;
  readonly inner: string;
  readonly length: number;
}

/** The emphasis that begins here; the longest, and of equals the innermost sign's. */
function emphasisAt(text: string): Emphasis | null {
  const found = [
    italic(text),
    closed(text, '**', 'bold', true),
    closed(text, '__', 'underline', true),
    closed(text, '~~', 'strike', false),
    closed(text, '||', 'spoiler', false),
  ].filter((emphasis) => emphasis !== null);
  return found.sort((a, b) => b.length - a.length)[0] ?? null;
}

function closed(text: string, sign: string, mark: Mark, knowsEscapes: boolean): Emphasis | null {
  if (!text.startsWith(sign)) return null;
  const after = { bold: '*', underline: '_', strike: '_', spoiler: '', italic: '*' }[mark];
  for (let at = sign.length; at < text.length; at += 1) {
    const ends = at > sign.length && text.startsWith(sign, at);
    if (ends && (after === '' || text.charAt(at + sign.length) !== after)) {
      return { mark, inner: text.slice(sign.length, at), length: at + sign.length };
    }
    if (knowsEscapes && text.charAt(at) === '\\') at += 1;
  }
  return null;
}

function italic(text: string): Emphasis | null {
  if (!/^\*\S/.test(text)) return null;
  for (let at = 1; at < text.length; ) {
    const char = text.charAt(at);
    if (char === '*' && text.charAt(at + 1) !== '*' && at > 1) {
      return { mark: 'italic', inner: text.slice(1, at), length: at + 1 };
    }
    if (char === '*' && text.charAt(at + 1) !== '*') return null;
    if (/\s/.test(char)) {
      while (/\s/.test(text.charAt(at))) at += 1;
      if (at >= text.length || (text.charAt(at) === '*' && text.charAt(at + 1) !== '*')) return null;
    } else {
      at += char === '\\' || char === '*' ? 2 : 1;
    }
  }
  return null;
}
