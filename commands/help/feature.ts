/**
 * `/fic help`: what there is to call, and how to search.
 */
import * as help from '#commands/help/help.ts';
import type { HelpPorts } from '#commands/help/ports.ts';
import { HELP_ROUTES } from '#commands/help/routes.ts';
import { commandsIn, feature, pressesIn } from '#src/kit/feature.ts';

export const helpFeature = feature<HelpPorts, typeof HELP_ROUTES>({
  name: 'help',
  routes: HELP_ROUTES,
  commands: commandsIn(help),
  presses: pressesIn(help),
  kept: [],
});
