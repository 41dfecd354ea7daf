/**
 * The custom ids of a draft.
 */
import { idsOf, type RouteTable } from '#src/kit/custom-id.ts';

export const ADDING_ROUTES = {
  'draft-new': {},
  'draft-fill': { draft: 'word' },
  'draft-filled': { draft: 'word' },
  'draft-basis': { draft: 'word' },
  'draft-evidence': { draft: 'word' },
  'draft-publish': { draft: 'word' },
  'draft-discard': { draft: 'word' },
  'draft-edit': { draft: 'word', group: 'word' },
  /** `shown` is of the words that the modal shows. */
  'draft-edited': { draft: 'word', group: 'word', shown: 'number' },
  'draft-again': { answers: 'word' },
} as const satisfies RouteTable;

export const draftId = idsOf(ADDING_ROUTES);
