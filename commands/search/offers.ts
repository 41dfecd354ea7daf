/**
 * What would find something where a search finds nothing: the same without one of its conditions, or without its words.
 */
import type { Offer } from '#commands/search/nothing-found.ts';
import type { SearchPorts } from '#commands/search/ports.ts';
import type { StoryQuery } from '#src/query/ast.ts';
import { filtersOf, withoutFilters } from '#src/query/filters.ts';
import type { Audience } from '#src/story/audience.ts';

/** Conditions that are tried: each is a search. */
const MOST_TRIED = 6;

/**
 * Those that find something that may be shown here, the most first; all words are dropped only where that finds more than
 * dropping one thing does. Without its only condition a search is none.
 */
export async function offersFor(
  { catalog }: Pick<SearchPorts, 'catalog'>,
  query: StoryQuery,
  audience: Audience,
): Promise<readonly Offer[]> {
  const filters = [...filtersOf(query)];
  if (filters.length < 2) return [];
  const words = filters.filter(([, { kind }]) => kind === 'words').length;
  const tried: { readonly without: Offer['without']; readonly left: StoryQuery }[] = filters
    .slice(0, MOST_TRIED)
    .map(([key, condition]) => ({
      without: condition,
      left: withoutFilters(query, (_, other) => other === key),
    }));
  if (words > 1 && words < filters.length) {
    tried.push({ without: 'words', left: withoutFilters(query, ({ kind }) => kind === 'words') });
  }
  const offers = await Promise.all(
    tried.map(async ({ without, left }): Promise<Offer> => ({ without, count: await catalog.total(left, audience) })),
  );
  const one = Math.max(0, ...offers.flatMap(({ without, count }) => (without === 'words' ? [] : [count])));
  return offers
    .filter(({ without, count }) => count > (without === 'words' ? one : 0))
    .sort((a, b) => b.count - a.count);
}
