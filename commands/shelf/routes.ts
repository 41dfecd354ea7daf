/**
 * The custom ids of the shelf.
 */
import { idsOf, type RouteTable } from '#src/kit/custom-id.ts';

export const SHELF_ROUTES = {
  shelf: { page: 'number' },
  keep: { story: 'word' },
} as const satisfies RouteTable;

export const shelfId = idsOf(SHELF_ROUTES);
