/**
 * What is kept in memory of libraries beside what the catalog has, which other programs write, too.
 */
import { isDeepStrictEqual } from 'node:util';
import type { LibraryId } from '#src/story/story.ts';

/** The libraries of which the two say something else, also those that are in one alone. */
export function differing<Value>(
  stored: ReadonlyMap<LibraryId, Value>,
  known: ReadonlyMap<LibraryId, Value>,
): LibraryId[] {
  const libraries = new Set([...stored.keys(), ...known.keys()]);
  return [...libraries].filter((library) => !isDeepStrictEqual(stored.get(library), known.get(library)));
}
