/**
 * `/library add` and `/library import`: from a file to a draft to a published fic.
 */
import * as add from '#commands/adding/add.ts';
import * as draft from '#commands/adding/draft.ts';
import * as importing from '#commands/adding/import.ts';
import { UNSAVED_ANSWERS } from '#commands/adding/kept.ts';
import type { AddingPorts } from '#commands/adding/ports.ts';
import { ADDING_ROUTES } from '#commands/adding/routes.ts';
import { commandsIn, feature, pressesIn } from '#src/kit/feature.ts';

export const addingFeature = feature<AddingPorts, typeof ADDING_ROUTES>({
  name: 'adding',
  routes: ADDING_ROUTES,
  commands: commandsIn(add, importing),
  presses: pressesIn(add, draft),
  kept: [UNSAVED_ANSWERS],
});
