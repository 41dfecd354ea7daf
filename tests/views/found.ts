/** What a search found, for pages of results: say what matters. */
import type { SearchResult } from '#src/catalog/contract.ts';

export function found(parts: Partial<SearchResult>): SearchResult {
  const nothing = { total: 0, hits: [], hidden: [], corrections: [], unfinished: false, passages: {}, otherKind: 0 };
  return { ...nothing, ...parts };
}
