/**
 * The custom ids of the library list.
 */
import { idsOf, type RouteTable } from '#src/kit/custom-id.ts';

export const LISTING_ROUTES = {
  list: { session: 'word', state: 'word', page: 'number' },
  'list-state': { session: 'word', state: 'word' },
  /** `what` is `story` or `draft`. */
  'list-open': { what: 'word' },
} as const satisfies RouteTable;

export const listId = idsOf(LISTING_ROUTES);
