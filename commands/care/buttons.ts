/**
 * What a moderator does from a story's card: withdraw it, bring it back.
 */
import { careCardOf, setWithdrawn } from '#commands/care/card.ts';
import { ownStoryById } from '#commands/care/own-story.ts';
import { type CarePorts, component } from '#commands/care/ports.ts';
import { message, type Reply } from '#src/kit/reply.ts';
import type { ComponentRequest } from '#src/kit/request.ts';
import { clipMarkdown, titleOf } from '#src/kit/show/story-text.ts';

export const withdrawFromCard = component({
  route: 'care-withdraw',
  answer: 'update',
  who: 'moderators',
  run: (request, services) => setFromCard(request, services, true),
});

export const restoreFromCard = component({
  route: 'care-restore',
  answer: 'update',
  who: 'moderators',
  run: (request, services) => setFromCard(request, services, false),
});

async function setFromCard(
  request: ComponentRequest<{ readonly story: string }>,
  services: CarePorts,
  withdrawn: boolean,
): Promise<Reply> {
  const { args, where, language } = request;
  const changed = await setWithdrawn(request, services, await ownStoryById(services, where, args.story), withdrawn);
  const title = clipMarkdown(titleOf(language, changed), 200);
  const said = language.say(withdrawn ? 'care.withdrawn' : 'care.restored', { title });
  return message(await careCardOf(request, services, changed, said));
}
