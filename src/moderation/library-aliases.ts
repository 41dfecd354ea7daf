/**
 * A library's own other names for names, beside those that come with Ficus: what its moderators note, and how it is kept.
 */

import type { NewLogEntry } from '#src/moderation/library-log.ts';
import { type Alias, type AliasKind, aliasKey } from '#src/query/aliases.ts';
import { oneLine } from '#src/story/characters.ts';
import { FicError } from '#src/story/errors.ts';
import type { LibraryId } from '#src/story/story.ts';

/** Of a library: more than a fandom has ships, and looked through at once. */
export const MOST_ALIASES = 500;

export interface LibraryAlias extends Alias {
  /** Never another's. */
  readonly number: number;
}

/** The entry is what the library's log says of it, from the same step on; null where nothing changed. */
export interface AliasChange {
  readonly outcome: 'added' | 'changed' | 'same' | 'full';
  readonly entry: NewLogEntry | null;
}

export interface LibraryAliases {
  /** By kind, then in the order of their letters. */
  list(library: LibraryId): Promise<readonly LibraryAlias[]>;
  /** What the other name stood for before, it stands for no more. */
  put(library: LibraryId, alias: Alias, by: string, at: number): Promise<AliasChange>;
  /** @returns what the log says of it; null where it is gone already. */
  remove(library: LibraryId, number: number, by: string, at: number): Promise<NewLogEntry | null>;
}

/** @throws FicError `name-blank` where one of them is no name, `alias-of-itself` where both are the same. */
export function readAlias(kind: AliasKind, name: string, means: string): Alias {
  const [alias, standsFor] = [oneLine(name), oneLine(means)];
  const isName = (text: string) => /[\p{L}\p{N}]/u.test(text) && aliasKey(kind, text) !== '';
  if (!isName(alias) || !isName(standsFor)) throw new FicError('name-blank');
  if (aliasKey(kind, alias) === aliasKey(kind, standsFor)) throw new FicError('alias-of-itself', { name: alias });
  return { kind, alias, standsFor };
}
