/**
 * `/library withdraw` and `/library restore`, and the card from which moderators do it.
 */
import * as buttons from '#commands/care/buttons.ts';
import type { CarePorts } from '#commands/care/ports.ts';
import * as restore from '#commands/care/restore.ts';
import { CARE_ROUTES } from '#commands/care/routes.ts';
import * as withdraw from '#commands/care/withdraw.ts';
import { commandsIn, feature, pressesIn } from '#src/kit/feature.ts';

export const careFeature = feature<CarePorts, typeof CARE_ROUTES>({
  name: 'care',
  routes: CARE_ROUTES,
  commands: commandsIn(withdraw, restore),
  presses: pressesIn(buttons),
  kept: [],
});
