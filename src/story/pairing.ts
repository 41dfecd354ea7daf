/**
 * Pairings: members in the order written, compared without order, separator, accents or case.
 */
import vocabulary from '#data/vocabulary/pairings.json' with { type: 'json' };
import { fold } from '#src/story/fold.ts';
import { splitList } from '#src/story/split-list.ts';

export interface Pairing {
  /** As the file wrote it. */
  readonly raw: string;
  /** In the order written; at least one. */
  readonly members: readonly string[];
  readonly kind: 'romantic' | 'platonic' | 'unsure';
}

/** What a pairing is compared and stored by: the folded members, sorted, joined by "/". */
export function pairingKey(members: readonly string[]): string {
  return members.map(fold).sort().join('/');
}

/** How a pairing is shown: "A/B" for romantic and unsure ones, "A & B" for platonic ones. */
export function pairingName(pairing: Pairing): string {
  return pairing.members.join(pairing.kind === 'platonic' ? ' & ' : '/');
}

/** What a pairing field says, and which of its parts could be read otherwise. */
export interface PairingReading {
  readonly pairings: readonly Pairing[];
  /** "Gen", "slash": who loves whom without names, in the archives' words (F/F, F/M, Gen, M/M, Multi, Other). */
  readonly categories: readonly string[];
  /** Genre names that only look like a pairing, such as Hurt/Comfort. */
  readonly genres: readonly string[];
  /** Who is named beside the pairs: the C of FFN's "[A, B] C". */
  readonly characters: readonly string[];
  /** Raw parts that were read as a pairing and may be something else. */
  readonly ambiguous: readonly string[];
}

/**
 * Reads a pairing field.
 *
 * "A/B", "A x B" and "[A, B]" are romantic, "A & B" is not; "A and B" may be either. Several pairings are separated by
 * commas, semicolons or line breaks. Names alone ("Holmes, Watson") are no romance, and may be a list of characters; a
 * single name ("Johnlock") is kept as it is: which two it means is for an alias table. "Name | Other Name" is one person;
 * "Name (Fandom)" and "(implied)" lose the brackets.
 */
export function parsePairings(raw: string): PairingReading {
  const pairings: Pairing[] = [];
  const categories: string[] = [];
  const genres: string[] = [];
  const characters: string[] = [];
  const ambiguous: string[] = [];
  const parts = splitList(unwrap(raw.replace(/[^\S\n]+/g, ' ')));
  const bare: string[] = [];
  let none = false;
  const names = isNameList(parts);
  for (const part of names ? [] : parts) {
    const folded = fold(withoutNotes(part)).replace(/[.!]$/, '');
    const category = CATEGORIES.get(folded);
    if (folded === '') continue;
    if (NONE.has(folded)) none = true;
    else if (category) categories.push(category);
    else if (GENRES.has(folded)) genres.push(part.trim());
    else {
      const reading = parsePart(part);
      for (const pairing of reading.pairings) {
        if (pairing.members.length > 1) pairings.push(pairing);
        else bare.push(pairing.raw);
      }
      characters.push(...reading.beside.flatMap(cleanMember));
      if (reading.ambiguous) ambiguous.push(part.trim());
    }
  }
  if (names) {
    const members = parts.flatMap((part) => part.split(AND)).flatMap(cleanMember);
    pairings.push({ raw: raw.trim(), members, kind: 'platonic' });
    ambiguous.push(raw.trim());
  }
  // After "none" single words are a remark: "None, unless you squint".
  for (const name of none || categories.length > 0 ? [] : bare) {
    const members = cleanMember(name);
    if (members.length === 0 || (pairings.length > 0 && REMARK.test(name))) continue;
    pairings.push({ raw: name, members, kind: 'unsure' });
    if (!ambiguous.includes(name)) ambiguous.push(name);
  }
  return { pairings, categories: unique(categories), genres, characters, ambiguous };
}

/** The members somebody typed into a search, in any order and with any separator: "holmes x watson", "Holmes & Watson". */
export function parsePairingQuery(typed: string): string[] {
  return typed
    .split(ANY_SEPARATOR)
    .flatMap((name) => name.split(TIMES))
    .flatMap(cleanMember);
}

/** What the separators of a typed pairing say of its kind; unsure where they say nothing: "holmes, watson", "johnlock". */
export function askedKind(typed: string): Pairing['kind'] {
  const text = withoutNotes(typed);
  if (text.includes('/') || TIMES.test(text)) return 'romantic';
  return text.includes('&') ? 'platonic' : 'unsure';
}

const SLASH = /\s*\/\s*/;
const TIMES = /\s+[xX\u00d7]\s+|\s*\u00d7\s*|(?<=\p{Ll})[xX](?=\p{Lu})|(?<=\d)[xX](?=\d)/u;
const AMPERSAND = /\s*&\s*/;
const PLUS = /\s+\+\s+/;
const AND = /\s+(?:and|und|и)\s+|\s*&\s*/iu;
const DASH = /\s+[-\u2013\u2014]\s+/;
const ANY_SEPARATOR = /,(?!\s*(?:Jr|Sr|Esq)\b)|[/&;\n+\u2665\u2661]|\s+(?:and|und|и|vs\.?|[-\u2013\u2014])\s+/iu;
/** Most people are called by fewer words; more is a remark. */
const LONGEST_NAME = 6;
/** In UTF-16 units; what is longer is no list of names. */
const LONGEST_PART = 1000;
/** In UTF-16 units; longer ones are no name, and are left as they are. */
const LONGEST_MEMBER = 300;

/** Beside real pairs: "…, minding the babies". */
const REMARK = /^\p{Ll}\S* /u;

const NONE = new Set(vocabulary.none.map(fold));
const CATEGORIES = new Map(Object.entries(vocabulary.categories).map(([word, category]) => [fold(word), category]));
const GENRES = new Set(vocabulary.slashedGenres.map(fold));
const BEFORE = affix(vocabulary.before, (words) => `^(?:(?:${words})\\s+)+`);
const AFTER = affix(vocabulary.after, (words) => `(?:\\s+(?:${words}))+$`);
const PLATONIC = affix(vocabulary.platonic, (words) => `\\s+(?:${words})$`);

function affix(words: readonly string[], pattern: (words: string) => string): RegExp {
  return new RegExp(pattern(words.join('|')), 'iu');
}

interface Part {
  readonly pairings: readonly Pairing[];
  readonly beside: readonly string[];
  readonly ambiguous: boolean;
}

/** One part between commas: usually one pairing, two in "A/B and C/D". */
function parsePart(part: string): Part {
  const raw = part.trim();
  if (raw.length > LONGEST_PART)
    return { pairings: [{ raw, members: [raw], kind: 'unsure' }], beside: [], ambiguous: false };
  const bracketed = /^\[([^\][]*)\](.*)$/s.exec(raw);
  if (bracketed) {
    const one = pairing(raw, (bracketed[1] ?? '').split(/[,/&]/), 'romantic');
    return { pairings: [one], beside: [bracketed[2] ?? ''], ambiguous: one.members.length < 2 };
  }
  const platonic = PLATONIC.test(withoutNotes(raw));
  const text = withoutNotes(raw).replace(PLATONIC, '').replace(AFTER, '').replace(BEFORE, '');
  const separator = [SLASH, TIMES].find((one) => one.test(text));
  if (separator) {
    const sides = text.split(AND);
    const kind = platonic ? 'platonic' : 'romantic';
    const all = sides.map((side) => pairing(sides.length === 1 ? raw : side, side.split(separator), kind));
    const pairings = all.filter(({ members }) => members.length > 1);
    if (pairings.length === 0) return { pairings: all, beside: [], ambiguous: true };
    const beside = all.filter(({ members }) => members.length < 2).map((one) => one.raw);
    return { pairings, beside, ambiguous: beside.length > 0 || pairings.some(isWordy) };
  }
  const kind = platonic || AMPERSAND.test(text) ? 'platonic' : 'unsure';
  const joint = [AND, PLUS, DASH].find((one) => one.test(text));
  if (!joint) return { pairings: [pairing(raw, [text], 'unsure')], beside: [], ambiguous: false };
  const one = pairing(raw, text.split(joint), kind);
  return { pairings: [one], beside: [], ambiguous: joint === DASH || one.members.length < 2 || isWordy(one) };
}

function pairing(raw: string, members: readonly string[], kind: Pairing['kind']): Pairing {
  return { raw: raw.trim(), members: members.flatMap(cleanMember), kind };
}

function isWordy(one: Pairing): boolean {
  return one.members.some((member) => member.split(' ').length > LONGEST_NAME);
}

/** "Holmes, Watson and Lestrade": two or more names and nothing that pairs them. */
function isNameList(parts: readonly string[]): boolean {
  const said = parts.filter((part) => part.trim() !== '');
  const pairs = (part: string) => [/[/[\]]/, TIMES, PLUS, DASH].some((separator) => separator.test(part));
  if (said.length < 2 || said.some(pairs) || said.slice(0, -1).some((part) => AND.test(part.trim()))) return false;
  return said.every((part) => {
    const folded = fold(withoutNotes(part));
    return !NONE.has(folded) && !CATEGORIES.has(folded) && folded.split(' ').length <= LONGEST_NAME;
  });
}

/** "Name (Fandom)" and "(implied)" without the brackets; "Original Character(s)" stays. */
function withoutNotes(text: string): string {
  return text.replace(/\s+\([^()]*\)|^\([^()]*\)\s*/g, ' ').trim();
}

function cleanMember(name: string): string[] {
  if (name.length > LONGEST_MEMBER) return [name.trim()];
  const clean = withoutNotes(name)
    .replace(/\s+/g, ' ')
    .replace(/\s*\|\s*/g, ' | ')
    .replace(/^[\s"'*_~|[\]\u201c\u201d]+|[\s"*_~|[\]\u201c\u201d.!]+$/g, (edge, at: number) =>
      at > 0 && /^\.\s*$/.test(edge) ? '.' : '',
    );
  return /[\p{L}\p{N}]/u.test(clean) ? [clean] : [];
}

/** A field that stands in brackets as a whole: "[Holmes/Watson]", "(K/S)". */
function unwrap(raw: string): string {
  const inside = /^\s*(?:\[([^\][]*)\]|\(([^()]*)\)|\{([^{}]*)\})\s*$/.exec(raw);
  const text = inside?.slice(1).find((group) => group !== undefined);
  return text === undefined || (raw.includes('[') && !/[/&]|\sx\s|\sand\s/i.test(text)) ? raw : text;
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
