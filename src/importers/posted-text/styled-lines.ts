/**
 * The lines of a post with its markup read: what a line is made of, and how tags and text make one.
 */
import type { BlockTag, Effect } from '#src/importers/posted-text/tags.ts';
import { MARKS, type Mark, type Span } from '#src/story/prose.ts';

type LineRole = 'paragraph' | 'heading' | 'quote' | 'item';

/** A line of the post, its markup read. Which lines make a paragraph is not decided here. */
export interface StyledLine {
  readonly kind: 'text' | 'blank' | 'break';
  readonly spans: readonly Span[];
  readonly role: LineRole;
  readonly centered: boolean;
  /** Of an ordered list's item. */
  readonly number?: number;
}

/** Builds lines out of text and of the styles that hold. */
export class LineWriter {
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
