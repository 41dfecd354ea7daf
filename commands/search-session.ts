/**
 * A search that goes on over pages and restarts: the session holds what was asked, never the results.
 */
import { audienceFor } from '#commands/find-story.ts';
import type { Services } from '#commands/services.ts';
import type { SearchResult } from '#src/catalog/contract.ts';
import type { Asked } from '#src/kit/request.ts';
import type { Condition, StoryQuery } from '#src/query/ast.ts';
import { printQuery } from '#src/query/language.ts';
import { askedText } from '#src/views/asked.ts';
import type { MessageBody } from '#src/views/message.ts';
import { RESULTS_PER_PAGE, resultsView } from '#src/views/results.ts';

/** Runs a search and keeps what was asked, so that its buttons work. */
export async function beginSearch(request: Asked, services: Services, query: StoryQuery): Promise<MessageBody> {
  const [session, result] = await Promise.all([
    services.state.searchSessions.start({
      reader: request.who.id,
      query: printQuery(query),
      guildId: request.where.guildId,
      channelId: request.where.channelId,
    }),
    find(request, services, query, 0),
  ]);
  return view(request, services, session, query, 0, result);
}

/** The gate is where the button is pressed, not where the search began. */
export async function searchPage(
  request: Pick<Asked, 'who' | 'where' | 'language'>,
  services: Services,
  session: string,
  query: StoryQuery,
  page: number,
): Promise<MessageBody> {
  const result = await find(request, services, query, page);
  const lastPage = Math.max(0, Math.ceil(result.total / RESULTS_PER_PAGE) - 1);
  if (page > lastPage) return searchPage(request, services, session, query, lastPage);
  return view(request, services, session, query, page, result);
}

async function find(
  request: Pick<Asked, 'who' | 'where'>,
  services: Services,
  query: StoryQuery,
  page: number,
): Promise<SearchResult> {
  return services.catalog.search(query, await audienceFor(services, request), {
    offset: page * RESULTS_PER_PAGE,
    limit: RESULTS_PER_PAGE,
  });
}

function view(
  { language, where }: Pick<Asked, 'where' | 'language'>,
  services: Services,
  session: string,
  query: StoryQuery,
  page: number,
  result: SearchResult,
): MessageBody {
  const floor = services.settings.of(where.guildId).ratingFloor;
  const note = textNote({ where, language }, services, query);
  return resultsView(language, { session, page, result, floor, asked: askedText(language, query), note });
}

/** Of a search inside texts: which texts of those that are seen here nobody may search; null where there are none. */
function textNote(
  { where, language }: Pick<Asked, 'where' | 'language'>,
  { settings, sharedTexts, mention }: Services,
  query: StoryQuery,
): string | null {
  if (!asksText(query.where)) return null;
  const own = settings.of(where.guildId).textSearch;
  if (where.guildId === null) return sharedTexts ? null : language.say('results.texts-shared-off');
  if (own) return null;
  const command = mention(where.guildId, 'library settings');
  return language.say(sharedTexts ? 'results.texts-own-off' : 'results.texts-off', { settings: command });
}

function asksText(condition: Condition): boolean {
  if (condition.kind === 'all' || condition.kind === 'any') return condition.of.some(asksText);
  return condition.kind === 'not' ? asksText(condition.of) : condition.kind === 'text';
}
