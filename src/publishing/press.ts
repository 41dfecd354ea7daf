/**
 * The press: a file's bytes → what the catalog keeps. Pure and slow, so it runs in a thread of its own (src/press-thread.ts).
 */
import { importFile } from '#src/importers/all.ts';
import type { Finding } from '#src/importers/finding.ts';
import { chunkProse, type PreparedChapter, type ProseChunk } from '#src/story/chunks.ts';
import { layoutKey, paginate } from '#src/story/pager.ts';
import type { Block } from '#src/story/prose.ts';
import type { Renderer } from '#src/story/renderer.ts';
import type { StoryDraft } from '#src/story/story.ts';

/**
 * Of what a file becomes: one more with every change of an importer, of chunks or of fingerprints. Drafts that were prepared by
 * another are prepared again.
 */
export const PRESS_VERSION = '2';

/** Of one story of a file. */
export interface Preparation {
  /** The title may still be missing. */
  readonly fields: Omit<StoryDraft, 'chapters'>;
  readonly findings: readonly Finding[];
  readonly chapters: readonly PreparedChapter[];
  /** Page starts for the layouts asked for. */
  readonly pages: readonly { readonly layout: string; readonly starts: readonly Uint32Array[] }[];
}

/** What the press's thread serves. A type, not an interface: threads serve tables of functions. */
export type PressApi = {
  /** With page starts for the default budget. @throws as `prepare`. */
  prepare(bytes: Uint8Array, name: string | null): readonly Preparation[];
  paginate(chunks: readonly ProseChunk[], budget: number): Uint32Array;
};

/**
 * @param name - what the file is called; null where nobody said.
 * @returns the stories of the file, at least one.
 * @throws FicError `file-empty`, `file-binary`, `file-too-large`, `file-without-body`.
 */
export function prepare(
  bytes: Uint8Array,
  name: string | null,
  renderer: Renderer,
  budgets: readonly number[],
): readonly Preparation[] {
  return importFile(bytes, name).map(({ draft: { chapters, ...fields }, findings }) => ({
    fields,
    findings,
    chapters: chapters.map(({ title, prose }) => ({ title, ...chunkProse(prose) })),
    pages: budgets.map((budget) => ({
      layout: layoutKey(renderer, budget),
      starts: chapters.map(({ prose }) => paginate(prose, renderer, budget)),
    })),
  }));
}

/** Page starts of a chapter as the catalog keeps it. */
export function paginateChunks(chunks: readonly ProseChunk[], renderer: Renderer, budget: number): Uint32Array {
  const prose = chunks.flatMap((chunk): Block[] => JSON.parse(chunk.blocks));
  return paginate(prose, renderer, budget);
}
