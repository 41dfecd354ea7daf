/**
 * The custom ids of an edit.
 */
import { idsOf, type RouteTable } from '#src/kit/custom-id.ts';

export const EDITING_ROUTES = {
  edit: { story: 'word' },
  'edit-open': { story: 'word', group: 'word' },
  /** `revision` is the one whose words the modal shows. */
  'edit-save': { story: 'word', group: 'word', revision: 'number' },
  'edit-again': { edit: 'word' },
} as const satisfies RouteTable;

export const editId = idsOf(EDITING_ROUTES);
