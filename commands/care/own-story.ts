/**
 * The stories that a moderator cares for: those of this server's own library, whatever their rating, withdrawn ones too.
 */

import { idOfHidden } from '#commands/care/hidden-stories.ts';
import { choicesOf } from '#commands/search/completion.ts';
import type { Choice } from '#src/kit/declaration.ts';
import type { Ports } from '#src/kit/ports.ts';
import { type Asked, libraryOf, type Where } from '#src/kit/request.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import { ALL_RANKS } from '#src/story/audience.ts';
import { FicError } from '#src/story/errors.ts';
import { type LibraryId, SHARED_LIBRARY, type Story, type StoryId } from '#src/story/story.ts';

/** Published ones first. */
export async function completeAnyOwn(
  typed: string,
  { where }: Asked,
  { catalog }: Ports<'catalog'>,
): Promise<readonly Choice[]> {
  if (where.guildId === null) return [];
  const own = { libraries: [where.guildId], maxRank: ALL_RANKS };
  const [published, withdrawn] = await Promise.all([
    catalog.suggest('title', typed, own, LIMITS.choices),
    catalog.withdrawn(typed, own.libraries, LIMITS.choices),
  ]);
  return choicesOf([...published, ...withdrawn].slice(0, LIMITS.choices));
}

/** By id or exact title. @throws FicError as `ownStory`. */
export async function anyOwnStory(services: Ports<'catalog'>, where: Where, typed: string): Promise<Story> {
  try {
    return (await ownStory(services, where, typed)).story;
  } catch (error) {
    if (!(error instanceof FicError && error.code === 'story-not-found')) throw error;
    const library = libraryOf(where);
    const story = await services.catalog.get(await idOfHidden(services, 'withdrawn', library, typed), [library]);
    if (!story) throw error;
    return story;
  }
}

/** By id, for a press. @throws FicError `story-not-found`, `library-not-yours`. */
export async function ownStoryById(services: Ports<'catalog'>, where: Where, id: StoryId): Promise<Story> {
  return (await ownStory(services, where, id)).story;
}

/**
 * A story of this server's own library, by id or exact title, whatever its rating or state.
 *
 * @throws FicError `story-not-found`, `story-ambiguous`, `library-not-yours` for one of the operator's shared library.
 */
export async function ownStory(
  { catalog }: Ports<'catalog'>,
  where: Where,
  typed: string,
): Promise<{ readonly library: LibraryId; readonly story: Story }> {
  const library = libraryOf(where);
  const byId = await catalog.get(typed, [library, SHARED_LIBRARY]);
  const own = { libraries: [library], maxRank: ALL_RANKS };
  const shared = { ...own, libraries: [SHARED_LIBRARY] };
  const titled = byId ? [byId] : await catalog.byTitle(typed, own);
  const [byTitle, ...others] = titled.length > 0 ? titled : await catalog.byTitle(typed, shared);
  if (!byTitle) throw new FicError('story-not-found', { story: typed });
  if (others.length > 0) throw new FicError('story-ambiguous', { story: typed });
  if (byTitle.library !== library) throw new FicError('library-not-yours', { title: byTitle.title });
  return { library, story: byTitle };
}
