/** How a text is taken apart into words, each with its place, for what is kept and for what is asked alike. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { continues, paragraphsOf } from '#src/engine/paragraphs.ts';
import { askedTextWords, findWords, textWords } from '#src/engine/text-words.ts';
import { chunkProse } from '#src/story/chunks.ts';
import { type Block, type Prose, plainText } from '#src/story/prose.ts';
import { unicodeText } from '#tests/unicode-text.ts';

const anyText = fc.oneof(
  unicodeText({ maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(..."aé œß½ﷺ’'´ʼ字かทม้한Ⓐﬁ\u0301\u200d\u00ad-–.🌙\n"), maxLength: 60 }),
);

describe('the words of a text', () => {
  it('are in their order, each where it stands, and only of letters and digits', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let last = 0;
        for (const { word, start, end } of textWords(text)) {
          expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = start;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('are found again where any stretch of them is asked for as it was written', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat({ max: 8 }), (text, from, count) => {
        const words = textWords(text);
        const [first, last] = [words[from % (words.length || 1)], words[(from % (words.length || 1)) + count]];
        if (!first || !last) return;
        const asked = askedTextWords(text.slice(first.start, last.end));
        const match = findWords(text, asked);
        expect(match?.[0]).toBeLessThanOrEqual(first.start);
      }),
      { numRuns: 1000 },
    );
  });

  it('of a hostile text cost no more than its length', () => {
    for (const unit of ["a'", 'a\u0301', '字', 'ๅ้', '½', "'", 'a '])
      expect(textWords(unit.repeat(100_000)).length).toBeLessThan(300_000);
    expect(findWords('a '.repeat(100_000), [...Array.from({ length: 31 }, () => 'a'), 'b'])).toBeNull();
  });
});

describe('the paragraphs of a chapter’s chunks', () => {
  it('have each of its words where it stands, and those of one that was cut together across the cut', () => {
    const words = (from: number, count: number) => Array.from({ length: count }, (_, index) => `w${from + index}`);
    const blocks = fc.array(fc.integer({ min: 1, max: 6000 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(blocks, (lengths) => {
        let from = 0;
        const prose: Prose = lengths.map((count) => {
          const text = words(from, count).join(' ');
          from += count;
          return { kind: 'paragraph', spans: [{ text }] };
        });
        const text = plainText(prose);
        let before: Block[] = [];
        let last = -1;
        for (const { start, blocks: json } of chunkProse(prose).chunks) {
          const chunk: Block[] = JSON.parse(json);
          const paragraphs = paragraphsOf(chunk, start, before);
          for (const paragraph of paragraphs) {
            expect(text.slice(paragraph.start, paragraph.start + paragraph.text.length)).toBe(paragraph.text);
          }
          const numbers = paragraphs.flatMap((each) => textWords(each.text).map(({ word }) => Number(word.slice(1))));
          if (continues(chunk)) expect(numbers[0], 'some words of the chunk before').toBeLessThanOrEqual(last - 32);
          else expect(numbers[0]).toBe(last + 1);
          last = numbers.at(-1) ?? last;
          before = chunk;
        }
        expect(last).toBe(from - 1);
      }),
      { numRuns: 50 },
    );
  });
});
