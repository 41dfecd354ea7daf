/**
 * `/library add` and `/library import`: from a file to a draft to a published fic.
 */
import { add, draftFromModal } from '#commands/adding/add.ts';
import { chooseBasis, discardDraft, draftFilled, evidence, fillDraft, publishDraft } from '#commands/adding/draft.ts';
import { importFile } from '#commands/adding/import.ts';
import type { AddingPorts } from '#commands/adding/ports.ts';
import { ADDING_ROUTES } from '#commands/adding/routes.ts';
import { feature } from '#src/kit/feature.ts';

export const addingFeature = feature<AddingPorts, typeof ADDING_ROUTES>({
  name: 'adding',
  routes: ADDING_ROUTES,
  commands: [add, importFile],
  presses: {
    'draft-new': draftFromModal,
    'draft-fill': fillDraft,
    'draft-filled': draftFilled,
    'draft-basis': chooseBasis,
    'draft-evidence': evidence,
    'draft-publish': publishDraft,
    'draft-discard': discardDraft,
  },
  kept: [],
});
