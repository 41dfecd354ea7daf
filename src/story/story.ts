/**
 * A story as the catalog keeps it, and the draft that an importer makes of a file.
 */
import type { Pairing } from '#src/story/pairing.ts';
import type { Chapter } from '#src/story/prose.ts';
import type { Rating } from '#src/story/rating.ts';

/** Short, opaque, URL-safe; at most 20 characters, so that it fits every custom id. */
export type StoryId = string;

/** A Discord server's id, or SHARED_LIBRARY for the operator's own stories, which every server sees. */
export type LibraryId = string;
export const SHARED_LIBRARY: LibraryId = 'shared';

/** Saved indexes number them in this order. */
export const STATUSES = ['complete', 'in-progress', 'abandoned', 'unknown'] as const;
export type Status = (typeof STATUSES)[number];

export const PERMISSION_BASES = ['posted-by-author', 'author-agreed', 'licence', 'public-domain', 'none'] as const;
export type PermissionBasis = (typeof PERMISSION_BASES)[number];

/** On what ground the text may be shown. With the basis `none` a story is a card with a link. */
export interface Permission {
  readonly basis: PermissionBasis;
  /** Where the author said so: a link, a sentence. */
  readonly evidence: string;
  /** Discord user id of who recorded it, or `operator`. */
  readonly by: string;
  /** When, in ms since 1970. */
  readonly at: number;
}

/** What a story says of itself. Texts are plain, without markup; lists are in the order written, without repeats. */
export interface StoryFields {
  readonly title: string;
  readonly authors: readonly string[];
  readonly fandoms: readonly string[];
  readonly pairings: readonly Pairing[];
  readonly characters: readonly string[];
  /** F/F, F/M, Gen, M/M, Multi, Other. */
  readonly categories: readonly string[];
  readonly genres: readonly string[];
  readonly tags: readonly string[];
  readonly rating: Rating;
  /** The archives' vocabulary where a synonym is known, else as written. */
  readonly warnings: readonly string[];
  readonly summary: string | null;
  readonly notes: string | null;
  readonly disclaimer: string | null;
  readonly series: { readonly name: string; readonly part: number | null } | null;
  /** "Title (1/3)": this file is one part of a whole. */
  readonly part: { readonly number: number; readonly total: number | null } | null;
  readonly status: Status;
  /** BCP 47, or null where unknown. */
  readonly language: string | null;
  /** Chapters planned; null where unknown. */
  readonly chaptersTotal: number | null;
  /** As the file says, in ms since 1970. */
  readonly postedAt: number | null;
  readonly sourceUrl: string | null;
  /** What the file said under labels that Ficus does not know, in order. */
  readonly unknownFields: readonly { readonly label: string; readonly value: string }[];
  /** The header as it stood in the file. */
  readonly rawHeader: string;
}

/** What an importer makes of a file: fields (the title may be missing) and chapters. */
export interface StoryDraft extends Omit<StoryFields, 'title'> {
  readonly title: string | null;
  readonly chapters: readonly Chapter[];
}

export interface ChapterInfo {
  readonly title: string | null;
  readonly words: number;
  /** UTF-16 units of its plain text. */
  readonly length: number;
}

/** What results, lists and suggestions show of a story. */
export type StoryCard = Pick<Story, (typeof CARD_FIELDS)[number] | 'id' | 'library' | 'state' | 'words' | 'updatedAt'>;
/** Of these what it says of itself: a tenth of all that a story says. */
export const CARD_FIELDS = [
  ...(['title', 'authors', 'fandoms', 'pairings', 'rating', 'warnings', 'status', 'summary'] as const),
] as const satisfies readonly (keyof StoryFields)[];

export interface Story extends StoryFields {
  readonly id: StoryId;
  readonly library: LibraryId;
  /** 1 at publishing, one more with each change. */
  readonly revision: number;
  /** A taken-down story is withdrawn at its author's word: nothing brings it or its text back but the undoing of that takedown. */
  readonly state: 'published' | 'withdrawn' | 'taken-down';
  readonly permission: Permission;
  readonly words: number;
  readonly chapters: readonly ChapterInfo[];
  /** When it came into the catalog and when it last changed, in ms since 1970. */
  readonly publishedAt: number;
  readonly updatedAt: number;
}
