/** Turning pages of a kept story: seamless while its boundaries are still being computed, exact once they are known. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '#src/catalog/contract.ts';
import { openSqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import { discordMarkdown } from '#src/kit/show/markdown.ts';
import { paginateChunks } from '#src/publishing/press.ts';
import { Pages } from '#src/reading/pages.ts';
import { chunkProse } from '#src/story/chunks.ts';
import type { Page, Target } from '#src/story/page.ts';
import { MIN_BUDGET } from '#src/story/pager.ts';
import { type Prose, plainText } from '#src/story/prose.ts';
import type { Story } from '#src/story/story.ts';
import { aStory, NO_PERMISSION } from '#tests/catalog/stories.ts';
import { hostileProse, paragraphs } from '#tests/story/arbitrary-prose.ts';

const START: Target = { chapter: 1, offset: 0 };
const BUDGET = 1400;

let folder: string;
let catalog: Catalog;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ficus-pages-'));
  catalog = await openSqliteCatalog({ file: join(folder, 'ficus.db'), now: Date.now, exclusive: true });
});
afterAll(async () => {
  await catalog.close();
  await rm(folder, { recursive: true });
});

function publish(...chapters: readonly Prose[]): Promise<Story> {
  const prepared = chapters.map((prose) => ({ title: null, ...chunkProse(prose) }));
  return catalog.add({ ...aStory(), chapters: prepared });
}

const rain = (count: number, word = 'Rain') =>
  paragraphs(
    ...Array.from(
      { length: count },
      (_, index) => `${word} ${index}. The gutters ran like *brooks*, and the cabs threw up water.`,
    ),
  );

async function computed(story: Story, chapter: number, budget: number): Promise<Uint32Array> {
  return paginateChunks(await catalog.chunks(story.id, chapter), discordMarkdown, budget);
}

const never = () => new Promise<void>(() => {});

/** Boundaries come as soon as they are asked for. */
function readyPages(): Pages {
  return new Pages({ catalog, renderer: discordMarkdown, paginateElsewhere: computed, wait: never });
}

/** Boundaries come when the test lets them, and nobody waits for them. */
function slowPages() {
  const gate = Promise.withResolvers<void>();
  let asked = 0;
  const pages = new Pages({
    catalog,
    renderer: discordMarkdown,
    paginateElsewhere: async (story, chapter, budget) => {
      asked += 1;
      await gate.promise;
      return computed(story, chapter, budget);
    },
    wait: async () => {},
  });
  return { pages, arrive: gate.resolve, asked: () => asked };
}

/** All pages from a target to the end. */
async function walk(pages: Pages, story: Story, budget: number, from: Target = START): Promise<Page[]> {
  const walked: Page[] = [];
  for (let target: Target | null = from; target; ) {
    const page: Page = await pages.at(story, target, budget);
    walked.push(page);
    target = page.next;
  }
  return walked;
}

const textOf = (walked: readonly Page[], chapter: number) =>
  walked
    .filter((page) => page.chapter === chapter)
    .map(({ text }) => text)
    .join('');

describe('a story whose boundaries are known', () => {
  it('gives its whole text to a reader who presses Next, and Previous leads back, at any page size', async () => {
    const books = fc.record({
      chapters: fc.array(hostileProse({ blocks: 15, textLength: 80 }), { minLength: 1, maxLength: 3 }),
      budget: fc.integer({ min: MIN_BUDGET, max: 3000 }),
    });
    await fc.assert(
      fc.asyncProperty(books, async ({ chapters, budget }) => {
        const story = await publish(...chapters);
        const pages = readyPages();
        const walked = await walk(pages, story, budget);
        for (const [index, prose] of chapters.entries()) expect(textOf(walked, index + 1)).toBe(plainText(prose));
        for (const [index, page] of walked.entries()) {
          expect(page.approximate).toBe(false);
          const back = page.previous && (await pages.at(story, page.previous, budget));
          expect(back && [back.chapter, back.number]).toEqual(
            index === 0 ? null : [walked[index - 1]?.chapter, walked[index - 1]?.number],
          );
        }
      }),
      // Shrinking over a database would take minutes.
      { numRuns: 30, endOnFailure: true },
    );
  });

  it('is rendered page for page within the size, and nothing of it is lost between blocks', async () => {
    const prose = rain(80);
    const walked = await walk(readyPages(), await publish(prose), BUDGET);
    expect(walked.length).toBeGreaterThan(3);
    for (const { blocks, from, to, text } of walked) {
      expect(discordMarkdown.render(blocks, from, to).length).toBeLessThanOrEqual(BUDGET);
      expect(plainText(blocks).slice(from, to)).toBe(text);
    }
  });

  it('goes on from the last page of a chapter to the first of the next, and back', async () => {
    const story = await publish(rain(40), rain(30, 'Flood'));
    const pages = readyPages();
    const walked = await walk(pages, story, BUDGET);
    const turn = walked.findIndex(({ chapter }) => chapter === 2);
    const [last, first] = [walked[turn - 1], walked[turn]];
    expect(last).toMatchObject({ chapter: 1, number: last?.of, next: { chapter: 2, offset: 0 } });
    expect(first).toMatchObject({ chapter: 2, number: 1, start: 0 });
    const back = await pages.at(story, first?.previous ?? START, BUDGET);
    expect(back).toEqual(last);
    expect(walked[0]?.previous).toBeNull();
    expect(walked.at(-1)?.next).toBeNull();
  });

  it('tells how far one is: more on each page, all of it on the last', async () => {
    const walked = await walk(readyPages(), await publish(rain(60), rain(60, 'Flood')), BUDGET);
    const read = walked.map(({ percent }) => percent);
    expect(read).toEqual([...read].sort((a, b) => a - b));
    expect(read[0]).toBeLessThan(50);
    expect(read.at(-1)).toBe(100);
    expect(walked.at(-1)?.minutesLeft).toBe(0);
    expect(walked[0]?.minutesLeft).toBeGreaterThan(0);
  });

  it('shows the last page for a place beyond the end', async () => {
    const story = await publish(rain(60));
    const pages = readyPages();
    const walked = await walk(pages, story, BUDGET);
    expect(await pages.at(story, { chapter: 1, offset: 999_999_999 }, BUDGET)).toEqual(walked.at(-1));
  });

  it('computes the boundaries of a chapter once, and finds them again after a restart', async () => {
    const story = await publish(rain(60));
    let asked = 0;
    const counting = () =>
      new Pages({
        catalog,
        renderer: discordMarkdown,
        wait: never,
        paginateElsewhere: (...given) => {
          asked += 1;
          return computed(...given);
        },
      });
    const pages = counting();
    await Promise.all([pages.at(story, START, BUDGET), pages.at(story, START, BUDGET)]);
    await walk(pages, story, BUDGET);
    await walk(counting(), story, BUDGET);
    expect(asked).toBe(1);
  });

  it('asks again where computing failed once', async () => {
    const story = await publish(rain(60));
    let failures = 1;
    const pages = new Pages({
      catalog,
      renderer: discordMarkdown,
      wait: never,
      paginateElsewhere: async (...given) => {
        if (failures-- > 0) throw new Error('The thread died.');
        return computed(...given);
      },
    });
    await expect(pages.at(story, START, BUDGET)).rejects.toThrow('The thread died.');
    expect(await pages.at(story, START, BUDGET)).toMatchObject({ number: 1, approximate: false });
  });
});

describe('a story whose boundaries are still being computed', () => {
  it('is shown at once, says "about", and its text goes on without a gap from page to page', async () => {
    const prose = rain(100);
    const story = await publish(prose);
    const { pages } = slowPages();
    const walked = await walk(pages, story, BUDGET);
    expect(walked.every(({ approximate, starts }) => approximate && starts === null)).toBe(true);
    expect(textOf(walked, 1)).toBe(plainText(prose));
    for (const { blocks, from, to } of walked) {
      expect(discordMarkdown.render(blocks, from, to).length).toBeLessThanOrEqual(BUDGET);
    }
  });

  it('begins the page at the place itself, wherever that is', async () => {
    const prose = rain(100);
    const story = await publish(prose);
    const { pages } = slowPages();
    const offset = plainText(prose).indexOf('Rain 50.');
    const page = await pages.at(story, { chapter: 1, offset }, BUDGET);
    expect(page.text).toMatch(/^Rain 50\./);
    expect(page.start).toBe(offset);
  });

  it('leads back to an earlier page, and to the first one in the end', async () => {
    const prose = rain(100);
    const story = await publish(prose);
    const { pages } = slowPages();
    let page = await pages.at(story, { chapter: 1, offset: plainText(prose).indexOf('Rain 50.') }, BUDGET);
    for (let turns = 0; page.previous && turns < 50; turns += 1) {
      const before = await pages.at(story, page.previous, BUDGET);
      expect(before.start).toBeLessThan(page.start);
      expect(before.end).toBeGreaterThanOrEqual(page.start - 3);
      page = before;
    }
    expect(page.start).toBe(0);
  });

  it('is exact once they are known: the same place is on the page that holds it', async () => {
    const prose = rain(100);
    const story = await publish(prose);
    const { pages, arrive, asked } = slowPages();
    const offset = plainText(prose).indexOf('Rain 50.') + 3;
    const place = { chapter: 1, offset };
    const first = await pages.at(story, place, BUDGET);
    expect(first.approximate).toBe(true);
    arrive();
    await pages.starts(story, 1, BUDGET);
    const exact = await readyAfter(pages, story, place);
    expect(exact.approximate).toBe(false);
    expect(exact.start).toBeLessThanOrEqual(offset);
    expect(exact.end).toBeGreaterThan(offset);
    expect(exact.starts?.[exact.number - 1]).toBe(exact.start);
    expect(asked()).toBe(1);
  });
});

/** The race with no patience at all may still be lost to boundaries that are there: asks until it is won. */
async function readyAfter(pages: Pages, story: Story, place: Target): Promise<Page> {
  for (;;) {
    const page = await pages.at(story, place, BUDGET);
    if (!page.approximate) return page;
  }
}

describe('what cannot be read', () => {
  it('is a chapter that is not there', async () => {
    const story = await publish(rain(3));
    for (const chapter of [0, 2, 999]) {
      await expect(readyPages().at(story, { chapter, offset: 0 }, BUDGET)).rejects.toMatchObject({
        code: 'chapter-not-found',
        details: { chapter, chapters: 1 },
      });
    }
  });

  it('is a text without permission, and one that was withdrawn since', async () => {
    const secret = await catalog.add({ ...aStory(), permission: NO_PERMISSION });
    await expect(readyPages().at(secret, START, BUDGET)).rejects.toMatchObject({ code: 'text-not-permitted' });
    const story = await publish(rain(60));
    const pages = readyPages();
    await pages.at(story, START, BUDGET);
    await catalog.withdraw(story.id, [story.library], { by: 'operator', at: 1 });
    await expect(pages.at(story, START, BUDGET)).rejects.toMatchObject({ code: 'story-withdrawn' });
  });
});
