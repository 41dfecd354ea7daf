/**
 * A search that goes on over pages, filters and restarts: the session holds what was asked, never the results.
 */
import { audienceFor } from '#commands/blocks/audience.ts';
import { askedText } from '#commands/search/asked.ts';
import { LAST_SEARCHES, SEARCH_LIFETIME, SEARCH_SESSIONS, type SearchSession } from '#commands/search/kept.ts';
import { nothingFoundView } from '#commands/search/nothing-found.ts';
import { offersFor } from '#commands/search/offers.ts';
import type { SearchPorts } from '#commands/search/ports.ts';
import { RESULTS_PER_PAGE, resultsView, searchOverView } from '#commands/search/view.ts';
import type { SearchResult } from '#src/catalog/contract.ts';
import { message, privately, type Reply } from '#src/kit/reply.ts';
import type { Asked } from '#src/kit/request.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import type { Condition, StoryQuery } from '#src/query/ast.ts';
import { isEverything } from '#src/query/filters.ts';
import { printQuery, readPrinted } from '#src/query/language.ts';
import { normalQuery } from '#src/query/normal.ts';
import { FicError } from '#src/story/errors.ts';

/** A page of a search that is under way. */
interface SearchPage {
  readonly session: string;
  readonly query: StoryQuery;
  /** 0-based; one beyond the last is the last. */
  readonly page: number;
  /** Said above the results, as Markdown of ours. */
  readonly note?: string | null;
}

/**
 * Runs a search and keeps what was asked, so that its buttons work.
 *
 * @param from.page - 0-based, where it does not begin at the first.
 * @param from.note - what is said above the results, as Markdown of ours.
 */
export async function beginSearch(
  request: Asked,
  services: SearchPorts,
  asked: StoryQuery,
  from: { readonly page?: number; readonly note?: string | null } = {},
): Promise<MessageBody> {
  const { page = 0, note = null } = from;
  // As the session will read it, so that its buttons mean the same things on every page.
  const query = normalQuery(asked);
  const begin = async () => {
    const session = await services.kept(SEARCH_SESSIONS).start({
      reader: request.who.id,
      query: printQuery(query),
      guildId: request.where.guildId,
      channelId: request.where.channelId,
    });
    await remember(request, services, query, page);
    return session;
  };
  const [session, result] = await Promise.all([begin(), find(request, services, query, page)]);
  return shown(request, services, { session, query, page, note }, result);
}

/** The gate is where the button is pressed, not where the search began. */
export async function searchPage(request: Asked, services: SearchPorts, asked: SearchPage): Promise<MessageBody> {
  const { query, page } = asked;
  const [result] = await Promise.all([find(request, services, query, page), remember(request, services, query, page)]);
  return shown(request, services, asked, result);
}

/** Beside the search, not after it: both wait for a disk. What is new is no search to come back to, and the way back to one. */
async function remember({ who }: Asked, { kept }: SearchPorts, query: StoryQuery, page: number): Promise<void> {
  if (!isEverything(query)) await kept(LAST_SEARCHES).set(who.id, { query: printQuery(query), page });
}

/** Asks for something else under the same buttons, from the first page on. */
export async function changeSearch(
  request: Asked,
  services: SearchPorts,
  session: string,
  query: StoryQuery,
): Promise<MessageBody> {
  const changed = await services.kept(SEARCH_SESSIONS).change(session, printQuery(query));
  if (!changed) throw new FicError('search-over');
  return searchPage(request, services, { session, query, page: 0 });
}

/**
 * What a button of a search does; where the search is a day old, it offers to begin it again.
 *
 * @throws FicError `search-over`, `not-your-button`.
 */
export async function onSearch(
  request: Asked & { readonly args: { readonly session: string } },
  services: SearchPorts,
  act: (query: StoryQuery) => Promise<MessageBody>,
): Promise<Reply> {
  const { session } = request.args;
  const search = await searchOf(request, services, session);
  if (services.now() - search.startedAt >= SEARCH_LIFETIME) {
    return privately(searchOverView(request.language, session));
  }
  return message(await act(readPrinted(search.query)));
}

/** @throws FicError `search-over`, `not-your-button`. */
export async function searchOf({ who }: Asked, { kept }: SearchPorts, session: string): Promise<SearchSession> {
  const search = await kept(SEARCH_SESSIONS).get(session);
  if (!search) throw new FicError('search-over');
  if (search.reader !== who.id) throw new FicError('not-your-button');
  return search;
}

async function find(request: Asked, services: SearchPorts, query: StoryQuery, page: number): Promise<SearchResult> {
  return services.catalog.search(query, await audienceFor(services, request), {
    offset: page * RESULTS_PER_PAGE,
    limit: RESULTS_PER_PAGE,
  });
}

async function shown(
  request: Asked,
  services: SearchPorts,
  asked: SearchPage,
  result: SearchResult,
): Promise<MessageBody> {
  const { query, page } = asked;
  const lastPage = Math.max(0, Math.ceil(result.total / RESULTS_PER_PAGE) - 1);
  // What was on this page is withdrawn, or blocked, by now.
  if (page > lastPage) return searchPage(request, services, { ...asked, page: lastPage });
  const note = [asked.note, textNote(request, services, query)].filter((each) => each != null).join('\n');
  const found = { ...asked, note, result, floor: services.settings.of(request.where.guildId).ratingFloor };
  return result.total === 0
    ? nothingFound(request, services, found)
    : pageOf(request, services, found, isEverything(query));
}

type FoundPage = Omit<Parameters<typeof resultsView>[1], 'last'>;

async function nothingFound(request: Asked, services: SearchPorts, found: FoundPage): Promise<MessageBody> {
  const offers = await offersFor(services, found.query, await audienceFor(services, request));
  return nothingFoundView(request.language, { ...found, offers });
}

async function pageOf(request: Asked, services: SearchPorts, found: FoundPage, isAll: boolean): Promise<MessageBody> {
  return resultsView(request.language, { ...found, last: isAll ? await lastSearchOf(request, services) : null });
}

/** In words; null where there is none. */
export async function lastSearchOf(
  { who, language }: Asked,
  { kept }: SearchPorts,
): Promise<{ readonly asked: string; readonly page: number } | null> {
  const last = await kept(LAST_SEARCHES).get(who.id);
  return last && { asked: askedText(language, readPrinted(last.query)), page: last.page };
}

/** Of a search inside texts: which texts of those that are seen here nobody may search; null where there are none. */
function textNote(
  { where, language }: Pick<Asked, 'where' | 'language'>,
  { settings, sharedTexts, mention }: SearchPorts,
  query: StoryQuery,
): string | null {
  if (!asksText(query.where)) return null;
  const own = settings.of(where.guildId).textSearch;
  if (where.guildId === null) return sharedTexts ? null : language.say('search.results.texts-shared-off');
  if (own) return null;
  const command = mention(where.guildId, 'library settings');
  return language.say(sharedTexts ? 'search.results.texts-own-off' : 'search.results.texts-off', { settings: command });
}

function asksText(condition: Condition): boolean {
  if (condition.kind === 'all' || condition.kind === 'any') return condition.of.some(asksText);
  return condition.kind === 'not' ? asksText(condition.of) : condition.kind === 'text';
}
