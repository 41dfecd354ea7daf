/**
 * What a typed pairing means: which pairings have its members, in any order, with any separator, by any of their names.
 */
import type { AliasBook } from '#src/query/aliases.ts';
import { keyOf, membersOf, placesAll } from '#src/search/names.ts';
import { askedWords, hasWords, indexedWords } from '#src/search/words.ts';
import { fold } from '#src/story/fold.ts';
import { askedKind, type Pairing, parsePairingQuery } from '#src/story/pairing.ts';

/** The pairings among which to look; keys are as `keyOf` makes them. */
export interface PairingNames {
  /** Those that have all of these words, at whichever members; `open`: the last may go on. */
  withWords(words: readonly string[], open: boolean): SomePairings;
  has(key: string): boolean;
}

interface SomePairings {
  readonly size: number;
  /** Made while they are taken: most lists are only counted. */
  keys(): Iterable<string>;
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
/** More of them are no pairing. */
const MOST_MEMBERS = 20;
/** Of ways to name all members by one of their names each; where there are more, one member's names are looked for. */
const MOST_WAYS = 32;

const PLAIN = /^[a-z]{1,20}(?: [a-z]{1,20})*$/;

/** Somebody who was asked for. */
interface AskedPerson {
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
  here: PairingNames,
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
  take(havingAll(askedFor(members, aliases, beginning === true), here, moreToo));
  const names = known.length > 0 ? [typed, ...known].map(parsePairingQuery) : [];
  for (const meant of names) {
    const kinds = (['unsure', 'platonic'] as const).map((each) => keyOf({ members: meant, kind: each, raw: '' }));
    take(kinds.filter((key) => here.has(key)));
  }
  for (const meant of fullest(names.filter(({ length }) => length > 1))) {
    take(havingAll(meant.map(knownAs), here, larger || broad));
  }
  if (all.size === 0 && members.length === 1) take(here.withWords(askedWords(typed), beginning === true).keys());
  return split(all, kind);
}

/**
 * Those whose names are no short ones of another: who means Sherlock Holmes and John Watson means no other Holmes and Watson. Letters
 * and numbers alone are told apart by nothing.
 */
function fullest(names: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const words = names.map((members) => members.map(indexedWords));
  const isShort = (members: readonly (readonly string[])[], other: readonly (readonly string[])[]) =>
    members.length === other.length &&
    members.flat().length < other.flat().length &&
    placesAll(members, other, (member, its) => hasWords(its, member));
  return names.filter((_, at) => {
    const own = words[at] ?? [];
    return own.every((each) => !each.every(isBare)) && !words.some((other) => isShort(own, other));
  });
}

function isBare(word: string): boolean {
  return /^(?:[a-z]|\d+)$/.test(word);
}

function split(all: ReadonlySet<string>, kind: Pairing['kind']): MeantPairings {
  if (kind === 'unsure') return { kind, keys: all, other: new Set() };
  const platonic = [...all].filter((key) => !key.includes('/') && key.includes('&'));
  const friends = new Set(platonic);
  const lovers = new Set([...all].filter((key) => !friends.has(key)));
  return kind === 'platonic' ? { kind, keys: friends, other: lovers } : { kind, keys: lovers, other: friends };
}

function askedFor(members: readonly string[], aliases: AliasBook, beginning: boolean): AskedPerson[] {
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

function knownAs(member: string): AskedPerson {
  return { names: [indexedWords(member)], initials: null, open: false, short: true };
}

/** "H", "S.H.", "j. w." and "SH" are; "Ed" is a name. */
function initialsOf(member: string): string[] | null {
  const letters = /^\p{L}\.?$|^(?:\p{L}\.\s?){1,3}\p{L}?\.?$|^\p{Lu}{2,3}$/u.test(member) ? fold(member) : '';
  return letters.match(/\p{L}/gu);
}

function* havingAll(asked: readonly AskedPerson[], here: PairingNames, moreToo: boolean): Generator<string> {
  const people = asked.filter(({ names, initials }) => names.length > 0 || initials);
  if (people.length === 0 || people.length > MOST_MEMBERS) return;
  const letters = people.flatMap((one) => beginsSo(one) ?? []);
  const seen = new Set<string>();
  for (const some of candidates(people, here)) {
    for (const key of some.keys()) {
      if (seen.has(key)) continue;
      seen.add(key);
      const members = membersOf(key);
      if (!moreToo && members.length !== people.length) continue;
      if (!letters.every((letter) => letter.test(key))) continue;
      if (placesAll(people, members.map(wordsOfMember), isCalled)) yield key;
    }
  }
}

/** As `indexedWords`, which takes ten times as long for names that are plain: most are, and a common name is in thousands of pairings. */
function wordsOfMember(folded: string): readonly string[] {
  return PLAIN.test(folded) ? folded.split(' ') : indexedWords(folded);
}

/** All that may have these people are among them. */
function candidates(people: readonly AskedPerson[], here: PairingNames): readonly SomePairings[] {
  const open = people.some((one) => one.open);
  const ways = people.map(({ names, short }) => (short ? names.flat().map((word) => [word]) : names));
  const count = ways.reduce((product, each) => product * each.length, 1);
  if (people.every(({ initials }) => initials === null) && count <= MOST_WAYS) {
    return combined(ways).map((words) => here.withWords([...new Set(words)], open));
  }
  const each = people.map(({ initials, open: goesOn }, at) => [
    ...(ways[at] ?? []).map((words) => here.withWords(words, goesOn)),
    ...(initials?.[0] ? [here.withWords([initials[0]], true)] : []),
  ]);
  const sizeOf = (lists: readonly SomePairings[]) => lists.reduce((sum, { size }) => sum + size, 0);
  return each.sort((a, b) => sizeOf(a) - sizeOf(b))[0] ?? [];
}

/** One of each, in every way. */
function combined(ways: readonly (readonly (readonly string[])[])[]): readonly string[][] {
  return ways.reduce<string[][]>((all, each) => all.flatMap((words) => each.map((more) => [...words, ...more])), [[]]);
}

/** Whether a key has a name that begins with somebody's letter: told by a glance, since letters begin many names. */
function beginsSo({ names, initials }: AskedPerson): RegExp | null {
  const [letter] = initials ?? [];
  if (!letter || !names.every(([word]) => word?.startsWith(letter))) return null;
  return new RegExp(`(?:^|[^a-z0-9])${letter}`);
}

function isCalled({ names, initials, open, short }: AskedPerson, member: readonly string[]): boolean {
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
