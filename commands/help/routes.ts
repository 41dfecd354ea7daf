/**
 * The custom ids of the help.
 */
import { idsOf, type RouteTable } from '#src/kit/custom-id.ts';

export const HELP_ROUTES = {
  help: { part: 'word' },
  /** Runs one of the help's searches, by its name. */
  'search-example': { name: 'word' },
} as const satisfies RouteTable;

export const helpId = idsOf(HELP_ROUTES);
