/**
 * The custom ids of other names.
 */
import { idsOf, type RouteTable } from '#src/kit/custom-id.ts';

export const ALIASES_ROUTES = {
  aliases: { page: 'number' },
  /** Its menu has the aliases' numbers. */
  'alias-remove': { page: 'number' },
} as const satisfies RouteTable;

export const aliasId = idsOf(ALIASES_ROUTES);
