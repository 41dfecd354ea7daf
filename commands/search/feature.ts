/**
 * `/fic search`: a search and its pages, narrowed by chips and menus.
 */
import * as filters from '#commands/search/filters.ts';
import { LAST_SEARCHES, SEARCH_SESSIONS } from '#commands/search/kept.ts';
import * as pages from '#commands/search/pages.ts';
import type { SearchPorts } from '#commands/search/ports.ts';
import { SEARCH_ROUTES } from '#commands/search/routes.ts';
import * as search from '#commands/search/search.ts';
import { commandsIn, feature, pressesIn } from '#src/kit/feature.ts';

export const searchFeature = feature<SearchPorts, typeof SEARCH_ROUTES>({
  name: 'search',
  routes: SEARCH_ROUTES,
  commands: commandsIn(search),
  presses: pressesIn(filters, pages),
  kept: [SEARCH_SESSIONS, LAST_SEARCHES],
});
