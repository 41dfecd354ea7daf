/**
 * A place in a story → the page that holds it: what to render, where to turn, how far one is.
 *
 * Page boundaries of the default size are computed at publishing. Others are computed in another thread; until they are
 * known a page is cut on the spot, beginning at the place itself, and numbers are said with "about".
 */
import type { Catalog, PageKey } from '#src/catalog/contract.ts';
import { FicError } from '#src/story/errors.ts';
import type { Page, Target } from '#src/story/page.ts';
import { layoutKey, pageAt, pageEnd, pageRange } from '#src/story/pager.ts';
import { plainText } from '#src/story/prose.ts';
import type { Renderer } from '#src/story/renderer.ts';
import type { Story } from '#src/story/story.ts';
import { countWords, progress } from '#src/story/words.ts';

/** How long a page may wait for boundaries that are being computed, in ms: less than anybody notices. */
const PATIENCE_MS = 150;
/** Boundaries kept in memory: the chapters that people are reading now. */
const KEPT_CHAPTERS = 500;

export interface PagesParts {
  readonly catalog: Catalog;
  readonly renderer: Renderer;
  /** Computes a chapter's page starts off the main thread. @throws FicError `queue-full`. */
  readonly paginateElsewhere: (story: Story, chapter: number, budget: number) => Promise<Uint32Array>;
  readonly wait: (ms: number) => Promise<void>;
}

export class Pages {
  readonly #parts: PagesParts;
  readonly #known = new Map<string, Promise<Uint32Array>>();

  constructor(parts: PagesParts) {
    this.#parts = parts;
  }

  /**
   * The page that holds a place. An offset beyond the chapter's end is its last page.
   *
   * @throws FicError `chapter-not-found`, and what the catalog's `excerpt` throws: `text-not-permitted`, `story-withdrawn`.
   */
  async at(story: Story, place: Target, budget: number): Promise<Page> {
    const info = story.chapters[place.chapter - 1];
    if (!info) throw new FicError('chapter-not-found', { chapter: place.chapter, chapters: story.chapters.length });
    const offset = Math.min(place.offset, Math.max(0, info.length - 1));
    const starts = await this.#startsSoon(story, place.chapter, budget);
    return starts
      ? this.#exact(story, place.chapter, offset, starts)
      : this.#estimated(story, place.chapter, offset, budget);
  }

  /** Page starts of a chapter, however long they take. */
  starts(story: Story, chapter: number, budget: number): Promise<Uint32Array> {
    const layout = layoutKey(this.#parts.renderer, budget);
    const key: PageKey = { story: story.id, revision: story.revision, chapter, layout };
    const name = `${key.story}/${key.revision}/${chapter}/${layout}`;
    const known = this.#known.get(name);
    if (known) return known;
    const computing = this.#fetchOrCompute(story, key, budget);
    this.#known.set(name, computing);
    computing.catch(() => this.#known.delete(name));
    const oldest = this.#known.keys().next().value;
    if (this.#known.size > KEPT_CHAPTERS && oldest !== undefined) this.#known.delete(oldest);
    return computing;
  }

  async #fetchOrCompute(story: Story, key: PageKey, budget: number): Promise<Uint32Array> {
    const { catalog, paginateElsewhere } = this.#parts;
    const saved = await catalog.pageStarts(key);
    if (saved) return saved;
    const starts = await paginateElsewhere(story, key.chapter, budget);
    await catalog.savePageStarts(key, starts);
    return starts;
  }

  async #startsSoon(story: Story, chapter: number, budget: number): Promise<Uint32Array | null> {
    const starts = this.starts(story, chapter, budget).catch(noneYet);
    return Promise.race([starts, this.#parts.wait(PATIENCE_MS).then(() => null)]);
  }

  async #exact(story: Story, chapter: number, offset: number, starts: Uint32Array): Promise<Page> {
    const length = story.chapters[chapter - 1]?.length ?? 0;
    const index = pageAt(starts, offset);
    const { start, end } = pageRange(starts, index, length);
    const previous = starts[index - 1];
    return this.#page(story, chapter, start, end, {
      number: index + 1,
      of: starts.length,
      starts,
      previous: previous === undefined ? null : previous,
    });
  }

  /** A page cut from the place on, from no more text than it needs. */
  async #estimated(story: Story, chapter: number, offset: number, budget: number): Promise<Page> {
    const { catalog, renderer } = this.#parts;
    const length = story.chapters[chapter - 1]?.length ?? 0;
    const excerpt = await catalog.excerpt(story.id, chapter, offset, Math.min(length, offset + budget * 2));
    const end = excerpt.start + pageEnd(excerpt.blocks, offset - excerpt.start, renderer, budget);
    const perPage = Math.max(1, end - offset);
    return this.#page(story, chapter, offset, end, {
      number: Math.floor(offset / perPage) + 1,
      of: Math.max(1, Math.ceil(length / perPage)),
      starts: null,
      previous: offset === 0 ? null : Math.max(0, offset - perPage),
    });
  }

  async #page(
    story: Story,
    chapter: number,
    start: number,
    end: number,
    known: { number: number; of: number; starts: Uint32Array | null; previous: number | null },
  ): Promise<Page> {
    const length = story.chapters[chapter - 1]?.length ?? 0;
    // One unit more: what parts the last block from the next one is in the text only where both are there.
    const excerpt = await this.#parts.catalog.excerpt(story.id, chapter, start, Math.min(length, end + 1));
    const text = plainText(excerpt.blocks).slice(0, end - excerpt.start);
    const last = end >= length;
    const before = story.chapters.slice(0, chapter - 1).reduce((sum, { words }) => sum + words, 0);
    const read = last
      ? before + (story.chapters[chapter - 1]?.words ?? 0)
      : before + excerpt.wordsBefore + countWords(text);
    const done = last && chapter === story.chapters.length;
    return {
      story,
      chapter,
      number: known.number,
      of: known.of,
      approximate: known.starts === null,
      blocks: excerpt.blocks,
      from: start - excerpt.start,
      to: end - excerpt.start,
      start,
      end,
      text: text.slice(start - excerpt.start),
      ...progress({ wordsBefore: done ? story.words : read, wordsTotal: story.words }),
      previous: known.previous === null ? this.#before(story, chapter) : { chapter, offset: known.previous },
      next: last ? this.#after(story, chapter) : { chapter, offset: end },
      starts: known.starts,
    };
  }

  #before(story: Story, chapter: number): Target | null {
    const length = story.chapters[chapter - 2]?.length;
    return length === undefined ? null : { chapter: chapter - 1, offset: Math.max(0, length - 1) };
  }

  #after(story: Story, chapter: number): Target | null {
    return chapter < story.chapters.length ? { chapter: chapter + 1, offset: 0 } : null;
  }
}

/** Where too many others wait for theirs, the reader reads on from the place itself; the next page asks again. */
function noneYet(error: unknown): null {
  if (error instanceof FicError && error.code === 'queue-full') return null;
  throw error;
}
