/**
 * What may be shown to somebody here, without what they block.
 */

import { BLOCKS } from '#commands/blocks/kept.ts';
import { audienceOf } from '#commands/card/find-story.ts';
import type { Ports } from '#src/kit/ports.ts';
import type { Asked } from '#src/kit/request.ts';
import type { Audience } from '#src/story/audience.ts';

/** The same without what they block: for lists and suggestions. */
export async function audienceFor(
  services: Ports<'settings' | 'kept'>,
  { who, where }: Pick<Asked, 'who' | 'where'>,
): Promise<Audience> {
  const blocked = await services.kept(BLOCKS).list(who.id);
  const audience = audienceOf(services, where);
  return blocked.length === 0 ? audience : { ...audience, blocked: blocked.map(({ kind, name }) => ({ kind, name })) };
}
