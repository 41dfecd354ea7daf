/**
 * Audience: what may be shown here, to this person. Search, suggestions and every page take it, so nothing leaks beside it.
 */
import { gateRank, type Rating } from '#src/story/rating.ts';
import { type LibraryId, SHARED_LIBRARY } from '#src/story/story.ts';

export interface Audience {
  /** The libraries that this place sees. */
  readonly libraries: readonly LibraryId[];
  /** The highest gate rank shown here. */
  readonly maxRank: number;
  /** What this member does not want to meet in lists and suggestions; what they name themselves they may open. */
  readonly blocked?: readonly BlockedName[];
}

/** The fields whose names may be blocked: `query/fields.ts` adds them, by declaration merging. */
// biome-ignore lint/suspicious/noEmptyInterface: what is added to it is in the table of fields.
export interface BlockedKinds {}

/** A name as typed or chosen; it blocks every story with a name of the kind that has its words, or that it means. */
export interface BlockedName {
  readonly kind: keyof BlockedKinds;
  readonly name: string;
}

/** Everything above Teen needs an age-restricted channel. */
export const OPEN_RANK = 29;
/** Just below Teen. */
const BELOW_TEEN = 19;
export const ALL_RANKS = 100;

/**
 * From which rating on a fic is shown in age-restricted channels alone: `teen` (and above), `mature` (and above, the default);
 * with `mature-nowhere` such fics are shown nowhere in this server. Never looser than Discord's own rules.
 */
export const RATING_FLOORS = ['teen', 'mature', 'mature-nowhere'] as const;
export type RatingFloor = (typeof RATING_FLOORS)[number];

/** Where somebody asks: a server's channel (a thread takes its parent's restriction; unknown counts as open) or a direct message. */
export type Setting =
  | { readonly guildId: string; readonly ageRestricted: boolean; readonly floor: RatingFloor }
  | { readonly guildId: null };

/** In a direct message no server's gate stands: only the shared library, up to Teen. */
export function audienceIn(setting: Setting): Audience {
  if (setting.guildId === null) return { libraries: [SHARED_LIBRARY], maxRank: OPEN_RANK };
  const { guildId, ageRestricted, floor } = setting;
  const open = floor === 'teen' ? BELOW_TEEN : OPEN_RANK;
  const all = ageRestricted && floor !== 'mature-nowhere';
  return { libraries: [guildId, SHARED_LIBRARY], maxRank: all ? ALL_RANKS : open };
}

/** Who cares for a library sees all of it: of the gate, only Discord's own rule for the channel stands. */
export function moderatorsIn(place: { readonly guildId: string; readonly ageRestricted: boolean }): Audience {
  return audienceIn({ guildId: place.guildId, ageRestricted: place.ageRestricted, floor: 'mature' });
}

export function mayShow(audience: Audience, story: { readonly library: LibraryId; readonly rating: Rating }): boolean {
  return audience.libraries.includes(story.library) && gateRank(story.rating) <= audience.maxRank;
}
