/**
 * The names that a story carries (authors, fandoms, pairings, characters, tags): what filters and suggestions go by,
 * whatever the engine.
 */
import type { SuggestionKind } from '#src/catalog/contract.ts';
import { askedWords, hasWords, indexedWords } from '#src/catalog/words.ts';
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
function keyOf({ members, kind }: Pairing): string {
  const key = pairingKey(members);
  return kind === 'platonic' ? key.replaceAll('/', '&') : key;
}

/** Whether each typed member is another member of the pairing, told by its words. @param key - as `pairingKey` makes it. */
export function pairsWith(key: string, typed: readonly string[]): boolean {
  const members = key.split('/').map(indexedWords);
  const asked = typed.map(askedWords).filter((words) => words.length > 0);
  const takenBy = new Map<number, number>();
  // Kuhn's matching: trying every assignment would take factorial time on hostile queries.
  const place = (index: number, tried: Set<number>): boolean =>
    members.some((words, member) => {
      if (tried.has(member) || !hasWords(words, asked[index] ?? [])) return false;
      tried.add(member);
      const holder = takenBy.get(member);
      if (holder !== undefined && !place(holder, tried)) return false;
      takenBy.set(member, index);
      return true;
    });
  return asked.every((_, index) => place(index, new Set()));
}

/** How many a pairing pairs. */
export function memberCount(key: string): number {
  return key.split('/').length;
}
