/**
 * Looks up other names: those that come with Ficus, and a library's own, which win where both know a name.
 */
import vocabulary from '#data/vocabulary/aliases.json' with { type: 'json' };
import { type Alias, type AliasBook, type AliasKind, aliasKey, LONGEST_ALIAS } from '#src/query/aliases.ts';
import { ALIAS_KINDS } from '#src/query/fields.ts';
import { placesAll } from '#src/search/names.ts';
import { askedWords, hasWords, indexedWords } from '#src/search/words.ts';
import { fold } from '#src/story/fold.ts';
import { parsePairingQuery } from '#src/story/pairing.ts';

/** A name and what else is said for it. */
export interface NameGroup {
  readonly kind: AliasKind;
  readonly name: string;
  readonly also: readonly string[];
  /** Names that stand under it: who asks for it, asks for them too. */
  readonly under: readonly string[];
}

interface Entry {
  readonly name: string;
  readonly also?: readonly string[];
  readonly under?: readonly string[];
}

interface FandomEntry extends Entry {
  readonly characters?: readonly Entry[];
  readonly pairings?: readonly Entry[];
}

/** No name has as many others, unless somebody means harm. */
const MOST_MEANT = 200;
/** In letters: shorter nicknames of people are found where a character is asked for, and are no names in free words ("Q"). */
const SHORTEST_NICKNAME = 3;

const fandoms: readonly FandomEntry[] = vocabulary.fandoms;
const tags: readonly Entry[] = vocabulary.tags;

/** All that come with Ficus. */
export const KNOWN_GROUPS: readonly NameGroup[] = [
  ...fandoms.flatMap((fandom) => [
    group('fandom', fandom),
    ...(fandom.characters ?? []).map((entry) => group('character', entry)),
    ...(fandom.pairings ?? []).map((entry) => group('pairing', entry)),
  ]),
  ...tags.map((entry) => group('tag', entry)),
];

function group(kind: AliasKind, { name, also = [], under = [] }: Entry): NameGroup {
  return { kind, name, also, under };
}

/** @param own - a library's, in any order; chains and circles of them do no harm. */
export function makeAliasBook(own: readonly Alias[] = []): AliasBook {
  if (own.length === 0) return knownBook();
  const isOwn = new Set(own.map(({ kind, alias }) => `${kind} ${aliasKey(kind, alias)}`));
  const left = KNOWN_GROUPS.map((known) => ({
    ...known,
    also: known.also.filter((alias) => !isOwn.has(`${known.kind} ${aliasKey(known.kind, alias)}`)),
  }));
  return new Book([
    ...left,
    ...own.map(({ kind, alias, standsFor }) => ({ kind, name: standsFor, also: [alias], under: [] })),
  ]);
}

interface Beginning {
  readonly word: string;
  readonly alias: Alias;
  readonly folded: string;
  readonly words: readonly string[];
}

interface Ship {
  readonly group: NameGroup;
  readonly members: readonly { readonly key: string; readonly words: readonly string[] }[];
}

class Book implements AliasBook {
  /** By kind and key, of its name and of what else is said for it. */
  readonly #groups = new Map<string, NameGroup[]>();
  readonly #named = new Map<string, Alias[]>();
  /** In the order of their words. */
  readonly #beginnings: ReadonlyMap<AliasKind, readonly Beginning[]>;
  /** Pairings by each word and each other name of their members. */
  readonly #ships = new Map<string, Ship[]>();

  constructor(groups: readonly NameGroup[]) {
    const beginnings = new Map<AliasKind, Beginning[]>(ALIAS_KINDS.map((kind) => [kind, []]));
    for (const each of groups) {
      const { kind, name, also } = each;
      for (const key of new Set([name, ...also].map((one) => aliasKey(kind, one)))) {
        add(this.#groups, `${kind} ${key}`, each);
      }
      for (const text of also) {
        const alias: Alias = { kind, alias: text, standsFor: name };
        const words = indexedWords(text);
        if (kind !== 'character' || fold(text).length > SHORTEST_NICKNAME) add(this.#named, wordsKey(text), alias);
        for (const word of new Set(words)) beginnings.get(kind)?.push({ word, alias, folded: fold(text), words });
      }
    }
    for (const sorted of beginnings.values()) sorted.sort((a, b) => compare(a.word, b.word));
    this.#beginnings = beginnings;
    for (const each of groups) this.#addShip(each);
  }

  meant(kind: AliasKind, typed: string): readonly string[] {
    const own = aliasKey(kind, typed);
    const found = new Map<string, string>();
    const open = [...(this.#groups.get(`${kind} ${own}`) ?? []), ...(kind === 'pairing' ? this.#shipsOf(typed) : [])];
    const seen = new Set<NameGroup>();
    for (let next = open.pop(); next && found.size < MOST_MEANT; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      for (const name of [next.name, ...next.also, ...next.under]) {
        if (!found.has(fold(name))) found.set(fold(name), name);
      }
      // A library's own may stand for another name; what stands under this one has other names too.
      for (const name of [next.name, ...next.under]) {
        open.push(...(this.#groups.get(`${kind} ${aliasKey(kind, name)}`) ?? []));
      }
    }
    found.delete(fold(typed));
    return [...found.values()];
  }

  named(words: string): readonly Alias[] {
    return this.#named.get(wordsKey(words)) ?? [];
  }

  beginning(kind: AliasKind, typed: string, limit: number): readonly Alias[] {
    const words = askedWords(typed);
    const last = words.at(-1);
    const sorted = this.#beginnings.get(kind) ?? [];
    if (last === undefined) return [];
    const found = new Map<Alias, Beginning>();
    for (let at = firstFrom(sorted, last); sorted[at]?.word.startsWith(last); at += 1) {
      const one = sorted[at];
      if (one && hasWords(one.words, words.slice(0, -1))) found.set(one.alias, one);
    }
    const folded = fold(typed);
    const literal = (one: Beginning) => Number(one.folded.startsWith(folded));
    return [...found.values()]
      .sort((a, b) => literal(b) - literal(a) || a.folded.length - b.folded.length || compare(a.folded, b.folded))
      .slice(0, Math.max(0, limit))
      .map(({ alias }) => alias);
  }

  #addShip(each: NameGroup): void {
    if (each.kind !== 'pairing') return;
    const members = parsePairingQuery(each.name).map((name) => ({ key: fold(name), words: indexedWords(name) }));
    if (members.length < 2) return;
    const ship: Ship = { group: each, members };
    for (const word of new Set(members.flatMap(({ words }) => words))) add(this.#ships, word, ship);
  }

  /** Known pairings by short or other names of their members: "Lizzy/Darcy". */
  #shipsOf(typed: string): NameGroup[] {
    const members = parsePairingQuery(typed.slice(0, LONGEST_ALIAS));
    if (members.length < 2) return [];
    const asked = members.map((name) => ({
      words: askedWords(name),
      keys: new Set(this.#meantPeople(name)),
    }));
    const first = asked[0];
    const near = [...(first?.words ?? []), ...[...(first?.keys ?? [])].flatMap(indexedWords)];
    const ships = new Set(near.flatMap((word) => this.#ships.get(word) ?? []));
    return [...ships]
      .filter(
        (ship) =>
          ship.members.length === asked.length &&
          placesAll(asked, ship.members, (one, member) => {
            return one.keys.has(member.key) || (one.words.length > 0 && hasWords(member.words, one.words));
          }),
      )
      .map((ship) => ship.group);
  }

  #meantPeople(name: string): string[] {
    return this.meant('character', name).map(fold);
  }
}

let known: Book | null = null;

/** Made when it is first looked into: most programs open a catalog and ask nothing of it. */
function knownBook(): Book {
  known ??= new Book(KNOWN_GROUPS);
  return known;
}

function wordsKey(text: string): string {
  return askedWords(text.slice(0, LONGEST_ALIAS)).join(' ');
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** The first whose word is not before this one. */
function firstFrom(sorted: readonly Beginning[], word: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.word ?? '') < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
