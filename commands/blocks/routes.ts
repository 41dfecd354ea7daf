/**
 * The custom ids of what is blocked.
 */
import { idsOf, type RouteTable } from '#src/kit/custom-id.ts';

export const BLOCKS_ROUTES = {
  /** `page` tells two menus apart. */
  unblock: { page: 'number' },
} as const satisfies RouteTable;

export const blockId = idsOf(BLOCKS_ROUTES);
