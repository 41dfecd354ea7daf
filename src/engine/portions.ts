/**
 * Stories cut to portions that cross threads and are committed without holding anybody up.
 */
import type { NewStory } from '#src/catalog/contract.ts';
import type { PreparedChapter, ProseChunk } from '#src/story/chunks.ts';

export interface StoredChunk extends ProseChunk {
  /** 1-based. */
  readonly chapter: number;
  readonly wordsBefore: number;
}

type WithText = Pick<NewStory, 'chapters'>;

/** UTF-16 units in one message and one commit: some 10 ms of either thread. */
const MOST_UNITS = 500_000;
/** What a story takes beside its text, roughly. */
const FIELDS_UNITS = 3000;

export function isLong(story: WithText): boolean {
  return unitsOf(story) > MOST_UNITS;
}

/** In order; a long story is alone in its portion. */
export function storyPortions(stories: readonly NewStory[]): NewStory[][] {
  return portions(stories, unitsOf);
}

export function chunkPortions(chapters: readonly PreparedChapter[]): StoredChunk[][] {
  return portions(storedChunks(chapters), ({ blocks }) => blocks.length);
}

export function storedChunks(chapters: readonly PreparedChapter[]): StoredChunk[] {
  return chapters.flatMap(({ chunks, wordsBefore }, index) =>
    chunks.map((chunk, at) => ({ ...chunk, chapter: index + 1, wordsBefore: wordsBefore[at] ?? 0 })),
  );
}

export function withoutText(chapter: PreparedChapter): PreparedChapter {
  return { ...chapter, chunks: [], wordsBefore: [] };
}

function unitsOf({ chapters }: WithText): number {
  let units = FIELDS_UNITS;
  for (const { chunks } of chapters) for (const { blocks } of chunks) units += blocks.length;
  return units;
}

function portions<T>(values: readonly T[], units: (value: T) => number): T[][] {
  const found: T[][] = [];
  let room = 0;
  for (const value of values) {
    const needed = units(value);
    const last = found.at(-1);
    if (last && needed <= room) last.push(value);
    else {
      found.push([value]);
      room = MOST_UNITS;
    }
    room -= needed;
  }
  return found;
}
