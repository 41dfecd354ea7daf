/**
 * Where the catalog names a person: told to them, and forgotten at their word.
 */
import type { Post } from '#src/moderation/posts.ts';

/**
 * What names a person. Drafts and reports are theirs and go with them; the others say what was done to a library, and when
 * whoever did it wishes to be forgotten, `FORGOTTEN` stands in their place.
 */
export const PERSON_TRACES = [
  ...(['drafts', 'reports', 'history', 'permissions', 'log'] as const),
  ...(['closed-reports', 'takedowns', 'undone-takedowns', 'aliases'] as const),
] as const;
export type PersonTrace = (typeof PERSON_TRACES)[number];

/** In the place of the id of somebody who asked to be forgotten. */
export const FORGOTTEN = 'forgotten';

/** One row that names a person, by the names of its fields; times in ms since 1970, in `at` and `…At`. */
export type PersonRow = Readonly<Record<string, string | number | null>>;

export interface Persons {
  count(person: string): Promise<Readonly<Record<PersonTrace, number>>>;
  /** Oldest first, in portions that hold nobody up. */
  list(person: string, trace: PersonTrace, limit: number): Promise<readonly PersonRow[]>;
  /** Of what is not newer than `until` (ms since 1970). Doing it again does no more. @returns how many rows named them. */
  forget(person: string, trace: PersonTrace, until: number): Promise<number>;
  /** Where their reports stand in a report channel. */
  reportPosts(person: string, until: number): Promise<readonly Post[]>;
}
