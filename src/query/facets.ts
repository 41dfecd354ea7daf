/**
 * Facets: what the results of a search have in common, and the condition that asks for one of their values.
 */
import type { Condition, Range } from '#src/query/ast.ts';
import type { Facet } from '#src/query/fields.ts';
import { BANDS } from '#src/story/rating.ts';
import { STATUSES } from '#src/story/story.ts';

/** Drabble to novel, by words: the steps that readers name. Each begins where the one before ends. */
export const LENGTHS = [
  { name: 'drabble', range: { min: null, max: 999 } },
  { name: 'short', range: { min: 1_000, max: 4_999 } },
  { name: 'medium', range: { min: 5_000, max: 19_999 } },
  { name: 'long', range: { min: 20_000, max: 49_999 } },
  { name: 'novel', range: { min: 50_000, max: null } },
] as const satisfies readonly { readonly name: string; readonly range: Range }[];

/**
 * @param value - a name; a band; a status; a name of `LENGTHS`; a language as BCP 47, only its first part.
 *
 * @returns null for a band, status or length that there is not.
 */
export function facetCondition(facet: Facet, value: string): Condition | null {
  switch (facet) {
    case 'rating': {
      const band = BANDS.find((each) => each === value);
      return band ? { kind: 'rating', from: band, to: band } : null;
    }
    case 'status': {
      const status = STATUSES.find((each) => each === value);
      return status ? { kind: 'status', status } : null;
    }
    case 'language':
      return { kind: 'language', language: value };
    case 'length': {
      const length = LENGTHS.find(({ name }) => name === value);
      return length ? { kind: 'number', field: 'words', ...length.range } : null;
    }
    default:
      return { kind: 'named', field: facet, text: value };
  }
}
