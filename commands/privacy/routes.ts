/**
 * The custom ids of what is kept.
 */
import { idsOf, type RouteTable } from '#src/kit/custom-id.ts';

export const PRIVACY_ROUTES = {
  /** `person`: whose data it is about; nobody else's press counts. */
  export: { person: 'word' },
  forget: { person: 'word' },
  'forget-sure': { person: 'word' },
  'forget-not': { person: 'word' },
} as const satisfies RouteTable;

export const privacyId = idsOf(PRIVACY_ROUTES);
