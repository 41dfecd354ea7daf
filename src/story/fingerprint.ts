/**
 * By what a text is known again although somebody copied it: a hash of each paragraph, of its letters and digits alone, so that
 * other markup, quotation marks, dashes or line breaks make no other text of it.
 */
import { firstFold } from '#src/story/first-fold.ts';
import { blockText, type Prose } from '#src/story/prose.ts';
import { countWords } from '#src/story/words.ts';

/** Typed arrays, since they cross threads with every novel; both of one length. */
export interface Fingerprint {
  /** Of each paragraph, in order; whole numbers below 2⁵³. */
  readonly prints: Float64Array;
  /** The words of each. */
  readonly words: Uint32Array;
}

/** What has fewer words is common property: "“No,” he said." Shorter paragraphs count together with those that follow. */
const LEAST_WORDS = 8;

const NO_LETTERS = /[^\p{L}\p{N}]+/gu;
const BEYOND_ASCII = /[^a-z0-9]/i;

export function fingerprintOf(prose: Prose): Fingerprint {
  const prints: number[] = [];
  const words: number[] = [];
  let short: string[] = [];
  let shortWords = 0;
  const print = (text: string, count: number) => {
    prints.push(hash(lettersOf(text)));
    words.push(count);
  };
  for (const text of paragraphs(prose)) {
    const count = countWords(text);
    const long = count >= LEAST_WORDS;
    if (long) print(text, count);
    else {
      short.push(text);
      shortWords += count;
      if (shortWords >= LEAST_WORDS) print(short.join('\n'), shortWords);
    }
    if (long || shortWords >= LEAST_WORDS) {
      short = [];
      shortWords = 0;
    }
  }
  return { prints: Float64Array.from(prints), words: Uint32Array.from(words) };
}

/** Folding is the slow part of a novel's import, and most paragraphs are plain once their punctuation is gone. */
function lettersOf(text: string): string {
  const letters = text.replace(NO_LETTERS, '');
  return BEYOND_ASCII.test(letters) ? firstFold(letters).replace(NO_LETTERS, '') : letters.toLowerCase();
}

/** Blocks' texts, those whole that `splitLongBlocks` has cut. */
function paragraphs(prose: Prose): string[] {
  const texts: string[] = [];
  for (const block of prose) {
    const text = blockText(block);
    if (block.continues && texts.length > 0) texts[texts.length - 1] += text;
    else texts.push(text);
  }
  return texts;
}

/** A text with at least this share of its words in paragraphs of another is that other text, or a part of it. */
const SAME_TEXT = 0.5;

/** @param isKnown - by the print of a paragraph. */
export function isSameText(fingerprints: readonly Fingerprint[], isKnown: (print: number) => boolean): boolean {
  let all = 0;
  let known = 0;
  for (const { prints, words } of fingerprints) {
    for (const [index, print] of prints.entries()) {
      const count = words[index] ?? 0;
      all += count;
      if (isKnown(print)) known += count;
    }
  }
  return all > 0 && known >= all * SAME_TEXT;
}

/** cyrb53 (bryc, public domain): 53 bits, so that it is a number everywhere; by chance two of 10⁶ paragraphs are alike once in 10⁴. */
function hash(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
