/**
 * Inline BBCode and simple HTML, mixed in one text as old posts mix them, into styled lines.
 *
 * Only tags that are known are markup: "<3", "a < b", "[sic]" and "<grin>" stay text. Tags are paired by what they do, so
 * "[i]…</em>" and misnested ones work. A tag that is never closed holds to the end of its paragraph, so that one slip of
 * the pen does not slant the rest of a novel. Every step is linear in the length of the text.
 */
import { decodeHTMLStrict } from 'entities';
import type { Finding } from '#src/importers/finding.ts';
import { type BlockTag, type Effect, readTag, TAG, type TagUse } from '#src/importers/tags.ts';
import { MARKS, type Mark, type Span } from '#src/story/prose.ts';

export type LineRole = 'paragraph' | 'heading' | 'quote' | 'item';

/** A line of the post, its markup read. Which lines make a paragraph is not decided here. */
export interface StyledLine {
  readonly kind: 'text' | 'blank' | 'break';
  readonly spans: readonly Span[];
  readonly role: LineRole;
  readonly centered: boolean;
  /** Of an ordered list's item. */
  readonly number?: number;
}

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
  let line = firstLine;
  let done = 0;
  const pushText = (end: number) => {
    if (end > done) tokens.push({ type: 'text', text: decodeHTMLStrict(text.slice(done, end)) });
  };
  for (let match = scanner.exec(text); match; match = scanner.exec(text)) {
    const use: TagUse | null = match[0] === '\n' ? { type: 'newline' } : readTag(match[0]);
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
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

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

/** Builds lines out of text and of the styles that hold. */
class LineWriter {
  readonly #lines: StyledLine[] = [];
  #spans: Span[] = [];
  /** How many paired tags hold each mark open. */
  readonly #depth = new Map<Mark, number>();
  /** Marks of tags that nothing closes: until the paragraph ends. */
  readonly #loose = new Set<Mark>();
  readonly #links: string[] = [];
  #looseLink: string | null = null;
  #centers = 0;
  #quotes = 0;
  #headings = 0;
  #loosely: { centered: boolean; quote: boolean; heading: boolean } = { centered: false, quote: false, heading: false };
  #paragraphCentered = false;
  #item = false;
  #number: number | undefined;
  readonly #lists: { ordered: boolean; next: number }[] = [];

  text(text: string): void {
    if (text === '') return;
    const marks = MARKS.filter((mark) => (this.#depth.get(mark) ?? 0) > 0 || this.#loose.has(mark));
    const href = this.#looseLink ?? this.#links.at(-1);
    this.#spans.push({ text, ...(marks.length > 0 && { marks }), ...(href && { href }) });
  }

  newline(): void {
    const blank = this.#isBlank();
    this.#flush();
    this.#item = false;
    if (blank) this.#endParagraph();
  }

  sceneBreak(): void {
    this.#flushText();
    this.#lines.push({ kind: 'break', spans: [], role: 'paragraph', centered: false });
  }

  open(effect: Effect, paired: boolean): void {
    if (effect.block) this.#flushText();
    if (paired) this.#shift(effect, 1);
    else {
      for (const mark of effect.marks) {
        // "[i]word[i]": the second was meant to close.
        if (!this.#loose.delete(mark)) this.#loose.add(mark);
      }
      if (effect.href) this.#looseLink = effect.href;
      if (effect.block === 'center') this.#loosely.centered = true;
      else if (effect.block) this.#loosely[effect.block] = true;
    }
  }

  close(effect: Effect): void {
    if (effect.block) this.#flushText();
    this.#shift(effect, -1);
  }

  block(tag: BlockTag, closes: boolean, centered: boolean): void {
    if (tag === 'list' || tag === 'ordered-list') {
      this.#flushText();
      this.#item = false;
      if (closes) this.#lists.pop();
      else this.#lists.push({ ordered: tag === 'ordered-list', next: 1 });
    } else if (tag === 'item') {
      this.#flushText();
      this.#item = !closes;
      const list = this.#lists.at(-1);
      this.#number = undefined;
      if (!closes && list?.ordered) {
        this.#number = list.next;
        list.next += 1;
      }
    } else {
      this.#flushText();
      this.#blank();
      this.#endParagraph();
      this.#paragraphCentered = centered && !closes;
    }
  }

  end(): StyledLine[] {
    this.#flushText();
    return this.#lines;
  }

  #shift(effect: Effect, by: 1 | -1): void {
    for (const mark of effect.marks) this.#depth.set(mark, (this.#depth.get(mark) ?? 0) + by);
    if (effect.href && by > 0) this.#links.push(effect.href);
    else if (effect.href) this.#links.pop();
    if (effect.block === 'center') this.#centers += by;
    else if (effect.block === 'quote') this.#quotes += by;
    else if (effect.block === 'heading') this.#headings += by;
  }

  #isBlank(): boolean {
    return this.#spans.every((span) => span.text.trim() === '');
  }

  #flushText(): void {
    if (!this.#isBlank()) this.#flush();
    this.#spans = [];
  }

  #flush(): void {
    if (this.#isBlank()) this.#blank();
    else {
      const number = this.#item && this.#number !== undefined ? { number: this.#number } : {};
      this.#lines.push({
        kind: 'text',
        spans: this.#spans,
        role: this.#role(),
        centered: this.#isCentered(),
        ...number,
      });
    }
    this.#spans = [];
  }

  #blank(): void {
    if (this.#lines.at(-1)?.kind !== 'blank') {
      this.#lines.push({ kind: 'blank', spans: [], role: 'paragraph', centered: false });
    }
  }

  #endParagraph(): void {
    this.#loose.clear();
    this.#looseLink = null;
    this.#paragraphCentered = false;
    this.#loosely = { centered: false, quote: false, heading: false };
  }

  #isCentered(): boolean {
    return this.#centers > 0 || this.#loosely.centered || this.#paragraphCentered;
  }

  #role(): LineRole {
    if (this.#headings > 0 || this.#loosely.heading) return 'heading';
    if (this.#item) return 'item';
    return this.#quotes > 0 || this.#loosely.quote ? 'quote' : 'paragraph';
  }
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
    findings.push({ severity: 'note', code: 'markup-unclosed', field: null, line: token.line, details });
  });
  const embedded = EMBEDDED.exec(text);
  if (embedded) {
    const line = firstLine + countNewlines(text, 0, embedded.index);
    const details = { tag: embedded[0].slice(0, 40) };
    findings.push({ severity: 'note', code: 'markup-unknown', field: null, line, details });
  }
  return findings;
}
