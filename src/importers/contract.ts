/**
 * What an importer promises: a file of its format becomes stories, and what was noticed in it is said. A format is a file here,
 * or a folder, and a line in `all.ts`.
 */
import type { Finding } from '#src/importers/finding.ts';
import type { StoryDraft } from '#src/story/story.ts';

const MEGABYTE = 1024 * 1024;

/** In bytes; what no format takes is not even fetched. A novel of a million words has 6 MB as text, in Cyrillic or UTF-16 12 MB. */
export const MAX_FILE_BYTES = 16 * MEGABYTE;

export interface ImportedStory {
  readonly draft: StoryDraft;
  /** In the order of the file; those about the file as a whole come first. */
  readonly findings: readonly Finding[];
}

export interface Importer {
  /** As people call it. */
  readonly format: string;
  /** In bytes, up to `MAX_FILE_BYTES`: what is larger is refused unread. */
  readonly most: number;
  /** Whether it is for this one to read, by what it begins with or is called. @param name - null where nobody gave one. */
  recognises(bytes: Uint8Array, name: string | null): boolean;
  /**
   * At least one, in the order of the file. Nothing of the file is dropped: what is no field stays in `unknownFields`, the header as
   * it stood in `rawHeader`, everything else in the chapters.
   *
   * @throws FicError `file-empty`, `file-binary`, `file-without-body`.
   */
  read(bytes: Uint8Array): readonly ImportedStory[];
}
