/**
 * What the buttons of a page of results do: turn to others, jump, begin the search again, go back to the last one.
 */
import { LAST_SEARCHES } from '#commands/search/kept.ts';
import { pageModal } from '#commands/search/page-modal.ts';
import { component, modalSubmit } from '#commands/search/ports.ts';
import { beginSearch, onSearch, searchOf, searchPage } from '#commands/search/session.ts';
import { COOLDOWNS } from '#src/kit/declaration.ts';
import { message, modal } from '#src/kit/reply.ts';
import { readPrinted } from '#src/query/language.ts';
import { FicError } from '#src/story/errors.ts';

export const turnResults = component({
  route: 'results',
  answer: 'update',
  who: 'everyone',
  cooldown: COOLDOWNS.turning,
  run: (request, services) =>
    onSearch(request, services, (query) => searchPage(request, services, { ...request.args, query })),
});

export const askForPage = component({
  route: 'results-jump',
  answer: 'modal',
  who: 'everyone',
  async run(request, services) {
    const { session, pages } = request.args;
    await searchOf(request, services, session);
    return modal(pageModal(request.language, session, pages));
  },
});

export const jumpToPage = modalSubmit({
  route: 'results-jumped',
  answer: 'update',
  who: 'everyone',
  cooldown: COOLDOWNS.turning,
  run: (request, services) =>
    onSearch(request, services, (query) => {
      const { args, fields } = request;
      const typed = (fields.page ?? '').trim();
      const page = /^\d{1,9}$/.test(typed) ? Number(typed) : 0;
      if (page < 1 || page > args.pages) {
        throw new FicError('page-number-unreadable', { text: typed, pages: args.pages });
      }
      return searchPage(request, services, { session: args.session, query, page: page - 1 });
    }),
});

export const searchAgain = component({
  route: 'search-again',
  answer: 'reply-private',
  who: 'everyone',
  async run(request, services) {
    const search = await searchOf(request, services, request.args.session);
    return message(await beginSearch(request, services, readPrinted(search.query)));
  },
});

/** The last search from the page where it was left. */
export const backToLast = component({
  route: 'last-search',
  answer: 'update',
  who: 'everyone',
  async run(request, services) {
    const last = await services.kept(LAST_SEARCHES).get(request.who.id);
    if (!last) throw new FicError('no-last-search');
    return message(await beginSearch(request, services, readPrinted(last.query), { page: last.page }));
  },
});
