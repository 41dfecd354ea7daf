/**
 * `/library alias` and `/library aliases`: other names that a server's members use.
 */
import * as aliases from '#commands/aliases/aliases.ts';
import type { AliasesPorts } from '#commands/aliases/ports.ts';
import { ALIASES_ROUTES } from '#commands/aliases/routes.ts';
import { commandsIn, feature, pressesIn } from '#src/kit/feature.ts';

export const aliasesFeature = feature<AliasesPorts, typeof ALIASES_ROUTES>({
  name: 'aliases',
  routes: ALIASES_ROUTES,
  commands: commandsIn(aliases),
  presses: pressesIn(aliases),
  kept: [],
});
