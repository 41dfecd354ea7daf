/**
 * `/fic privacy`: what is kept of a person; taken along, or forgotten.
 */

import type { PrivacyPorts } from '#commands/privacy/ports.ts';
import * as privacy from '#commands/privacy/privacy.ts';
import { PRIVACY_ROUTES } from '#commands/privacy/routes.ts';
import { LAST_LANGUAGE } from '#src/kept/last-language.ts';
import { commandsIn, feature, pressesIn } from '#src/kit/feature.ts';
import { WISHES } from '#src/privacy/wishes.ts';

export const privacyFeature = feature<PrivacyPorts, typeof PRIVACY_ROUTES>({
  name: 'privacy',
  routes: PRIVACY_ROUTES,
  commands: commandsIn(privacy),
  presses: pressesIn(privacy),
  kept: [LAST_LANGUAGE, WISHES],
  begins: ({ forgetting }) => ({ begin: () => forgetting.resume() }),
});
