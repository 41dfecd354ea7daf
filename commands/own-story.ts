/**
 * The stories that a moderator cares for: those of this server's own library, whatever their rating, withdrawn ones too.
 */
import { choicesOf } from '#commands/completion.ts';
import { libraryOf, ownStory } from '#commands/draft.ts';
import { idOfHidden } from '#commands/hidden-stories.ts';
import type { Services } from '#commands/services.ts';
import type { Choice } from '#src/kit/declaration.ts';
import type { Asked, Where } from '#src/kit/request.ts';
import { ALL_RANKS } from '#src/story/audience.ts';
import { FicError } from '#src/story/errors.ts';
import type { Story, StoryId } from '#src/story/story.ts';
import { LIMITS } from '#src/views/limits.ts';

/** Published ones first. */
export async function completeAnyOwn(
  typed: string,
  { where }: Asked,
  { catalog }: Services,
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
export async function anyOwnStory(services: Services, where: Where, typed: string): Promise<Story> {
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
export async function ownStoryById(services: Services, where: Where, id: StoryId): Promise<Story> {
  return (await ownStory(services, where, id)).story;
}
