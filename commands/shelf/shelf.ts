/**
 * `/fic shelf`: what a reader keeps for later.
 */
import { audienceOf } from '#commands/card/find-story.ts';
import { SHELF } from '#commands/shelf/kept.ts';
import { command, component, type ShelfPorts } from '#commands/shelf/ports.ts';
import { shelfView } from '#commands/shelf/view.ts';
import { COOLDOWNS } from '#src/kit/declaration.ts';
import { message } from '#src/kit/reply.ts';
import type { Asked } from '#src/kit/request.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { mayShow } from '#src/story/audience.ts';

export const shelf = command({
  name: 'fic shelf',
  answer: 'reply-private',
  who: 'everyone',
  options: {},
  example: {},
  run: async (request, services) => message(await shelfPage(request, services, 0)),
});

export const turnShelf = component({
  route: 'shelf',
  answer: 'update',
  who: 'everyone',
  cooldown: COOLDOWNS.turning,
  run: async (request, services) => message(await shelfPage(request, services, request.args.page)),
});

async function shelfPage({ who, where, language }: Asked, services: ShelfPorts, page: number): Promise<MessageBody> {
  const audience = audienceOf(services, where);
  const kept = await services.kept(SHELF).list(who.id);
  const ids = kept.map(({ story }) => story);
  const found = await services.catalog.cards(ids, audience.libraries);
  const shown = found.filter((story) => story.state === 'published' && mayShow(audience, story));
  return shelfView(language, shown, page, kept.length - shown.length);
}
