/**
 * What completion offers: stories by title, names by kind, only of what this place may show.
 */
import { audienceFor } from '#commands/find-story.ts';
import type { Services } from '#commands/services.ts';
import type { Suggestion, SuggestionKind } from '#src/catalog/contract.ts';
import type { Choice } from '#src/kit/declaration.ts';
import type { Asked } from '#src/kit/request.ts';
import { LIMITS } from '#src/views/limits.ts';

type Complete = (typed: string, request: Asked, services: Services) => Promise<readonly Choice[]>;

/** As Discord shows them; the dispatcher leaves out what Discord would not take. */
export function choicesOf(found: readonly Suggestion[]): Choice[] {
  return found.map(({ label, value }) => ({ name: label, value }));
}

/** Names of authors, fandoms, pairings, characters or tags; for titles, the story's id is the value. */
export function completeFrom(kind: SuggestionKind): Complete {
  return async (typed, request, services) => {
    const audience = await audienceFor(services, request);
    const found = await services.catalog.suggest(kind, typed, audience, LIMITS.choices);
    return choicesOf(found);
  };
}
