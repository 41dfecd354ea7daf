/**
 * Subjects of mailing lists and newsgroups: "NEW: Title [PG-13] A/B 1/3".
 */
import { parseRating } from '#src/story/rating.ts';

export interface Subject {
  readonly title: string;
  readonly rating: string | null;
  readonly pairing: string | null;
  readonly part: { readonly number: number; readonly total: number | null } | null;
}

/** NEW, REP(ost), REV(ised), COR(rected), as newsgroups agreed to post. */
const SUBJECT =
  /^(?:Subject\s*[:=]\s*)?(?:Re:\s*)?(?:\[[^\][]{1,40}\]\s*)?x?(?:NEW|REP|REPOST|REV|COR|FIC|FF)\s*:\s*(\S.*)$/;
const NUMBERS =
  /[\s,]*[([]\s*(\d{1,4})\s*(?:\/|of)\s*(\d{1,4}|\?)\s*[)\]]|[\s,]+(\d{1,4})\s*(?:\/|of)\s*(\d{1,4}|\?)\s*$/i;
const BRACKETS = /\s*(?:\[([^\][]*)\]|\(([^()]*)\))/g;
const BARE_PAIRING = /\s(\S{1,40}\/\S{1,40})\s*$/;

export function isSubjectLine(line: string): boolean {
  return SUBJECT.test(line);
}

export function readSubject(line: string): Subject {
  let rest = SUBJECT.exec(line)?.[1] ?? line;
  const numbers = NUMBERS.exec(rest);
  if (numbers) rest = rest.replace(NUMBERS, '');
  const [number, total] = numbers ? [numbers[1] ?? numbers[3], numbers[2] ?? numbers[4]] : [];

  let rating: string | null = null;
  let pairing: string | null = null;
  let titleEnd = rest.length;
  for (const match of rest.matchAll(BRACKETS)) {
    for (const word of (match[1] ?? match[2] ?? '').split(/[,;]/).map((piece) => piece.trim())) {
      if (isRating(word)) rating ??= word;
      else if (SLASHED.test(word)) pairing ??= word;
      else continue;
      titleEnd = Math.min(titleEnd, match.index);
    }
  }
  // What follows the brackets is the pairing, what stands before them the title.
  const after = rest.slice(titleEnd).replace(BRACKETS, ' ').trim();
  if (after !== '') pairing ??= after;
  const title = rest.slice(0, titleEnd).trim();
  const bare = pairing === null ? BARE_PAIRING.exec(title) : null;
  return {
    title: bare ? title.slice(0, bare.index).trim() : title,
    rating,
    pairing: pairing ?? bare?.[1] ?? null,
    part: number === undefined ? null : { number: Number(number), total: total === '?' ? null : Number(total) },
  };
}

const SLASHED = /\S\s?\/\s?\S/;

/** Whether a few words are a rating and nothing else; "R/NC-17" is, "K/S" is a pairing. */
export function isRating(words: string): boolean {
  if (words.trim() === '' || words.trim().split(/\s+/).length > MOST_WORDS) return false;
  return words.split('/').every((word) => parseRating(word).readable && word.trim() !== '');
}

const MOST_WORDS = 4;
