/**
 * Other names: nicknames, portmanteaus, initials, synonyms, and which names stand under another. Those that all know come with
 * Ficus (`data/vocabulary/aliases.json`), a server's own from its moderators.
 */
import { ALIAS_KINDS, type NamedField } from '#src/query/fields.ts';
import { fold } from '#src/story/fold.ts';
import { pairingKey, parsePairingQuery } from '#src/story/pairing.ts';
import type { LibraryId } from '#src/story/story.ts';

export type AliasKind = (typeof ALIAS_KINDS)[number];

export interface Alias {
  readonly kind: AliasKind;
  /** As it is shown: "Johnlock". */
  readonly alias: string;
  /** The name that it stands for, as stories write it: "Sherlock Holmes/John Watson". */
  readonly standsFor: string;
}

/** In UTF-16 units: what is longer is no name that anybody gave. */
export const LONGEST_ALIAS = 200;

export function isAliasKind(field: NamedField): field is AliasKind {
  return ALIAS_KINDS.some((kind) => kind === field);
}

/** The same for every spelling of a name: of a pairing, whatever the order and the separator. */
export function aliasKey(kind: AliasKind, name: string): string {
  const cut = name.slice(0, LONGEST_ALIAS);
  return kind === 'pairing' ? pairingKey(parsePairingQuery(cut)) : fold(cut);
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
