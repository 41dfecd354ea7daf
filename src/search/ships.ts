/**
 * What a typed pairing means: which pairings have its members, in any order, with any separator, by any of their names.
 */
import type { AliasBook } from '#src/catalog/aliases.ts';
import { keyOf, membersOf, placesAll } from '#src/catalog/names.ts';
import { askedWords, hasWords, indexedWords } from '#src/catalog/words.ts';
import { fold } from '#src/story/fold.ts';
import { askedKind, type Pairing, pairingKey, parsePairingQuery } from '#src/story/pairing.ts';

/** The pairings among which to look. */
export interface PairingNames {
  /** Keys (as `keyOf` makes them) of those that have all of these words, at whichever members; `open`: the last may go on. */
  withWords(words: readonly string[], open: boolean): Iterable<string>;
  has(key: string): boolean;
}

export interface PairingQuestion {
  readonly text: string;
  /** The last word may go on. */
  readonly beginning?: boolean | undefined;
  /** Also pairings of more, with these among them. */
  readonly larger?: boolean | undefined;
}

export interface MeantPairings {
  /** `unsure` where the text does not say: then `keys` has both kinds. */
  readonly kind: Pairing['kind'];
  readonly keys: ReadonlySet<string>;
  /** What it would mean as the other kind; empty where it says none. */
  readonly other: ReadonlySet<string>;
}

/** In UTF-16 units: more than anybody types of a pairing, little enough to answer at once. */
const LONGEST_TEXT = 500;

/** Somebody who was asked for. */
interface Asked {
  /** The words of each of their names. */
  readonly names: readonly (readonly string[])[];
  /** "S.H.": folded letters; null where it is no initials. */
  readonly initials: readonly string[] | null;
  /** The last word of each name may go on. */
  readonly open: boolean;
  /** A story may also say less of them: "Watson" of John Watson. */
  readonly short: boolean;
}

/** @param broad - to leave out what has it: pairings of more, too. */
export function meantPairings(
  { text, beginning, larger }: PairingQuestion,
  aliases: AliasBook,
  names: PairingNames,
  broad: boolean,
): MeantPairings {
  const typed = text.slice(0, LONGEST_TEXT);
  const kind = askedKind(typed);
  const all = new Set<string>();
  const take = (keys: Iterable<string>) => {
    for (const key of keys) all.add(key);
  };
  const members = parsePairingQuery(typed);
  const moreToo = larger || broad || members.length === 1;
  const known = aliases.meant('pairing', typed);
  take(havingAll(askedFor(members, aliases, beginning === true), names, moreToo));
  for (const name of known.length > 0 ? [typed, ...known] : []) {
    const meant = parsePairingQuery(name);
    take([pairingKey(meant), keyOf({ members: meant, kind: 'platonic', raw: name })].filter((key) => names.has(key)));
    if (meant.length > 1) take(havingAll(meant.map(knownAs), names, larger || broad));
  }
  if (all.size === 0 && members.length === 1) take(names.withWords(askedWords(typed), beginning === true));
  return split(all, kind);
}

function split(all: ReadonlySet<string>, kind: Pairing['kind']): MeantPairings {
  if (kind === 'unsure') return { kind, keys: all, other: new Set() };
  const platonic = [...all].filter((key) => !key.includes('/') && key.includes('&'));
  const friends = new Set(platonic);
  const lovers = new Set([...all].filter((key) => !friends.has(key)));
  return kind === 'platonic' ? { kind, keys: friends, other: lovers } : { kind, keys: lovers, other: friends };
}

function askedFor(members: readonly string[], aliases: AliasBook, beginning: boolean): Asked[] {
  const initials = members.map(initialsOf);
  const people = members.map((member) => member.split('|').map((name) => name.trim()));
  const otherNames = people.map((own) => own.flatMap((name) => aliases.meant('character', name)));
  // One letter is hardly ever a name of its own: "H/W" are initials, the "L" of "L/Light" is not.
  const byInitials = initials.every((letters, index) => letters !== null || otherNames[index]?.length);
  return people.map((own, index) => {
    const texts = [...own, ...(otherNames[index] ?? [])];
    return {
      names: texts.map(askedWords).filter((words) => words.length > 0),
      initials: byInitials ? (initials[index] ?? null) : null,
      open: beginning && index === people.length - 1,
      short: false,
    };
  });
}

function knownAs(member: string): Asked {
  return { names: [indexedWords(member)], initials: null, open: false, short: true };
}

/** "H", "S.H.", "j. w." and "SH" are; "Ed" is a name. */
function initialsOf(member: string): string[] | null {
  const letters = /^\p{L}\.?$|^(?:\p{L}\.\s?){1,3}\p{L}?\.?$|^\p{Lu}{2,3}$/u.test(member) ? fold(member) : '';
  return letters.match(/\p{L}/gu);
}

function* havingAll(asked: readonly Asked[], names: PairingNames, moreToo: boolean): Generator<string> {
  const people = asked.filter(({ names: own, initials }) => own.length > 0 || initials);
  if (people.length === 0) return;
  const near = people.map((one) => candidates(one, names)).sort((a, b) => a.size - b.size)[0];
  for (const key of near ?? []) {
    const members = membersOf(key);
    if (!moreToo && members.length !== people.length) continue;
    if (placesAll(people, members.map(indexedWords), isCalled)) yield key;
  }
}

function candidates({ names: own, initials, open, short }: Asked, names: PairingNames): Set<string> {
  const found = new Set<string>();
  const take = (words: readonly string[], goesOn: boolean) => {
    for (const key of names.withWords(words, goesOn)) found.add(key);
  };
  for (const words of own) {
    if (short) for (const word of words) take([word], false);
    else take(words, open);
  }
  const first = initials?.[0];
  if (first) take([first], true);
  return found;
}

function isCalled({ names, initials, open, short }: Asked, member: readonly string[]): boolean {
  if (initials && standFor(initials, member)) return true;
  return names.some((words) => {
    if (short) return hasWords(member, words) || (member.length > 0 && hasWords(words, member));
    const last = words.at(-1);
    if (!open || last === undefined) return hasWords(member, words);
    return hasWords(member, words.slice(0, -1)) && member.some((word) => word.startsWith(last));
  });
}

/** One letter of the first name or the last; more, of the first name, then others in their order, the last one of the last. */
function standFor(initials: readonly string[], member: readonly string[]): boolean {
  const [first, last] = [member[0], member.at(-1)];
  if (first === undefined || last === undefined) return false;
  if (initials.length === 1) return [first, last].some((word) => word.startsWith(initials[0] ?? ''));
  if (initials.length > member.length) return false;
  let at = 0;
  for (const word of member.slice(0, -1)) {
    if (at < initials.length - 1 && word.startsWith(initials[at] ?? '')) at += 1;
    else if (at === 0) return false;
  }
  return at === initials.length - 1 && last.startsWith(initials[at] ?? '');
}
