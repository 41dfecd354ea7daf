/**
 * The custom ids of a care card.
 */
import { idsOf, type RouteTable } from '#src/kit/custom-id.ts';

export const CARE_ROUTES = {
  'care-withdraw': { story: 'word' },
  'care-restore': { story: 'word' },
} as const satisfies RouteTable;

export const careId = idsOf(CARE_ROUTES);
