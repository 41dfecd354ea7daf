/**
 * The lists of header fields: authors, fandoms, characters, genres, tags, warnings, each name once and as written.
 */
import genreVocabulary from '#data/vocabulary/genres.json' with { type: 'json' };
import pairingVocabulary from '#data/vocabulary/pairings.json' with { type: 'json' };
import { fold } from '#src/story/fold.ts';
import { splitList } from '#src/story/split-list.ts';
import { canonicalWarning, isArchiveWarning, NO_WARNINGS } from '#src/story/warnings.ts';

const NOBODY = new Set(['none', 'n/a', 'na', '-', 'no', 'nil', 'keine', 'нет']);

/** "Ann & Bob", "Ann <ann@example.org>": names without addresses. */
export function readAuthors(value: string): string[] {
  const names = value
    .replace(/[<([]?[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}[>)\]]?/g, ' ')
    .split(/[,;\n]|\s&\s|\s(?:and|und|и)\s/i);
  return named(names.map((name) => name.replace(/^\s*\((.*)\)\s*$/, '$1')));
}

/** Names of people, as written; "Holmes, Watson and Lestrade", one a line, joined by "/" or "&". */
export function readCharacters(value: string): string[] {
  const pieces = splitList(value.replace(/^\s*[[(]([^\][()]*)[\])]\s*$/, '$1'));
  const names = pieces.flatMap((piece) => (/[([]/.test(piece) ? [piece] : piece.split(/\/|\s&\s|\s(?:and|und|и)\s/i)));
  return named(names.map((name) => name.replace(/^\s*and\s+/i, '')));
}

/** Several fandoms; "The Lion, the Witch and the Wardrobe" and "Fate/stay night" are one each. */
export function readFandoms(value: string, isKnown: (name: string) => boolean): string[] {
  if (isKnown(value)) return named([value]);
  const names = value.split(/[;\n]|,(?!\s*\p{Ll})|(?<=\S)\/(?=\p{Lu})|\s\/\s|\s(?:x|X)\s/u);
  return named(names.map((name) => name.replace(/\s+crossover$/i, '')));
}

const SLASHED_GENRES = new Set(
  [...pairingVocabulary.slashedGenres, ...genreVocabulary.genres.filter((name) => name.includes('/'))].map(fold),
);
const GENRES = new Set(genreVocabulary.genres.map(fold));
const CATEGORIES = new Map(Object.entries(pairingVocabulary.categories));

/** "Humor/Friendship, case file"; Hurt/Comfort is one. */
export function readGenres(value: string): string[] {
  const pieces = splitList(value).flatMap((piece) =>
    SLASHED_GENRES.has(fold(piece)) || readCategory(piece) ? [piece] : piece.split('/'),
  );
  return named(pieces);
}

export function isGenre(name: string): boolean {
  return GENRES.has(fold(name));
}

/** F/F, F/M, Gen, M/M, Multi or Other, under the name that this genre or pairing field gives it. */
export function readCategory(name: string): string | null {
  return CATEGORIES.get(fold(name)) ?? null;
}

export function readTags(value: string): string[] {
  const words = value.trim().split(/\s+/);
  const pieces = words.every((word) => word.startsWith('#')) ? words : splitList(value);
  return named(pieces.map((piece) => piece.trim().replace(/^#/, '')));
}

/** Warnings under the archives' names where one is known. A "none" in company is a remark and stays as written. */
export function readWarnings(value: string): string[] {
  const names = distinct(splitList(value).flatMap(splitWarning).map(canonicalWarning));
  if (names.length < 2 || !names.includes(NO_WARNINGS)) return names;
  const others = names.filter((name) => name !== NO_WARNINGS);
  return others.some(isArchiveWarning) ? others : [value.replace(/\s+/g, ' ').trim()];
}

/** "violence and character death" is two where one of them is an archive's warning; "Rape/Non-Con" is one. */
function splitWarning(piece: string): string[] {
  const whole = piece.trim().replace(/\.$/, '');
  if (isArchiveWarning(whole)) return [whole];
  for (const separator of [/\.\s+/, /\//, /\s(?:and|&)\s/]) {
    const pieces = whole.split(separator).map((one) => one.trim());
    if (pieces.length > 1 && pieces.some(isArchiveWarning)) return pieces;
  }
  return [whole];
}

/** Without what says "none". */
function named(names: readonly string[]): string[] {
  return distinct(names).filter((name) => !NOBODY.has(fold(name)));
}

function distinct(names: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const name of names) {
    const tidy = name.replace(/\s+/g, ' ').trim();
    const key = fold(tidy);
    if (key !== '' && !kept.has(key)) kept.set(key, tidy);
  }
  return [...kept.values()];
}
