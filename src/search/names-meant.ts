/**
 * Which names somebody means: just this one, by whatever alias, where any story here has it; else all that have its words.
 */
import { type AliasBook, isAliasKind, NO_ALIASES } from '#src/query/aliases.ts';
import type { Named } from '#src/query/ast.ts';
import type { NamedField } from '#src/query/fields.ts';
import type { Surroundings } from '#src/search/contract.ts';
import type { LibraryIndex } from '#src/search/library-index.ts';
import { meantPairings, type PairingNames } from '#src/search/ships.ts';
import { standsIn } from '#src/search/word-fields.ts';
import { askedWords, hasWords, indexedWords } from '#src/search/words.ts';
import type { Audience } from '#src/story/audience.ts';
import { fold } from '#src/story/fold.ts';
import { askedKind, pairingKey, parsePairingQuery } from '#src/story/pairing.ts';
import type { LibraryId } from '#src/story/story.ts';

type MeantField = Exclude<NamedField, 'title'>;
export type Meant = Pick<Named, 'text' | 'beginning' | 'larger'> & { readonly field: MeantField };

/** Who asks, and of which libraries' stories. */
export interface Scope {
  readonly indexes: readonly LibraryIndex[];
  readonly audience: Audience;
  readonly around: Surroundings;
}

/**
 * Numbers of the names, for each library; used or not.
 *
 * @param dropped - whoever asks to be spared "angst" does not want "heavy angst" either: then it is always every name with the words.
 */
export function namesMeant({ indexes, audience, around }: Scope, asked: Meant, dropped: boolean): number[][] {
  const { field, text, beginning = false } = asked;
  const words = askedWords(text);
  const withWords = () =>
    indexes.map(({ names }) => (words.length === 0 ? [] : names.withWords(field, words, beginning)));
  if (field === 'series') {
    return withWords().map((found, at) =>
      found.filter((name) => standsIn(indexedWords(indexes[at]?.names.label(name) ?? ''), words, beginning)),
    );
  }
  const aliases = beginning ? NO_ALIASES : aliasesIn(audience.libraries, around);
  if (field === 'pairing') {
    const { keys } = meantPairings(asked, aliases, pairingsIn(indexes), dropped);
    return indexes.map(({ names }) => [...keys].map((key) => names.find('pairing', key)).filter((name) => name >= 0));
  }
  const others = isAliasKind(field) ? aliases.meant(field, text) : [];
  const keys = [...new Set([text, ...others].map(fold))].filter((key) => key !== '');
  const exact = indexes.map(({ names }) =>
    keys.map((key) => names.find(field, key)).filter((name) => name >= 0 && names.isUsed(name)),
  );
  if (dropped) return withWords().map((found, at) => [...new Set([...found, ...(exact[at] ?? [])])]);
  if (!exact.every((found) => found.length === 0)) return beginning ? withWords() : exact;
  const texts = [words, ...others.map(askedWords).filter((other) => saysMore(other, words))];
  return indexes.map(({ names }) => [
    ...new Set(texts.flatMap((each) => (each.length === 0 ? [] : names.withWords(field, each, beginning)))),
  ]);
}

/** Whether another name may be looked for by its words: "Sherlock" for "Sherlock Holmes" would find every Sherlock. */
export function saysMore(other: readonly string[], typed: readonly string[]): boolean {
  return (other.length > 1 || typed.length === 1) && !hasWords(typed, other);
}

/** All that hold in any of the libraries. */
export function aliasesIn(libraries: readonly LibraryId[], { aliasesOf }: Pick<Surroundings, 'aliasesOf'>): AliasBook {
  const books = [...new Set(libraries.map(aliasesOf))];
  if (books.length === 1 && books[0]) return books[0];
  return {
    meant: (kind, typed) => [...new Set(books.flatMap((book) => book.meant(kind, typed)))],
    named: (words) => books.flatMap((book) => book.named(words)),
    beginning: (kind, typed, limit) => books.flatMap((book) => book.beginning(kind, typed, limit)),
  };
}

function pairingsIn(indexes: readonly LibraryIndex[]): PairingNames {
  return {
    withWords(words, open) {
      const found = indexes.map(({ names }) =>
        names.withWords('pairing', words, open).filter((name) => names.isUsed(name)),
      );
      return {
        size: found.reduce((sum, { length }) => sum + length, 0),
        *keys() {
          for (const [at, each] of found.entries()) for (const name of each) yield indexes[at]!.names.key(name);
        },
      };
    },
    has: (key) =>
      indexes.some(({ names }) => {
        const name = names.find('pairing', key);
        return name >= 0 && names.isUsed(name);
      }),
  };
}

/** Of a pairing's name as stories write it. */
export function pairingKeyOf(name: string): string {
  const key = pairingKey(parsePairingQuery(name));
  return askedKind(name) === 'platonic' ? key.replaceAll('/', '&') : key;
}
