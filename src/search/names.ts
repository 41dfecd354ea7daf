/**
 * The names that a story carries (authors, fandoms, pairings, characters, tags): what filters and suggestions go by,
 * whatever the engine.
 */
import type { SuggestionKind } from '#src/query/fields.ts';
import { fold } from '#src/story/fold.ts';
import { type Pairing, pairingKey, pairingName } from '#src/story/pairing.ts';
import type { StoryFields } from '#src/story/story.ts';

export type NameKind = Exclude<SuggestionKind, 'title'>;

export interface Name {
  readonly kind: NameKind;
  /** Two names of a kind are one where their keys are equal. */
  readonly key: string;
  readonly label: string;
}

/** What a story names. */
export type NamingFields = Pick<
  StoryFields,
  'authors' | 'fandoms' | 'pairings' | 'characters' | 'categories' | 'genres' | 'tags' | 'warnings'
>;

/**
 * Each once. Whoever is paired is a character too, though few headers say so twice. Genres, warnings and
 * categories are tags here: readers look for them in the same place.
 */
export function namesOf(fields: NamingFields): Name[] {
  const plain = (kind: NameKind, labels: readonly string[]): Name[] =>
    labels.map((label) => ({ kind, key: fold(label), label }));
  const names = [
    ...plain('author', fields.authors),
    ...plain('fandom', fields.fandoms),
    ...fields.pairings.map((pairing): Name => ({ kind: 'pairing', key: keyOf(pairing), label: pairingName(pairing) })),
    ...plain('character', [...fields.characters, ...fields.pairings.flatMap(({ members }) => members)]),
    ...plain('tag', [...fields.genres, ...fields.warnings, ...fields.categories, ...fields.tags]),
  ];
  const known = new Map(names.filter(({ key }) => key !== '').map((name) => [`${name.kind} ${name.key}`, name]));
  return [...known.values()];
}

/** Lovers are not friends: "A/B" and "A & B" are two names. */
export function keyOf({ members, kind }: Pairing): string {
  const key = pairingKey(members);
  return kind === 'platonic' ? key.replaceAll('/', '&') : key;
}

/** The members of a pairing, folded. @param key - as `keyOf` makes it. */
export function membersOf(key: string): readonly string[] {
  return key.split(key.includes('/') ? '/' : '&');
}

/** Whether a place among the members can be found for each that was asked for, no two at the same. */
export function placesAll<Sought, Member>(
  asked: readonly Sought[],
  members: readonly Member[],
  fits: (asked: Sought, member: Member) => boolean,
): boolean {
  if (asked.length > members.length) return false;
  const takenBy = new Map<number, number>();
  // Kuhn's matching: trying every assignment would take factorial time on hostile queries.
  const place = (one: Sought, index: number, tried: Set<number>): boolean =>
    members.some((member, at) => {
      if (tried.has(at) || !fits(one, member)) return false;
      tried.add(at);
      const holder = takenBy.get(at);
      const held = holder === undefined ? undefined : asked[holder];
      if (holder !== undefined && held !== undefined && !place(held, holder, tried)) return false;
      takenBy.set(at, index);
      return true;
    });
  return asked.every((one, index) => place(one, index, new Set()));
}
