/**
 * Ratings of every system that fans use, on one ordered scale.
 */
import vocabulary from '#data/vocabulary/ratings.json' with { type: 'json' };
import { oneOf } from '#src/story/checked.ts';
import { fold } from '#src/story/fold.ts';

/** In the scale's order, Unrated beside it; saved indexes number them so. */
export const BANDS = ['General', 'Teen', 'Mature', 'Explicit', 'Unrated'] as const;
export type Band = (typeof BANDS)[number];

export interface Rating {
  /** As the file wrote it; '' where it wrote nothing. */
  readonly raw: string;
  /** 10 General, 15, 20 Teen, 25, 30 Mature, 40 Explicit, 45; null where unrated or unreadable. */
  readonly rank: number | null;
  readonly band: Band;
  /** The words mean different ratings in different systems; the stricter was taken. */
  readonly ambiguous: boolean;
}

export const UNRATED: Rating = { raw: '', rank: null, band: 'Unrated', ambiguous: false };

/** The rank at which a rating gates: an unrated story gates as Explicit, since nobody vouches for less. */
export function gateRank(rating: Rating): number {
  return rating.rank ?? 40;
}

/** A rating, and what a moderator should hear about how it was read. */
export interface RatingReading {
  readonly rating: Rating;
  /** More than one rating stood there; the one that gates highest was taken. */
  readonly several: boolean;
  /** False where words stood there and none of them is a rating. */
  readonly readable: boolean;
}

/**
 * Reads a rating field: "Rated: Fiction T", "R for violence", "hard R", "PG-13ish", "NC-17!!", "12".
 *
 * Whole tokens only, the longest label first: matching first letters made "Rated…" Mature in a large archive's importer.
 * Nothing is ever read as less than what it says: of several ratings the highest gates, and where one word means different
 * things in different systems the stricter is taken. Ratings that are said in passing ("for adult language", "chapter 12")
 * count only where nothing better stands there.
 */
export function parseRating(raw: string): RatingReading {
  const text = raw.normalize('NFKC').replace(CATEGORY, blank).replace(ARCHIVE, blank);
  const found = findLabels(text);
  const stated = found.some((match) => match.stated) ? found.filter((match) => match.stated) : found;
  const gates = new Set(stated.map(({ label }) => gate(label)));
  const highest = Math.max(...gates);
  const winners = stated.filter(({ label }) => gate(label) === highest).map(({ label }) => label);
  const winner = winners.find((label) => label.rank !== null) ?? winners[0];
  const trimmed = raw.trim();
  if (!winner) return { rating: { ...UNRATED, raw: trimmed }, several: false, readable: trimmed === '' };
  const ambiguous = winners.every((label) => label.ambiguous);
  return {
    rating: { raw: trimmed, rank: winner.rank, band: winner.band, ambiguous },
    several: gates.size > 1,
    readable: true,
  };
}

interface Label {
  readonly rank: number | null;
  readonly band: Band;
  readonly ambiguous: boolean;
  /** Written in capitals and digits, as "PG-13" and "R" are; words such as "Teen" are not. */
  readonly code: boolean;
  /** Only digits: as likely the number of a chapter. */
  readonly bare: boolean;
}

interface Token {
  readonly text: string;
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

interface Match {
  readonly label: Label;
  /** Said as the rating, not in passing. */
  readonly stated: boolean;
}

/** "M/M" says who loves whom. */
const CATEGORY = /(?<![\p{L}\p{N}])[mf]\s*\/\s*[mf](?![\p{L}\p{N}])/giu;
/** Whose scale it is; its "AO" is not Adults Only. */
const ARCHIVE = /(?<![\p{L}\p{N}])ao ?3(?![\p{L}\p{N}])/giu;
const blank = (words: string) => ' '.repeat(words.length);
const TOKEN = /\p{L}+(?:['\u2019]\p{L}+)?|\p{N}+|\+/gu;
/** What may stand between the tokens of one label: "PG-13", "PG 13", "TV_MA". */
const JOINT = /^[\s._:\u2010-\u2015-]*$/;
const CLAUSE_END = /[.;\n]/;
const NEGATION_END = /[.,:;!?()\n]/;
/** In longer fields a small "u" or "k" is a word of the sentence. */
const FEW_WORDS = 3;

/** Russian files write "РG-13" and "NС-17" with Cyrillic letters that look Latin. */
const LOOKALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  [...'аaвbеeкkмmнhоoрpсcтtхx'.matchAll(/(.)(.)/gu)].map(([, cyrillic = '', latin = '']) => [cyrillic, latin]),
);

function key(token: string): string {
  return fold(token).replace(/[\u0400-\u04ff]/g, (letter) => LOOKALIKES[letter] ?? letter);
}

function tokens(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map((match) => ({
    text: match[0],
    key: key(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function keys(phrases: readonly string[]): Set<string> {
  return new Set(phrases.map((phrase) => labelKey(phrase)));
}

function labelKey(label: string): string {
  return tokens(label)
    .map((token) => token.key)
    .join(' ');
}

const LABELS = new Map<string, Label>();
const enter = (name: string, rank: number | null, band: Band, ambiguous: boolean) => {
  const code = !/\p{Ll}/u.test(name);
  LABELS.set(labelKey(name), { rank, band, ambiguous, code, bare: /^\d+$/.test(name) });
};
for (const { rank, band: word, labels, ambiguous } of vocabulary.scale) {
  const band = oneOf(BANDS, word, 'ratings.json, scale');
  for (const name of labels) enter(name, rank, band, false);
  for (const name of ambiguous ?? []) enter(name, rank, band, true);
}
for (const name of vocabulary.unrated) enter(name, null, 'Unrated', false);
const LONGEST = Math.max(...[...LABELS.keys()].map((name) => name.split(' ').length));
const COMMENT = keys(vocabulary.comment);
const NEGATION = keys(vocabulary.negation);
const NEGATION_REACH = keys(vocabulary.negationReach);
const TOPIC = keys(vocabulary.topic);

function gate(label: Label): number {
  return gateRank({ ...UNRATED, rank: label.rank });
}

function findLabels(text: string): Match[] {
  const all = tokens(text);
  const found: Match[] = [];
  let comment = false;
  let negated = false;
  let end = 0;
  for (let at = 0; at < all.length; ) {
    const token = all[at] as Token;
    if (CLAUSE_END.test(text.slice(end, token.start))) comment = false;
    if (NEGATION_END.test(text.slice(end, token.start))) negated = false;
    const match = longestAt(all, at, text);
    if (match && !negated) {
      const after = all[at + match.length]?.key ?? '';
      found.push({ label: match.label, stated: isStated(match, token, after, comment, all.length) });
    }
    if (!match) negated = NEGATION.has(token.key) || (negated && NEGATION_REACH.has(token.key));
    comment ||= COMMENT.has(token.key);
    at += match?.length ?? 1;
    end = (all[at - 1] as Token).end;
  }
  return found;
}

function isStated(match: Found, token: Token, after: string, comment: boolean, words: number): boolean {
  const { label } = match;
  if (label.bare) return words <= FEW_WORDS;
  if (!label.code) return !comment && !TOPIC.has(after) && (label.rank !== null || match.length > 1 || words === 1);
  const small = match.length === 1 && token.text.length === 1 && token.text === token.text.toLowerCase();
  return !small || (!comment && words <= FEW_WORDS);
}

interface Found {
  readonly label: Label;
  /** In tokens. */
  readonly length: number;
}

function longestAt(all: readonly Token[], at: number, text: string): Found | null {
  let name = '';
  let best: Found | null = null;
  for (let length = 1; length <= LONGEST; length++) {
    const token = all[at + length - 1];
    if (!token) break;
    const previous = all[at + length - 2];
    if (length > 1 && previous && !joins(text.slice(previous.end, token.start), token)) break;
    name = length === 1 ? token.key : `${name} ${token.key}`;
    const label = LABELS.get(name) ?? LABELS.get(name.replace(/ish$/, ''));
    if (label) best = { label, length };
  }
  return best;
}

function joins(gap: string, token: Token): boolean {
  if (token.text === '+') return gap === '';
  return JOINT.test(gap) || (gap === ' (' && /^\p{L}/u.test(token.text));
}
