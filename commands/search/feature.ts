/**
 * `/fic search`: a search and its pages, narrowed by chips and menus.
 */
import {
  openRefine,
  refineBy,
  searchAsTyped,
  searchOtherKind,
  showNewest,
  sortResults,
  takeChosenAway,
  takeFilterAway,
  takeWordsAway,
} from '#commands/search/filters.ts';
import { LAST_SEARCHES, SEARCH_SESSIONS } from '#commands/search/kept.ts';
import { askForPage, backToLast, jumpToPage, searchAgain, turnResults } from '#commands/search/pages.ts';
import type { SearchPorts } from '#commands/search/ports.ts';
import { SEARCH_ROUTES } from '#commands/search/routes.ts';
import { search } from '#commands/search/search.ts';
import { feature } from '#src/kit/feature.ts';

export const searchFeature = feature<SearchPorts, typeof SEARCH_ROUTES>({
  name: 'search',
  routes: SEARCH_ROUTES,
  commands: [search],
  presses: {
    results: turnResults,
    'search-again': searchAgain,
    'results-jump': askForPage,
    'results-jumped': jumpToPage,
    'results-sort': sortResults,
    refine: openRefine,
    'refine-by': refineBy,
    filter: takeFilterAway,
    filters: takeChosenAway,
    'filter-words': takeWordsAway,
    'search-typed': searchAsTyped,
    'search-other-kind': searchOtherKind,
    'search-newest': showNewest,
    'last-search': backToLast,
  },
  kept: [SEARCH_SESSIONS, LAST_SEARCHES],
});
