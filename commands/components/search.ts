/**
 * What the buttons of a search do: turn its pages, begin it again, open a result, share it.
 */
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { storyHere } from '#commands/find-story.ts';
import { beginSearch, searchPage } from '#commands/search-session.ts';
import { component } from '#commands/services.ts';
import { mayShare } from '#commands/sharing.ts';
import { COOLDOWNS } from '#src/kit/declaration.ts';
import { message, privately } from '#src/kit/reply.ts';
import { readPrinted } from '#src/query/language.ts';
import { SEARCH_LIFETIME } from '#src/reading/state/kinds.ts';
import { FicError } from '#src/story/errors.ts';
import { card } from '#src/views/card.ts';
import { notice } from '#src/views/notices.ts';
import { personShown } from '#src/views/person.ts';
import { privateCard, searchOverView } from '#src/views/results.ts';

export const turnResults = component({
  route: 'results',
  answer: 'update',
  who: 'everyone',
  cooldown: COOLDOWNS.turning,
  async run(request, services) {
    const { session, page } = request.args;
    const search = await services.state.searchSessions.get(session);
    if (!search) throw new FicError('search-over');
    if (search.reader !== request.who.id) throw new FicError('not-your-button');
    if (services.now() - search.startedAt >= SEARCH_LIFETIME) {
      return privately(searchOverView(request.language, session));
    }
    return message(await searchPage(request, services, session, readPrinted(search.query), page));
  },
});

export const searchAgain = component({
  route: 'search-again',
  answer: 'reply-private',
  who: 'everyone',
  async run(request, services) {
    const search = await services.state.searchSessions.get(request.args.session);
    if (!search) throw new FicError('search-over');
    if (search.reader !== request.who.id) throw new FicError('not-your-button');
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
