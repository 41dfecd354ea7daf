/**
 * `/fic searches`: what a member searched for last, and the searches that they saved under a name.
 */
import { SAVED_SEARCHES, SAVED_SEARCHES_LIMIT } from '#commands/saved-searches/kept.ts';
import { command, component, modalSubmit, type SavedSearchesPorts } from '#commands/saved-searches/ports.ts';
import { SEARCH_NAME, saveSearchModal, searchesView } from '#commands/saved-searches/view.ts';
import { askedText } from '#commands/search/asked.ts';
import { beginSearch, lastSearchOf, onSearch, searchOf } from '#commands/search/session.ts';
import { message, modal } from '#src/kit/reply.ts';
import type { Asked } from '#src/kit/request.ts';
import { clipLine } from '#src/kit/show/clip.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { notice } from '#src/kit/show/notices.ts';
import { clipMarkdown, worded } from '#src/kit/show/story-text.ts';
import { printQuery, readPrinted } from '#src/query/language.ts';
import { FicError } from '#src/story/errors.ts';

export const searches = command({
  name: 'fic searches',
  answer: 'reply-private',
  who: 'everyone',
  options: {},
  example: {},
  run: async (request, services) => message(await listed(request, services)),
});

export const nameSearch = component({
  route: 'search-save',
  answer: 'modal',
  who: 'everyone',
  async run(request, services) {
    const { session } = request.args;
    const { query } = await searchOf(request, services, session);
    return modal(saveSearchModal(request.language, session, askedText(request.language, readPrinted(query))));
  },
});

export const saveSearch = modalSubmit({
  route: 'search-saved',
  answer: 'reply-private',
  who: 'everyone',
  run: (request, services) =>
    onSearch(request, services, async (query) => {
      const { fields, who, language } = request;
      const name = clipLine(fields.name ?? '', SEARCH_NAME).trim();
      if (worded(name) === null) throw new FicError('search-name-blank');
      const outcome = await services.kept(SAVED_SEARCHES).save(who.id, name, printQuery(query));
      if (outcome === 'name-taken') throw new FicError('saved-search-taken', { name });
      if (outcome === 'full') throw new FicError('saved-searches-full', { most: SAVED_SEARCHES_LIMIT });
      return notice(language.say('saved-searches.saved', { name: clipMarkdown(name, 100) }));
    }),
});

export const runSaved = component({
  route: 'saved-run',
  answer: 'reply-private',
  who: 'everyone',
  async run(request, services) {
    const saved = await services.kept(SAVED_SEARCHES).list(request.who.id);
    const chosen = saved.find(({ id }) => id === request.values[0]);
    // Removed meanwhile, in another message.
    if (!chosen) return message(await listed(request, services));
    return message(await beginSearch(request, services, readPrinted(chosen.query)));
  },
});

export const removeSaved = component({
  route: 'saved-remove',
  answer: 'update',
  who: 'everyone',
  async run(request, services) {
    const { who, language, values } = request;
    const removed = await services.kept(SAVED_SEARCHES).remove(who.id, values[0] ?? '');
    const said = removed && language.say('saved-searches.removed', { name: clipMarkdown(removed.name, 100) });
    return message(await listed(request, services, said));
  },
});

async function listed(request: Asked, services: SavedSearchesPorts, said: string | null = null): Promise<MessageBody> {
  const { who, language } = request;
  const [last, saved] = await Promise.all([
    lastSearchOf(request, services),
    services.kept(SAVED_SEARCHES).list(who.id),
  ]);
  return searchesView(language, {
    last,
    saved: saved.map(({ id, name, query }) => ({ id, name, asked: askedText(language, readPrinted(query)) })),
    ...(said !== null && { said }),
  });
}
