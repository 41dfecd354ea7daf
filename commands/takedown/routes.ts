/**
 * The custom ids of a takedown.
 */
import { idsOf, type RouteTable } from '#src/kit/custom-id.ts';

export const TAKEDOWN_ROUTES = {
  takedown: { ask: 'word' },
  'takedown-cancel': { ask: 'word' },
} as const satisfies RouteTable;

export const takedownId = idsOf(TAKEDOWN_ROUTES);
