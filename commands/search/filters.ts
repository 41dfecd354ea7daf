/**
 * What chips, the Refine menu and the offers below an empty page do: ask for less, for more, or otherwise.
 */
import { audienceFor } from '#commands/blocks/audience.ts';
import { component, type SearchPorts } from '#commands/search/ports.ts';
import { OFFERED_SORTS, optionValue, REFINE_MODES, type RefineMode, refineView } from '#commands/search/refine-view.ts';
import { changeSearch, onSearch } from '#commands/search/session.ts';
import type { FacetValue } from '#src/catalog/contract.ts';
import { COOLDOWNS } from '#src/kit/declaration.ts';
import type { Reply } from '#src/kit/reply.ts';
import type { Asked } from '#src/kit/request.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { type Condition, EVERYTHING, type StoryQuery } from '#src/query/ast.ts';
import { facetCondition } from '#src/query/facets.ts';
import { REFINED } from '#src/query/fields.ts';
import { asksFor, asOtherKind, asTyped, filterKey, withFilter, withoutFilters } from '#src/query/filters.ts';
import { FicError } from '#src/story/errors.ts';

type OnSearch = Asked & { readonly args: { readonly session: string } };

/** Goes on with another query, from its first page. */
function changed(
  request: OnSearch,
  services: SearchPorts,
  change: (query: StoryQuery) => StoryQuery | Promise<StoryQuery>,
): Promise<Reply> {
  return onSearch(request, services, async (query) =>
    changeSearch(request, services, request.args.session, await change(query)),
  );
}

const pressed = { answer: 'update', who: 'everyone', cooldown: COOLDOWNS.turning } as const;

export const takeFilterAway = component({
  ...pressed,
  route: 'filter',
  run: (request, services) =>
    changed(request, services, (query) => withoutFilters(query, (_, key) => key === request.args.key)),
});

export const takeChosenAway = component({
  ...pressed,
  route: 'filters',
  run: (request, services) =>
    changed(request, services, (query) => withoutFilters(query, (_, key) => request.values.includes(key))),
});

export const takeWordsAway = component({
  ...pressed,
  route: 'filter-words',
  run: (request, services) =>
    changed(request, services, (query) => withoutFilters(query, ({ kind }) => kind === 'words')),
});

export const searchAsTyped = component({
  ...pressed,
  route: 'search-typed',
  run: (request, services) => changed(request, services, (query) => asTyped(query, request.args.key)),
});

export const searchOtherKind = component({
  ...pressed,
  route: 'search-other-kind',
  run: (request, services) => changed(request, services, asOtherKind),
});

export const showNewest = component({
  ...pressed,
  route: 'search-newest',
  run: (request, services) => changed(request, services, () => ({ where: EVERYTHING })),
});

export const sortResults = component({
  ...pressed,
  route: 'results-sort',
  run: (request, services) =>
    changed(request, services, (query) => {
      const sort = OFFERED_SORTS.find((each) => each === request.values[0]);
      if (!sort) throw new FicError('button-outdated');
      return { ...query, sort };
    }),
});

export const openRefine = component({
  ...pressed,
  route: 'refine',
  run(request, services) {
    const { session, page } = request.args;
    const mode = modeOf(request.args.mode);
    return onSearch(request, services, (query) => refineMenu(request, services, { session, page, mode, query }));
  },
});

/** Adds the value, or takes it away where it is asked for: one step either way. */
export const refineBy = component({
  ...pressed,
  route: 'refine-by',
  run(request, services) {
    const { session, facet: name } = request.args;
    const mode = modeOf(request.args.mode);
    const facet = REFINED.find((each) => each === name);
    if (!facet) throw new FicError('button-outdated');
    return onSearch(request, services, async (query) => {
      const chosen = request.values[0] ?? '';
      // An option holds the beginning of a long name: the whole one is among those that it was made of.
      const isWhole = chosen.length < LIMITS.selectLabel - 1;
      const value = isWhole ? chosen : whole(chosen, (await facetsOf(request, services, query))[facet]);
      const condition = value === null ? null : facetCondition(facet, value);
      if (condition === null) {
        const said = request.language.say('search.refine.gone');
        return refineMenu(request, services, { session, page: 0, mode, query, said });
      }
      return changeSearch(request, services, session, refined(query, condition, mode));
    });
  },
});

function refined(query: StoryQuery, condition: Condition, mode: RefineMode): StoryQuery {
  if (mode === 'without') return withFilter(query, { kind: 'not', of: condition });
  if (!asksFor(query, condition)) return withFilter(query, condition);
  const key = filterKey(condition);
  return withoutFilters(query, (_, other) => other === key);
}

function whole(chosen: string, values: readonly FacetValue[]): string | null {
  return values.find(({ value }) => optionValue(value) === chosen)?.value ?? null;
}

async function refineMenu(
  request: Asked,
  services: SearchPorts,
  menu: Pick<Parameters<typeof refineView>[1], 'session' | 'page' | 'mode' | 'query' | 'said'>,
): Promise<MessageBody> {
  const audience = await audienceFor(services, request);
  return refineView(request.language, { ...menu, ...(await services.catalog.facets(menu.query, audience)) });
}

async function facetsOf(request: Asked, services: SearchPorts, query: StoryQuery) {
  return (await services.catalog.facets(query, await audienceFor(services, request))).facets;
}

function modeOf(word: string): RefineMode {
  const mode = REFINE_MODES.find((each) => each === word);
  if (!mode) throw new FicError('button-outdated');
  return mode;
}
