/**
 * Inline BBCode and simple HTML, mixed in one text as old posts mix them, into styled lines.
 *
 * Only tags that are known are markup: "<3", "a < b", "[sic]" and "<grin>" stay text. Tags are paired by what they do, so
 * "[i]…</em>" and misnested ones work. A tag that is never closed holds to the end of its paragraph, so that one slip of
 * the pen does not slant the rest of a novel. Every step is linear in the length of the text.
 */
import { decodeHTMLStrict } from 'entities';
import type { Finding } from '#src/importers/finding.ts';
import { LineWriter, type StyledLine } from '#src/importers/posted-text/styled-lines.ts';
import { type BlockTag, type Effect, readTag, TAG, type TagUse } from '#src/importers/posted-text/tags.ts';

export interface StyledText {
  readonly lines: readonly StyledLine[];
  readonly findings: readonly Finding[];
}

/** @param firstLine - 1-based line of the file at which `text` starts, for findings. */
export function parseMarkup(text: string, firstLine = 1): StyledText {
  const tokens = tokenize(text, firstLine);
  const partners = pairTags(tokens);
  const writer = new LineWriter();
  tokens.forEach((token, at) => {
    if (token.type === 'text') writer.text(token.text);
    else if (token.type === 'newline') writer.newline();
    else if (token.type === 'break') writer.sceneBreak();
    else if (token.type === 'block') writer.block(token.tag, token.closes, token.centered);
    else if (!token.closes) writer.open(token.effect, partners[at] !== undefined);
    else {
      const opened = tokens[partners[at] ?? -1];
      if (opened?.type === 'effect') writer.close(opened.effect);
    }
  });
  return { lines: writer.end(), findings: markupFindings(text, tokens, partners, firstLine) };
}

/** The text without its markup, line breaks kept: for header fields, which are plain. */
export function withoutMarkup(text: string): string {
  const plain = tokenize(text, 1).map((token) => {
    if (token.type === 'text') return token.text;
    return token.type === 'newline' || token.type === 'break' || token.type === 'block' ? '\n' : '';
  });
  return plain.join('');
}

type Token =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'newline' }
  | { readonly type: 'break' }
  | { readonly type: 'block'; readonly tag: BlockTag; readonly closes: boolean; readonly centered: boolean }
  | {
      readonly type: 'effect';
      /** What pairs an opening with a closing tag. */
      readonly key: string;
      readonly closes: boolean;
      readonly effect: Effect;
      readonly written: string;
      readonly line: number;
    };

const SWALLOWED_END = { script: /<\/script\s*>/gi, style: /<\/style\s*>/gi, comment: /-->/g };

function tokenize(text: string, firstLine: number): Token[] {
  const tokens: Token[] = [];
  const scanner = new RegExp(TAG, 'gi');
  const endless = new Set<string>();
  // The same few tags come again and again.
  const known = new Map<string, TagUse | null>();
  let line = firstLine;
  let done = 0;
  const pushText = (end: number) => {
    if (end > done) tokens.push({ type: 'text', text: decodeHTMLStrict(text.slice(done, end)) });
  };
  for (let match = scanner.exec(text); match; match = scanner.exec(text)) {
    const [written] = match;
    const use = known.has(written) ? known.get(written) : readTag(written);
    known.set(written, use ?? null);
    if (!use) continue;
    let end = scanner.lastIndex;
    if (use.type === 'swallow') {
      // What is never closed swallows nothing; looked for once, or a million "<!--" would take for ever.
      end = endless.has(use.until) ? -1 : endOf(text, SWALLOWED_END[use.until], end);
      if (end < 0) {
        endless.add(use.until);
        continue;
      }
      scanner.lastIndex = end;
    }
    pushText(match.index);
    done = end;
    if (use.type === 'text') tokens.push({ type: 'text', text: decodeHTMLStrict(use.text) });
    else if (use.type === 'link') {
      const effect = { marks: [], href: use.href };
      const common = { type: 'effect' as const, key: 'link', effect, written: match[0], line };
      tokens.push({ ...common, closes: false }, { type: 'text', text: use.text }, { ...common, closes: true });
    } else if (use.type === 'effect') {
      const { lead, ...effect } = use;
      tokens.push({ ...effect, written: match[0], line });
      if (lead) tokens.push({ type: 'text', text: lead }, { type: 'newline' });
    } else if (use.type !== 'ignored' && use.type !== 'swallow') tokens.push(use);
    line += countNewlines(text, match.index, end);
  }
  pushText(text.length);
  return tokens;
}

function endOf(text: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

function countNewlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === NEWLINE) count += 1;
  return count;
}

const NEWLINE = 10;

/** For each token the index of the tag that it closes or is closed by: the latest open one that does the same. */
function pairTags(tokens: readonly Token[]): (number | undefined)[] {
  const partners = new Array<number | undefined>(tokens.length);
  const open = new Map<string, number[]>();
  tokens.forEach((token, at) => {
    if (token.type !== 'effect') return;
    const waiting = open.get(token.key);
    if (!token.closes) {
      if (waiting) waiting.push(at);
      else open.set(token.key, [at]);
      return;
    }
    const opened = waiting?.pop();
    if (opened === undefined) return;
    partners[at] = opened;
    partners[opened] = at;
  });
  return partners;
}

/** Whole things that posts embed and prose cannot hold; they stay as their text. */
const EMBEDDED = /[<[](iframe|object|embed|video|audio|form|svg|youtube|media|table)\b[^<>[\]\n]{0,200}[>\]]/i;

function markupFindings(
  text: string,
  tokens: readonly Token[],
  partners: readonly (number | undefined)[],
  firstLine: number,
): Finding[] {
  const findings: Finding[] = [];
  const reported = new Set<string>();
  tokens.forEach((token, at) => {
    if (token.type !== 'effect' || token.closes || partners[at] !== undefined || reported.has(token.key)) return;
    reported.add(token.key);
    const details = { tag: token.written.slice(0, 40) };
    findings.push({ severity: 'note', code: 'markup-unclosed', field: null, where: { line: token.line }, details });
  });
  const embedded = EMBEDDED.exec(text);
  if (embedded) {
    const line = firstLine + countNewlines(text, 0, embedded.index);
    const details = { tag: embedded[0].slice(0, 40) };
    findings.push({ severity: 'note', code: 'markup-unknown', field: null, where: { line }, details });
  }
  return findings;
}
