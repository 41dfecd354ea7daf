/**
 * `/library takedown` and `/library takedown-undo`: a fic hidden at its author's word.
 */
import { TAKEDOWN_ASKS } from '#commands/takedown/kept.ts';
import type { TakedownPorts } from '#commands/takedown/ports.ts';
import { TAKEDOWN_ROUTES } from '#commands/takedown/routes.ts';
import * as takedown from '#commands/takedown/takedown.ts';
import * as undo from '#commands/takedown/undo.ts';
import { commandsIn, feature, pressesIn } from '#src/kit/feature.ts';

export const takedownFeature = feature<TakedownPorts, typeof TAKEDOWN_ROUTES>({
  name: 'takedown',
  routes: TAKEDOWN_ROUTES,
  commands: commandsIn(takedown, undo),
  presses: pressesIn(takedown),
  kept: [TAKEDOWN_ASKS],
  begins: ({ takedowns }) => ({ begin: () => takedowns.begin(), stop: () => takedowns.stop() }),
});
