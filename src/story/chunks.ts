/**
 * A chapter's prose in chunks as the catalog keeps it: small enough that a page needs one or two of them.
 */
import { type Fingerprint, fingerprintOf } from '#src/story/fingerprint.ts';
import { blockWeight, splitLongBlocks } from '#src/story/pieces.ts';
import { type Block, blockText, type Prose, separatorBetween } from '#src/story/prose.ts';
import type { ChapterInfo } from '#src/story/story.ts';
import { countWords } from '#src/story/words.ts';

/** A run of whole blocks of a chapter, small enough to be read for one page. */
export interface ProseChunk {
  /** UTF-16 units into the chapter's plain text; the separator after the last block belongs to the chunk. */
  readonly start: number;
  readonly end: number;
  /** `Block[]` as JSON: chunks cross threads and reach the disk as text, and are parsed only when a page is shown. */
  readonly blocks: string;
}

/** A chapter ready to be kept. */
export interface PreparedChapter extends ChapterInfo {
  readonly chunks: readonly ProseChunk[];
  /** Words before each chunk, in the order of `chunks`: percent and minutes come from words. */
  readonly wordsBefore: readonly number[];
  /** By which its text is known again where it was taken down. */
  readonly fingerprint: Fingerprint;
}

/** A chunk is closed when it weighs this much, so none weighs twice as much; a weight is units of text and then some. */
const CHUNK_WEIGHT = 8_000;

/**
 * Chunks with where they begin and end, the words before each, and the chapter's words and length. A word that is cut by
 * the end of a chunk, which takes 500 units without a space, counts as two.
 */
export function chunkProse(prose: Prose): Omit<PreparedChapter, 'title'> {
  const chunks: ProseChunk[] = [];
  const wordsBefore: number[] = [];
  let words = 0;
  let length = 0;
  let start = 0;
  let blocks: Block[] = [];
  let weight = 0;
  const pieces = splitLongBlocks(prose, CHUNK_WEIGHT);
  pieces.forEach((piece, index) => {
    const next = pieces[index + 1];
    blocks.push(piece);
    weight += blockWeight(piece);
    length += blockText(piece).length + separatorBetween(piece, next).length;
    if (weight < CHUNK_WEIGHT && next) return;
    chunks.push({ start, end: length, blocks: JSON.stringify(blocks) });
    wordsBefore.push(words);
    words += blocks.reduce((sum, block) => sum + countWords(blockText(block)), 0);
    start = length;
    blocks = [];
    weight = 0;
  });
  return { chunks, wordsBefore, words, length, fingerprint: fingerprintOf(prose) };
}
