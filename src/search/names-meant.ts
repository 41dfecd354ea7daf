/**
 * Which names somebody means: just this one, by whatever alias, where any story here has it; else all that have its words.
 */
import { ALIAS_KINDS, type AliasKind } from '#src/catalog/aliases.ts';
import { memberCount, pairsWith } from '#src/catalog/names.ts';
import { askedWords, indexedWords } from '#src/catalog/words.ts';
import type { Named, NamedField } from '#src/query/ast.ts';
import type { Surroundings } from '#src/search/index-contract.ts';
import type { LibraryIndex } from '#src/search/library-index.ts';
import { standsIn } from '#src/search/word-fields.ts';
import type { Audience } from '#src/story/audience.ts';
import { fold } from '#src/story/fold.ts';
import { pairingKey, parsePairingQuery } from '#src/story/pairing.ts';
import type { LibraryId } from '#src/story/story.ts';

type MeantField = Exclude<NamedField, 'title'>;
export type Meant = Pick<Named, 'text' | 'beginning' | 'larger'> & { readonly field: MeantField };

/** Who asks, and of which libraries' stories. */
export interface Place {
  readonly indexes: readonly LibraryIndex[];
  readonly audience: Audience;
  readonly around: Surroundings;
}

/**
 * Numbers of the names, for each library; used or not.
 *
 * @param dropped - whoever asks to be spared "angst" does not want "heavy angst" either: then it is always every name with the words.
 */
export function namesMeant({ indexes, audience, around }: Place, asked: Meant, dropped: boolean): number[][] {
  const { field, text, beginning = false } = asked;
  const words = askedWords(text);
  const withWords = () =>
    indexes.map(({ names }) => (words.length === 0 ? [] : names.withWords(field, words, beginning)));
  if (field === 'series') {
    return withWords().map((found, at) =>
      found.filter((name) => standsIn(indexedWords(indexes[at]?.names.label(name) ?? ''), words, beginning)),
    );
  }
  const others = beginning ? [] : aliasesMeant(audience.libraries, field, text, around);
  if (field === 'pairing') {
    return indexes.map((index) => [
      ...new Set([...pairingsLike(index, asked, dropped), ...others.flatMap((other) => pairingsNamed(index, other))]),
    ]);
  }
  const keys = [...new Set([text, ...others].map(fold))].filter((key) => key !== '');
  const exact = indexes.map(({ names }) =>
    keys.map((key) => names.find(field, key)).filter((name) => name >= 0 && names.uses(name, 2) > 0),
  );
  if (dropped) return withWords().map((found, at) => [...new Set([...found, ...(exact[at] ?? [])])]);
  return beginning || exact.every((found) => found.length === 0) ? withWords() : exact;
}

function aliasesMeant(
  libraries: readonly LibraryId[],
  field: MeantField,
  text: string,
  around: Pick<Surroundings, 'aliasesOf'>,
): string[] {
  if (!isAliasKind(field)) return [];
  return libraries.flatMap((library) => around.aliasesOf(library).meant(field, text));
}

function isAliasKind(field: string): field is AliasKind {
  return (ALIAS_KINDS as readonly string[]).includes(field);
}

/** "A & B" are friends, "A/B" lovers; how else it is written, either. */
function pairingsLike({ names }: LibraryIndex, { text, larger }: Meant, dropped: boolean): number[] {
  const members = parsePairingQuery(text).filter((member) => askedWords(member).length > 0);
  if (members.length === 0) return [];
  const platonic = text.includes('&') && !text.includes('/');
  const romantic = text.includes('/');
  return names.withWords('pairing', [...new Set(members.flatMap(askedWords))], false).filter((name) => {
    const key = names.key(name);
    const ofFriends = isOfFriends(key);
    if ((platonic && !ofFriends) || (romantic && ofFriends)) return false;
    const slashed = ofFriends ? key.replaceAll('&', '/') : key;
    if (!pairsWith(slashed, members)) return false;
    return larger || dropped || members.length < 2 || memberCount(slashed) === members.length;
  });
}

/** As the keys of names tell it. */
function isOfFriends(key: string): boolean {
  return key.includes('&') && !key.includes('/');
}

/** Of a pairing's name as stories write it. */
export function pairingKeyOf(name: string): string {
  const key = pairingKey(parsePairingQuery(name));
  return isOfFriends(name) ? key.replaceAll('/', '&') : key;
}

function pairingsNamed({ names }: LibraryIndex, name: string): number[] {
  const found = names.find('pairing', pairingKeyOf(name));
  return found < 0 ? [] : [found];
}
