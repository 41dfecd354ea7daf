/**
 * Days and spans as readers type them: "2024-05", "7d", "3 weeks ago", "2020-2022".
 */
import type { DateBound, DateUnit } from '#src/query/ast.ts';
import { DASH } from '#src/query/signs.ts';
import { unitOf } from '#src/query/vocabulary.ts';

export interface Dates {
  readonly from: DateBound | null;
  readonly to: DateBound | null;
}

type Point = { readonly first: string; readonly last: string } | { readonly ago: number; readonly unit: DateUnit };

export type Comparison = '' | '<' | '<=' | '>' | '>=';

/** UTF-16 units; longer ones are no date. */
const LONGEST = 40;
const MOST_AGO = 9999;
/** Close enough to tell which of two is longer ago. */
const HOURS: Readonly<Record<DateUnit, number>> = { hour: 1, day: 24, week: 168, month: 730.5, year: 8766 };

/**
 * "<7d" is within the last seven days, ">1y" longer ago than a year; "<2024-05-01" is before that day. Null for what is no date.
 */
export function readDates(comparison: Comparison, text: string): Dates | null {
  if (text.length > LONGEST) return null;
  const plain = text.normalize('NFKC').toLowerCase().replace(DASH, '-').trim();
  const point = readPoint(plain);
  if (point) return compared(comparison, point);
  return comparison === '' ? readBetween(plain) : null;
}

/** From the longer ago to the less, from the earlier day to the later. */
export function inOrder({ from, to }: Dates): Dates {
  if (!from || !to) return { from, to };
  const isTurned =
    'day' in from
      ? 'day' in to && from.day > to.day
      : 'ago' in to && from.ago * HOURS[from.unit] < to.ago * HOURS[to.unit];
  return isTurned ? { from: to, to: from } : { from, to };
}

function compared(comparison: Comparison, point: Point): Dates | null {
  if ('ago' in point) {
    return comparison.startsWith('>') ? { from: null, to: point } : { from: point, to: null };
  }
  const { first, last } = point;
  const bounds: Readonly<Record<Comparison, Dates>> = {
    '': { from: { day: first }, to: { day: last } },
    '<': { from: null, to: { day: shifted(first, -1) } },
    '<=': { from: null, to: { day: last } },
    '>': { from: { day: shifted(last, 1) }, to: null },
    '>=': { from: { day: first }, to: null },
  };
  const { from, to } = bounds[comparison];
  const isDay = (bound: DateBound | null) => bound === null || ('day' in bound && DAY.test(bound.day));
  return isDay(from) && isDay(to) ? { from, to } : null;
}

function readBetween(text: string): Dates | null {
  for (const { index, 0: joint } of text.matchAll(/\s*\.\.+\s*|\s*\u2026\s*|\s+to\s+|\s*-\s*/g)) {
    const right = text.slice(index + joint.length);
    const left = text.slice(0, index);
    // "13-21 months": the unit is said once.
    const unit = /^\d+\s*(\p{L}+)/u.exec(right)?.[1] ?? '';
    const [from, to] = [readPoint(left) ?? readPoint(left + unit), readPoint(right)];
    if (from && to) return spanned(from, to);
  }
  return null;
}

function spanned(a: Point, b: Point): Dates {
  if (!('ago' in a) && !('ago' in b)) {
    const [from, to] = a.first <= b.first ? [a, b] : [b, a];
    return { from: { day: from.first }, to: { day: to.last } };
  }
  return inOrder({ from: 'ago' in a ? a : { day: a.first }, to: 'ago' in b ? b : { day: b.last } });
}

const DAY = /^[1-9]\d{3}-\d{2}-\d{2}$/;

function readPoint(text: string): Point | null {
  const dayFirst = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const [, year, month, day] = dayFirst
    ? [null, dayFirst[3], dayFirst[2], dayFirst[1]]
    : (/^([1-9]\d{3})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(text) ?? []);
  if (year) return daysOf(Number(year), month, day);
  const [, count, word = ''] = /^(\d{1,4})?\s*(\p{L}+)(?:\s+ago)?$/u.exec(text) ?? [];
  const unit = unitOf(word);
  const ago = Number(count ?? 1);
  return unit && ago >= 1 && ago <= MOST_AGO ? { ago, unit } : null;
}

function daysOf(year: number, month: string | undefined, day: string | undefined): Point | null {
  const [from, to] = [Number(month ?? 1), Number(month ?? 12)];
  if (from < 1 || to > 12) return null;
  const length = new Date(Date.UTC(year, to, 0)).getUTCDate();
  const [first, last] = [Number(day ?? 1), Number(day ?? length)];
  if (first < 1 || last > length) return null;
  return { first: written(year, from, first), last: written(year, to, last) };
}

function written(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function shifted(day: string, by: number): string {
  return new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10);
}

export function printDates(field: string, { from, to }: Dates): string {
  if (from && to) return `${field}:${printBound(from)}..${printBound(to)}`;
  if (from) return 'day' in from ? `${field}>=${from.day}` : `${field}<${printBound(from)}`;
  return to && 'day' in to ? `${field}<=${to.day}` : `${field}>${to ? printBound(to) : ''}`;
}

const SHORT: Readonly<Record<DateUnit, string>> = { hour: 'h', day: 'd', week: 'w', month: 'mo', year: 'y' };

function printBound(bound: DateBound): string {
  return 'day' in bound ? bound.day : `${bound.ago}${SHORT[bound.unit]}`;
}
