/**
 * What the buttons of a page of results do: turn to others, begin the search again, open a result, share it.
 */
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { storyHere } from '#commands/find-story.ts';
import { beginSearch, onSearch, searchOf, searchPage } from '#commands/search-session.ts';
import { component, modalSubmit } from '#commands/services.ts';
import { mayShare } from '#commands/sharing.ts';
import { COOLDOWNS } from '#src/kit/declaration.ts';
import { message, modal } from '#src/kit/reply.ts';
import { readPrinted } from '#src/query/language.ts';
import { FicError } from '#src/story/errors.ts';
import { card } from '#src/views/card.ts';
import { notice } from '#src/views/notices.ts';
import { personShown } from '#src/views/person.ts';
import { privateCard } from '#src/views/results.ts';
import { pageModal } from '#src/views/saved-searches.ts';

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
      const { args, fields, language } = request;
      const typed = (fields.page ?? '').trim();
      const page = /^\d{1,9}$/.test(typed) ? Number(typed) : 0;
      if (page < 1 || page > args.pages) {
        throw new FicError('page-number-unreadable', { text: typed, pages: language.number(args.pages) });
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

export const openResult = component({
  route: 'open',
  answer: 'reply-private',
  who: 'everyone',
  async run(request, services) {
    const story = await storyHere(services, request.where, request.args.story);
    return message(privateCard(request.language, story, mayShare(request, services)));
  },
});

/** Posts a card for all: only where the member could have written it, and where the gate lets it stand. */
export const shareCard = component({
  route: 'share',
  answer: 'reply-private',
  who: 'everyone',
  cooldown: COOLDOWNS.public,
  async run(request, services) {
    const { args, where, who, language } = request;
    if (!mayShare(request, services)) throw new FicError('sharing-off');
    const bits = where.inThread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
    const may = where.guildId === null || (who.permissions & (bits | PermissionFlagsBits.Administrator)) !== 0n;
    if (!may) throw new FicError('may-not-share');
    const story = await storyHere(services, where, args.story);
    const body = card(language, story);
    const content = language.say('results.shared-by', { who: personShown(language, who.id) });
    await services.channels.post(where.channelId, { ...body, content }, `share ${who.id} ${story.id}`);
    return message(notice(language.say('results.shared')));
  },
});
