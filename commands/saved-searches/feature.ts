/**
 * `/fic searches`: the last search, and those saved under a name.
 */
import { SAVED_SEARCHES } from '#commands/saved-searches/kept.ts';
import type { SavedSearchesPorts } from '#commands/saved-searches/ports.ts';
import { SAVED_SEARCHES_ROUTES } from '#commands/saved-searches/routes.ts';
import * as searches from '#commands/saved-searches/searches.ts';
import { commandsIn, feature, pressesIn } from '#src/kit/feature.ts';

export const savedSearchesFeature = feature<SavedSearchesPorts, typeof SAVED_SEARCHES_ROUTES>({
  name: 'saved-searches',
  routes: SAVED_SEARCHES_ROUTES,
  commands: commandsIn(searches),
  presses: pressesIn(searches),
  kept: [SAVED_SEARCHES],
});
