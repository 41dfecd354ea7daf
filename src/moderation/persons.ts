/**
 * Where the catalog names a person: told to them, and forgotten at their word.
 */
import type { Post } from '#src/moderation/posts.ts';
import type { LibraryId, StoryId } from '#src/story/story.ts';

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

interface AboutStory {
  /** The id of a fic, and its title; null where the fic is not in a library any more. */
  readonly story: StoryId | null;
  readonly title: string | null;
}

/** What a person is told of each trace: these names are those of an export. Times in ms since 1970, in `at` and `…At`. */
export interface PersonRows {
  readonly drafts: {
    readonly draft: string;
    readonly library: LibraryId;
    readonly title: string | null;
    readonly fileName: string | null;
    readonly savedAt: number;
    /** How many. */
    readonly bytes: number;
    /** What they said, by its names; as it is kept where that cannot be read. */
    readonly answers: unknown;
    readonly expiresAt: number;
  };
  readonly reports: AboutStory & {
    readonly library: LibraryId;
    readonly at: number;
    readonly reason: string;
    readonly text: string;
    readonly chapter: number | null;
    readonly offset: number | null;
    readonly closedAt: number | null;
    readonly outcome: string | null;
    readonly answer: string;
  };
  readonly history: AboutStory & { readonly kind: string; readonly revision: number; readonly at: number };
  readonly permissions: {
    readonly title: string | null;
    readonly basis: string;
    readonly evidence: string;
    readonly at: number;
  };
  readonly log: { readonly library: LibraryId; readonly at: number; readonly action: string } & AboutStory & {
      /** As `answers` of drafts. */
      readonly details: unknown;
    };
  readonly 'closed-reports': AboutStory & {
    readonly library: LibraryId;
    readonly closedAt: number | null;
    readonly outcome: string | null;
  };
  readonly takedowns: AboutStory & { readonly library: LibraryId; readonly at: number; readonly reason: string };
  readonly 'undone-takedowns': AboutStory & {
    readonly library: LibraryId;
    readonly undoneAt: number | null;
    readonly undoneReason: string | null;
  };
  readonly aliases: {
    readonly library: LibraryId;
    readonly kind: string;
    readonly alias: string;
    readonly standsFor: string;
    readonly at: number;
  };
}

export interface Persons {
  count(person: string): Promise<Readonly<Record<PersonTrace, number>>>;
  /** Oldest first, in portions that hold nobody up. */
  list<Trace extends PersonTrace>(person: string, trace: Trace, limit: number): Promise<readonly PersonRows[Trace][]>;
  /** Of what is not newer than `until` (ms since 1970). Doing it again does no more. @returns how many rows named them. */
  forget(person: string, trace: PersonTrace, until: number): Promise<number>;
  /** Where their reports stand in a report channel. */
  reportPosts(person: string, until: number): Promise<readonly Post[]>;
}
