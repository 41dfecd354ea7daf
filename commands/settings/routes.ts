/**
 * The custom ids of the settings.
 */
import { idsOf, type RouteTable } from '#src/kit/custom-id.ts';

export const SETTINGS_ROUTES = {
  settings: { setting: 'word' },
  'settings-forget': {},
} as const satisfies RouteTable;

export const settingsId = idsOf(SETTINGS_ROUTES);
