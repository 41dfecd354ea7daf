/**
 * A page of a story: derived from a place and a page size, never stored.
 */
import type { Block } from '#src/story/prose.ts';
import type { Story } from '#src/story/story.ts';

/** Where a turn leads: the first place of a page. */
export interface Target {
  /** 1-based. */
  readonly chapter: number;
  /** UTF-16 units into the chapter's plain text. */
  readonly offset: number;
}

export interface Page {
  readonly story: Story;
  /** 1-based. */
  readonly chapter: number;
  /** Of the chapter's pages: 1-based, and how many. */
  readonly number: number;
  readonly of: number;
  /** The chapter's boundaries are still being computed: `number` and `of` are estimates. */
  readonly approximate: boolean;
  /** The page is `render(blocks, from, to)`. */
  readonly blocks: readonly Block[];
  readonly from: number;
  readonly to: number;
  /** The page in the chapter's plain text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Of the whole story, read once this page is: 0 to 100, by words. */
  readonly percent: number;
  /** Of the whole story, after this page. */
  readonly minutesLeft: number;
  readonly previous: Target | null;
  readonly next: Target | null;
  /** First places of the chapter's pages; null while they are being computed. */
  readonly starts: Uint32Array | null;
}
