/**
 * A list of a library that goes on over pages and restarts: the session holds the words, never what they found.
 */
import { LIST_SESSIONS } from '#commands/listing/kept.ts';
import type { ListingPorts } from '#commands/listing/ports.ts';
import { LISTED_PER_PAGE, libraryListView } from '#commands/listing/view.ts';
import { LIBRARY_STATES, type LibraryState } from '#src/catalog/contract.ts';
import { type Asked, libraryOf } from '#src/kit/request.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { FicError } from '#src/story/errors.ts';

export async function beginList(
  request: Asked,
  services: ListingPorts,
  state: LibraryState,
  words: string,
): Promise<MessageBody> {
  const guildId = libraryOf(request.where);
  const session = await services.kept(LIST_SESSIONS).start({ reader: request.who.id, guildId, words });
  return listPage(request, services, { session, words, state, page: 0 });
}

/** @throws FicError `list-over`, `not-your-button`. */
export async function goOnListing(
  request: Asked,
  services: ListingPorts,
  asked: { readonly session: string; readonly state: string; readonly page: number },
): Promise<MessageBody> {
  const session = await services.kept(LIST_SESSIONS).get(asked.session);
  const state = LIBRARY_STATES.find((name) => name === asked.state);
  if (!session || !state || session.guildId !== request.where.guildId) throw new FicError('list-over');
  if (session.reader !== request.who.id) throw new FicError('not-your-button');
  return listPage(request, services, { ...asked, state, words: session.words });
}

async function listPage(
  request: Asked,
  services: ListingPorts,
  asked: { readonly session: string; readonly state: LibraryState; readonly page: number; readonly words: string },
): Promise<MessageBody> {
  const { catalog, now } = services;
  const library = libraryOf(request.where);
  const { state, page, words } = asked;
  const stretch = { offset: page * LISTED_PER_PAGE, limit: LISTED_PER_PAGE };
  const [counts, entries] = await Promise.all([
    catalog.libraryCounts(library, now()),
    state === 'drafts'
      ? catalog.libraryDrafts(library, words, stretch, now())
      : catalog.libraryStories(library, state, words, stretch),
  ]);
  const last = Math.max(0, Math.ceil(entries.total / LISTED_PER_PAGE) - 1);
  // What was on this page is withdrawn, published or gone by now.
  if (page > last) return listPage(request, services, { ...asked, page: last });
  return libraryListView(request.language, { ...asked, counts, total: entries.total, entries });
}
