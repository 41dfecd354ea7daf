/**
 * `/library settings`: what moderators choose for their library.
 */

import type { SettingsPorts } from '#commands/settings/ports.ts';
import { SETTINGS_ROUTES } from '#commands/settings/routes.ts';
import * as settings from '#commands/settings/settings.ts';
import { commandsIn, feature, pressesIn } from '#src/kit/feature.ts';

export const settingsFeature = feature<SettingsPorts, typeof SETTINGS_ROUTES>({
  name: 'settings',
  routes: SETTINGS_ROUTES,
  commands: commandsIn(settings),
  presses: pressesIn(settings),
  kept: [],
});
