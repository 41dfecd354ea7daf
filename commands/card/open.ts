/**
 * Opening a fic's card from a list, and posting it for all to see.
 */

import { PermissionFlagsBits } from 'discord-api-types/v10';
import { storyHere } from '#commands/card/find-story.ts';
import { component } from '#commands/card/ports.ts';
import { mayShare } from '#commands/card/sharing.ts';
import { card, privateCard } from '#commands/card/view.ts';
import { COOLDOWNS } from '#src/kit/declaration.ts';
import { message } from '#src/kit/reply.ts';
import { notice } from '#src/kit/show/notices.ts';
import { mention } from '#src/kit/show/person.ts';
import { FicError } from '#src/story/errors.ts';

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
    const { args, where, who, language, publicLanguage } = request;
    if (!mayShare(request, services)) throw new FicError('sharing-off');
    const bits = where.inThread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
    const may = where.guildId === null || (who.permissions & (bits | PermissionFlagsBits.Administrator)) !== 0n;
    if (!may) throw new FicError('may-not-share');
    const story = await storyHere(services, where, args.story);
    const body = card(publicLanguage, story);
    const content = publicLanguage.say('card.shared-by', { who: mention(who.id) });
    await services.channels.post(where.channelId, { ...body, content }, `share ${who.id} ${story.id}`);
    return message(notice(language.say('card.shared')));
  },
});
