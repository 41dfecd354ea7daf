/**
 * `/library settings`: what moderators choose for their library.
 */

import type { SettingsPorts } from '#commands/settings/ports.ts';
import { SETTINGS_ROUTES } from '#commands/settings/routes.ts';
import { changeSetting, forgetGone, settings } from '#commands/settings/settings.ts';
import { feature } from '#src/kit/feature.ts';

export const settingsFeature = feature<SettingsPorts, typeof SETTINGS_ROUTES>({
  name: 'settings',
  routes: SETTINGS_ROUTES,
  commands: [settings],
  presses: {
    settings: changeSetting,
    'settings-forget': forgetGone,
  },
  kept: [],
});
