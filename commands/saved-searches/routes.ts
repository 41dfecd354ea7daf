/**
 * The custom ids of saved searches.
 */
import { idsOf, type RouteTable } from '#src/kit/custom-id.ts';

export const SAVED_SEARCHES_ROUTES = {
  'search-save': { session: 'word' },
  'search-saved': { session: 'word' },
  'saved-run': {},
  'saved-remove': {},
} as const satisfies RouteTable;

export const savedSearchId = idsOf(SAVED_SEARCHES_ROUTES);
