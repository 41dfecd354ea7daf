/**
 * `/fic block`: names that a member does not want to meet; searches, suggestions and lists leave their fics out.
 */
import { BLOCKS } from '#commands/blocks/kept.ts';
import { type BlocksPorts, command, component } from '#commands/blocks/ports.ts';
import { blocksView } from '#commands/blocks/view.ts';
import { completeFrom } from '#commands/search/completion.ts';
import { choice, text } from '#src/kit/declaration.ts';
import { message } from '#src/kit/reply.ts';
import type { Asked } from '#src/kit/request.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { clipMarkdown } from '#src/kit/show/story-text.ts';
import { BLOCKABLE } from '#src/query/fields.ts';
import { FicError } from '#src/story/errors.ts';

/** What is blocked where only a name is typed: what most members mean. */
const USUAL_KIND = 'tag';

export const block = command({
  name: 'fic block',
  answer: 'reply-private',
  who: 'everyone',
  options: { name: text({}), kind: choice(BLOCKABLE) },
  complete: {
    name: (typed, request, services) => completeFrom(request.options.kind ?? USUAL_KIND)(typed, request, services),
  },
  async run(request, services) {
    const { kind = USUAL_KIND, name } = request.options;
    if (name === undefined) return message(await listed(request, services, null));
    if (!/[\p{L}\p{N}]/u.test(name)) throw new FicError('name-blank');
    const outcome = await services.kept(BLOCKS).add(request.who.id, { kind, name: name.trim() });
    const said = request.language.say(`blocks.${outcome}`, { name: clipMarkdown(name, 100) });
    return message(await listed(request, services, said));
  },
});

export const unblock = component({
  route: 'unblock',
  answer: 'update',
  who: 'everyone',
  async run(request, services) {
    const removed = await services.kept(BLOCKS).remove(request.who.id, request.values[0] ?? '');
    const said = removed ? request.language.say('blocks.unblocked', { name: clipMarkdown(removed.name, 100) }) : null;
    return message(await listed(request, services, said));
  },
});

async function listed({ who, language }: Asked, { kept }: BlocksPorts, said: string | null): Promise<MessageBody> {
  return blocksView(language, await kept(BLOCKS).list(who.id), said);
}
