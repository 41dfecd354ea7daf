/**
 * `/library edit`: what a fic says of itself, changed group by group.
 */
import * as edit from '#commands/editing/edit.ts';
import { UNSAVED_EDITS } from '#commands/editing/kept.ts';
import type { EditingPorts } from '#commands/editing/ports.ts';
import { EDITING_ROUTES } from '#commands/editing/routes.ts';
import { commandsIn, feature, pressesIn } from '#src/kit/feature.ts';

export const editingFeature = feature<EditingPorts, typeof EDITING_ROUTES>({
  name: 'editing',
  routes: EDITING_ROUTES,
  commands: commandsIn(edit),
  presses: pressesIn(edit),
  kept: [UNSAVED_EDITS],
});
