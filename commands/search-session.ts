/**
 * A search that goes on over pages and restarts: the session holds what was asked, never the results.
 */
import { audienceOf } from '#commands/find-story.ts';
import type { Services } from '#commands/services.ts';
import type { SearchResult } from '#src/catalog/contract.ts';
import type { Asked } from '#src/kit/request.ts';
import type { StoryQuery } from '#src/query/ast.ts';
import { printQuery } from '#src/query/language.ts';
import { askedText } from '#src/views/asked.ts';
import type { MessageBody } from '#src/views/message.ts';
import { withNote } from '#src/views/mistakes.ts';
import { RESULTS_PER_PAGE, resultsView } from '#src/views/results.ts';

/** Runs a search and keeps what was asked, so that its buttons work. @param note - what stands above its first page. */
export async function beginSearch(
  request: Asked,
  services: Services,
  query: StoryQuery,
  { note = null }: { readonly note?: string | null } = {},
): Promise<MessageBody> {
  const [session, result] = await Promise.all([
    services.state.searchSessions.start({
      reader: request.who.id,
      query: printQuery(query),
      guildId: request.where.guildId,
      channelId: request.where.channelId,
    }),
    find(request, services, query, 0),
  ]);
  const page = view(request, services, session, query, 0, result);
  return note === null ? page : withNote(page, note);
}

/** The gate is where the button is pressed, not where the search began. */
export async function searchPage(
  request: Pick<Asked, 'where' | 'language'>,
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

function find({ where }: Pick<Asked, 'where'>, services: Services, query: StoryQuery, page: number) {
  return services.catalog.search(query, audienceOf(services, where), {
    offset: page * RESULTS_PER_PAGE,
    limit: RESULTS_PER_PAGE,
  });
}

function view(
  { language, where }: Pick<Asked, 'where' | 'language'>,
  { settings }: Services,
  session: string,
  query: StoryQuery,
  page: number,
  result: SearchResult,
): MessageBody {
  const floor = settings.of(where.guildId).ratingFloor;
  return resultsView(language, { session, page, result, floor, asked: askedText(language, query) });
}
