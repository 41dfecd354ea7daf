/**
 * What completion offers: stories by title, names by kind, only of what this place may show.
 */

import { audienceFor } from '#commands/blocks/audience.ts';
import type { Suggestion } from '#src/catalog/contract.ts';
import type { Choice } from '#src/kit/declaration.ts';
import type { Ports } from '#src/kit/ports.ts';
import type { Asked } from '#src/kit/request.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import { OPTION_FIELDS, type OptionField, type SuggestionKind, suggestedBy } from '#src/query/fields.ts';

type Complete<Request extends Asked = Asked> = (
  typed: string,
  request: Request,
  services: Ports<'catalog' | 'kept' | 'settings'>,
) => Promise<readonly Choice[]>;

/** Somebody who fills in a command with a fandom among its options. */
type InFandom = Asked & { readonly options: { readonly fandom?: string | undefined } };

/**
 * As Discord shows them; the dispatcher leaves out what Discord would not take. Another name is shown with what it stands
 * for: "Johnlock → Sherlock Holmes/John Watson".
 */
export function choicesOf(found: readonly Suggestion[]): Choice[] {
  return found.map(({ label, value, alias }) => ({ name: alias ? `${alias} → ${label}` : label, value }));
}

/** Names of authors, fandoms, pairings, characters or tags; for titles, the story's id is the value. */
export function completeFrom(kind: SuggestionKind): Complete {
  return async (typed, request, services) => choicesOf(await suggestions(kind, typed, request, services));
}

/** The same, of the fandom that is chosen in the same command. */
export function completeInFandom(...kinds: readonly SuggestionKind[]): Complete<InFandom> {
  return async (typed, request, services) => {
    const { fandom } = request.options;
    const found = await Promise.all(kinds.map((kind) => suggestions(kind, typed, request, services, fandom)));
    // A name of several kinds is asked for by the same words.
    return [...new Map(found.flatMap(choicesOf).map((choice) => [choice.value, choice])).values()];
  };
}

/** Of the options of `/fic search` that are fields: those whose names are known. */
export const completeFields: { readonly [Name in OptionField]?: Complete<InFandom> } = Object.fromEntries(
  OPTION_FIELDS.flatMap((name) => {
    const kind = suggestedBy(name);
    if (kind === null) return [];
    return [[name, name === 'fandom' ? completeFrom(kind) : completeInFandom(kind)]];
  }),
);

async function suggestions(
  kind: SuggestionKind,
  typed: string,
  request: Asked,
  services: Ports<'catalog' | 'kept' | 'settings'>,
  fandom?: string,
): Promise<readonly Suggestion[]> {
  const audience = await audienceFor(services, request);
  return services.catalog.suggest(kind, typed, audience, LIMITS.choices, fandom?.trim() ? fandom : undefined);
}
