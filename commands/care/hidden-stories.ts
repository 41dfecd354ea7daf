/**
 * Finding stories that no search finds: withdrawn ones and those that were taken down, of this server's own library.
 */

import { choicesOf } from '#commands/search/completion.ts';
import type { Choice } from '#src/kit/declaration.ts';
import type { Ports } from '#src/kit/ports.ts';
import type { Asked } from '#src/kit/request.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import { fold } from '#src/story/fold.ts';
import type { LibraryId, StoryId } from '#src/story/story.ts';

export type HiddenState = 'withdrawn' | 'takenDown';

/** What completion offers. */
export function completeHidden(kind: HiddenState) {
  return async (typed: string, { where }: Asked, { catalog }: Ports<'catalog'>): Promise<readonly Choice[]> =>
    where.guildId === null ? [] : choicesOf(await catalog[kind](typed, [where.guildId], LIMITS.choices));
}

/** The id of the one such story with this title, for whoever typed it and did not choose; else what was typed. */
export async function idOfHidden(
  { catalog }: Ports<'catalog'>,
  kind: HiddenState,
  library: LibraryId,
  typed: string,
): Promise<StoryId> {
  const offered = await catalog[kind](typed, [library], LIMITS.choices);
  const ids = offered.map(({ value }) => value);
  const [only, ...others] = (await catalog.cards(ids, [library])).filter(({ title }) => fold(title) === fold(typed));
  return only && others.length === 0 ? only.id : typed;
}
