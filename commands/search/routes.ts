/**
 * The custom ids of a search and its pages.
 */
import { idsOf, type RouteTable } from '#src/kit/custom-id.ts';

export const SEARCH_ROUTES = {
  results: { session: 'word', page: 'number' },
  'search-again': { session: 'word' },
  'results-jump': { session: 'word', pages: 'number' },
  'results-jumped': { session: 'word', pages: 'number' },
  'results-sort': { session: 'word' },
  /** `mode` is `only` or `without`; `page` is the one to go back to. */
  refine: { session: 'word', page: 'number', mode: 'word' },
  'refine-by': { session: 'word', facet: 'word', mode: 'word' },
  /** `key` names a condition of the search, as `filterKey` makes it. */
  filter: { session: 'word', key: 'word' },
  filters: { session: 'word' },
  /** All words of a search that are no filters. */
  'filter-words': { session: 'word' },
  'search-typed': { session: 'word', key: 'word' },
  'search-other-kind': { session: 'word' },
  'search-newest': { session: 'word' },
  'last-search': {},
} as const satisfies RouteTable;

export const searchId = idsOf(SEARCH_ROUTES);
