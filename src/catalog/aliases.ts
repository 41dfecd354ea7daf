/**
 * Other names: nicknames, portmanteaus, initials, synonyms, and which names stand under another. Those that all know come with
 * Ficus (`data/vocabulary/aliases.json`), a server's own from its moderators.
 */
import type { LibraryId } from '#src/story/story.ts';

export const ALIAS_KINDS = ['fandom', 'pairing', 'character', 'tag'] as const;
export type AliasKind = (typeof ALIAS_KINDS)[number];

export interface Alias {
  readonly kind: AliasKind;
  /** As it is shown: "Johnlock". */
  readonly alias: string;
  /** The name that it stands for, as stories write it: "Sherlock Holmes/John Watson". */
  readonly standsFor: string;
}

/** What is asked of all aliases that hold in a library. */
export interface AliasBook {
  /**
   * The names that this one means besides itself: what it stands for, what else stands for that, and what stands under it.
   * Compared folded; empty where it is known only as itself.
   */
  meant(kind: AliasKind, typed: string): readonly string[];
  /** The aliases that are these words, whole, of any kind: "johnlock" in free text. */
  named(words: string): readonly Alias[];
  /** The aliases of a kind with a word that begins so, at most so many. */
  beginning(kind: AliasKind, typed: string, limit: number): readonly Alias[];
}

export const NO_ALIASES: AliasBook = { meant: () => [], named: () => [], beginning: () => [] };

export type AliasesOf = (library: LibraryId) => AliasBook;
