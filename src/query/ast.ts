/**
 * What somebody asks of the catalog, as a tree: what the query language is read into, what the options of `/fic search`
 * become, what chips and menus take away and add, and what every engine answers.
 */
import type { FieldOfKind, NamedField } from '#src/query/fields.ts';
import type { Band } from '#src/story/rating.ts';
import type { Status } from '#src/story/story.ts';

export const SORTS = ['best', 'updated', 'published', 'words', 'kudos', 'title', 'author'] as const;
export type Sort = (typeof SORTS)[number];

export interface StoryQuery {
  readonly where: Condition;
  /** Default: `best` where there are words to match, else `updated`. Descending, except title and author. */
  readonly sort?: Sort;
}

export type Condition =
  | All
  | AnyOf
  | Not
  | Words
  | Named
  | Rated
  | Stated
  | InLanguage
  | Measured
  | Dated
  | Is
  | InText;

/** Of none: everything. */
export interface All {
  readonly kind: 'all';
  readonly of: readonly Condition[];
}

/** At least two. */
interface AnyOf {
  readonly kind: 'any';
  readonly of: readonly Condition[];
}

interface Not {
  readonly kind: 'not';
  readonly of: Condition;
}

/**
 * What stands in anything that a story says of itself. `word`: a word, also inflected, mistyped or by another name; `phrase`:
 * these words side by side, as they are; `beginning`: a word that begins so.
 */
export interface Words {
  readonly kind: 'words';
  readonly text: string;
  readonly as: 'word' | 'phrase' | 'beginning';
}

/**
 * A name as typed or chosen: the name itself where there is one (by any alias, with what it stands above), else every name
 * that has its words. Of titles and series: these words side by side.
 */
export interface Named {
  readonly kind: 'named';
  readonly field: NamedField;
  readonly text: string;
  /** The last word may go on: `fandom:sher*`. */
  readonly beginning?: true;
  /** Of pairings: also larger ones with these members: `pairing:~a/b`. */
  readonly larger?: true;
}

/** From and to are bands in the scale's order, inclusive; both `Unrated`, or neither. */
export interface Rated {
  readonly kind: 'rating';
  readonly from: Band;
  readonly to: Band;
}

interface Stated {
  readonly kind: 'status';
  readonly status: Status;
}

interface InLanguage {
  readonly kind: 'language';
  /** BCP 47 in lower case; `en` is any English. */
  readonly language: string;
}

/** Inclusive; null is open. */
export interface Range {
  readonly min: number | null;
  readonly max: number | null;
}

/** Not both open. */
export interface Measured extends Range {
  readonly kind: 'number';
  readonly field: FieldOfKind<'number'>;
}

export const DATE_UNITS = ['hour', 'day', 'week', 'month', 'year'] as const;
export type DateUnit = (typeof DATE_UNITS)[number];

/** A day of UTC as `2024-02-29`, or so long before the moment at which it is asked. */
export type DateBound = { readonly day: string } | { readonly ago: number; readonly unit: DateUnit };

/** Not both open. `to` holds the whole of its day. `posted`: as the file says it, else when it came into the catalog. */
export interface Dated {
  readonly kind: 'date';
  readonly field: FieldOfKind<'date'>;
  readonly from: DateBound | null;
  readonly to: DateBound | null;
}

/** `oneshot`: complete in one chapter. `crossover`: of two fandoms or more. */
interface Is {
  readonly kind: 'is';
  readonly what: 'oneshot' | 'crossover';
}

/** These words side by side in the text itself, in libraries that let their texts be searched. */
interface InText {
  readonly kind: 'text';
  readonly text: string;
}

export const EVERYTHING: All = { kind: 'all', of: [] };

/** What must all hold, one by one: what chips show. */
export function conjuncts(where: Condition): readonly Condition[] {
  return where.kind === 'all' ? where.of : [where];
}

/** Flat: an `all` in an `all` is the outer one's. */
export function allOf(conditions: readonly Condition[]): Condition {
  const flat = conditions.flatMap(conjuncts);
  return flat.length === 1 && flat[0] ? flat[0] : { kind: 'all', of: flat };
}
