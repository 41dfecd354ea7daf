/**
 * Numbers from–to as readers type them.
 */
import type { Range } from '#src/query/ast.ts';
import { DASH } from '#src/query/signs.ts';
import { FicError } from '#src/story/errors.ts';

/** Far beyond what any story has; larger numbers are read as this. */
export const LARGEST = 999_999_999_999;
/** UTF-16 units; longer ones are no range. */
const LONGEST = 60;
const THOUSANDS = { k: 1_000, m: 1_000_000 };

/**
 * Reads "1000", "<1000", ">1000", "1000-5000", "1k-5k", "1.5k", "10k+"; thousands separators are ignored.
 *
 * @throws FicError `range-unreadable` with the text.
 */
export function parseRange(text: string): Range {
  const range = text.length > LONGEST ? null : readRange(text);
  if (!range) throw new FicError('range-unreadable', { text });
  return range;
}

/** Null for what is none. */
export function readRange(text: string): Range | null {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(DASH, '-')
    .replaceAll('\u2264', '<=')
    .replaceAll('\u2265', '>=')
    .replace(/\.\.+|\u2026/g, '-')
    .replace(/[\s_'\u2019]/g, '');
  const [first = '', second, ...more] = plain.split('-');
  if (more.length > 0) return null;
  if (second !== undefined) {
    const [from, to] = [readNumber(first), readNumber(second)];
    return from === null || to === null ? null : { min: Math.min(from, to), max: Math.max(from, to) };
  }
  const [, sign = '', digits = '', plus] = /^([<>]?=?)(.*?)(\+?)$/.exec(plain) ?? [];
  const bound = readNumber(digits);
  if (bound === null) return null;
  if (sign === '<') return { min: null, max: Math.max(0, bound - 1) };
  if (sign === '<=') return { min: null, max: bound };
  if (sign === '>') return { min: Math.min(bound + 1, LARGEST), max: null };
  if (sign === '>=' || plus === '+') return { min: bound, max: null };
  return { min: bound, max: bound };
}

/** Before a k, one or two digits after a point or comma are a fraction: "1.5k"; elsewhere points and commas part thousands. */
function readNumber(text: string): number | null {
  const fraction = /^(\d{1,6})[.,](\d{1,2})([km])$/.exec(text);
  const [, whole = '', unit] = fraction
    ? [null, `${fraction[1]}.${fraction[2]}`, fraction[3]]
    : (/^(\d{1,15})([km]?)$/.exec(text.replace(/[.,]/g, '')) ?? []);
  if (whole === '') return null;
  const times = unit === 'k' || unit === 'm' ? THOUSANDS[unit] : 1;
  return Math.min(Math.round(Number(whole) * times), LARGEST);
}
