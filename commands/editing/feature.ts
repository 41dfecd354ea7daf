/**
 * `/library edit`: what a fic says of itself, changed group by group.
 */
import { edit, editAgain, editFromCard, openEdit, saveTyped } from '#commands/editing/edit.ts';
import { UNSAVED_EDITS } from '#commands/editing/kept.ts';
import type { EditingPorts } from '#commands/editing/ports.ts';
import { EDITING_ROUTES } from '#commands/editing/routes.ts';
import { feature } from '#src/kit/feature.ts';

export const editingFeature = feature<EditingPorts, typeof EDITING_ROUTES>({
  name: 'editing',
  routes: EDITING_ROUTES,
  commands: [edit],
  presses: {
    edit: editFromCard,
    'edit-open': openEdit,
    'edit-save': saveTyped,
    'edit-again': editAgain,
  },
  kept: [UNSAVED_EDITS],
});
