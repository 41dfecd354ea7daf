/**
 * From when to when a condition on dates reaches, at the moment at which it is asked.
 */
import type { DateBound, Dated } from '#src/query/ast.ts';

const UNITS = { hour: 3_600_000, day: 86_400_000, week: 604_800_000, month: 2_629_800_000, year: 31_557_600_000 };

/** [from, below) in ms since 1970. */
export function reachOf({ from, to }: Dated, now: number): { readonly from: number; readonly below: number } {
  return {
    from: from ? startOf(from, now) : Number.NEGATIVE_INFINITY,
    below: to ? startOf(to, now) + ('day' in to ? UNITS.day : 1) : Number.POSITIVE_INFINITY,
  };
}

function startOf(bound: DateBound, now: number): number {
  return 'day' in bound ? Date.parse(bound.day) : now - bound.ago * UNITS[bound.unit];
}
