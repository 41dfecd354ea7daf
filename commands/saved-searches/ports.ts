/**
 * What saved searches works with, and the declaring functions bound to it.
 */

import type { SAVED_SEARCHES_ROUTES } from '#commands/saved-searches/routes.ts';
import type { SearchPorts } from '#commands/search/ports.ts';
import { kitFor } from '#src/kit/declaration.ts';

export type SavedSearchesPorts = SearchPorts;

export const { command, component, modalSubmit } = kitFor<SavedSearchesPorts, typeof SAVED_SEARCHES_ROUTES>();
