/** A chapter in chunks: nothing lost, nothing large, and any page rendered from its chunks alone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discordMarkdown } from '#src/kit/show/markdown.ts';
import { chunkProse } from '#src/story/chunks.ts';
import { makeProse } from '#src/story/make-prose.ts';
import { paginate } from '#src/story/pager.ts';
import { type Block, blockLength, blockText, type Prose, plainText } from '#src/story/prose.ts';
import { countWords } from '#src/story/words.ts';
import { hostileProse, paragraphs } from '#tests/story/arbitrary-prose.ts';

const read = (blocks: string): Block[] => JSON.parse(blocks);
const large = hostileProse({ blocks: 12, textLength: 1000 });

describe('chunkProse', () => {
  it('covers the chapter without a gap, and joined gives back its prose', () => {
    fc.assert(
      fc.property(large, (prose) => {
        const { chunks, length } = chunkProse(prose);
        const ends = chunks.map(({ end }) => end);
        expect(chunks.map(({ start }) => start)).toEqual([0, ...ends.slice(0, -1)].slice(0, chunks.length));
        expect(length).toBe(plainText(prose).length);
        expect(ends.at(-1) ?? 0).toBe(length);
        expect(makeProse(chunks.flatMap(({ blocks }) => read(blocks)))).toEqual(prose);
      }),
      { numRuns: 30 },
    );
  });

  it('counts the words before each chunk', () => {
    const prose = paragraphs(...Array.from({ length: 2000 }, () => 'It is quite a three-pipe problem.'));
    const { chunks, wordsBefore, words } = chunkProse(prose);
    expect(words).toBe(12_000);
    expect(wordsBefore).toEqual(chunks.map(({ start }) => countWords(plainText(prose).slice(0, start))));
  });

  it('renders any page from the chunks that hold it as from the whole chapter', () => {
    fc.assert(
      fc.property(large, (prose) => {
        const { chunks, length } = chunkProse(prose);
        const starts = paginate(prose, discordMarkdown, 1400);
        starts.forEach((start, index) => {
          const end = starts[index + 1] ?? length;
          const holding = chunks.filter((chunk) => chunk.start < end && start < chunk.end);
          const first = holding[0]?.start ?? 0;
          const blocks = holding.flatMap((chunk) => read(chunk.blocks));
          expect(discordMarkdown.render(blocks, start - first, end - first)).toBe(
            discordMarkdown.render(prose, start, end),
          );
        });
      }),
      { numRuns: 30 },
    );
  });

  it.each<[string, Prose]>([
    ['a novel of one paragraph', paragraphs('It was a dark and stormy night. '.repeat(50_000))],
    ['a paragraph without a space', paragraphs(`a${'😀'.repeat(100_000)}`)],
    ['a paragraph of tiny spans', makeProse([{ kind: 'quote', spans: tinySpans(20_000) }])],
  ])('keeps %s in small chunks and blocks', (_, prose) => {
    const { chunks } = chunkProse(prose);
    for (const { start, end, blocks } of chunks) {
      expect(end - start).toBeLessThanOrEqual(16_000);
      expect(blocks.length).toBeLessThanOrEqual(64_000);
      expect(Math.max(...read(blocks).map(blockLength))).toBeLessThanOrEqual(8000);
      expect(read(blocks).every((block) => blockText(block).isWellFormed())).toBe(true);
    }
  });

  it('has no chunk for a chapter without text', () => {
    expect(chunkProse([])).toMatchObject({ chunks: [], wordsBefore: [], words: 0, length: 0 });
  });
});

function tinySpans(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    text: 'a ',
    marks: index % 2 ? ['bold' as const] : ['italic' as const],
  }));
}
