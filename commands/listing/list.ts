/**
 * `/library list`: the library by state, page by page.
 */
import { command, component } from '#commands/listing/ports.ts';
import { beginList, goOnListing } from '#commands/listing/session.ts';
import { LIBRARY_STATES } from '#src/catalog/contract.ts';
import { choice, text } from '#src/kit/declaration.ts';
import { message } from '#src/kit/reply.ts';

export const list = command({
  name: 'library list',
  answer: 'reply-private',
  who: 'moderators',
  options: { state: choice(LIBRARY_STATES), query: text({ maxLength: 200 }) },
  example: {},
  async run(request, services) {
    const { state = 'published', query = '' } = request.options;
    return message(await beginList(request, services, state, query));
  },
});

export const turnList = component({
  route: 'list',
  answer: 'update',
  who: 'moderators',
  run: async (request, services) => message(await goOnListing(request, services, request.args)),
});

export const listState = component({
  route: 'list-state',
  answer: 'update',
  who: 'moderators',
  run: async (request, services) => message(await goOnListing(request, services, { ...request.args, page: 0 })),
});
