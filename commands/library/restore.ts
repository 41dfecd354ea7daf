/**
 * `/library restore`: brings back a withdrawn story as it was.
 */
import { choicesOf } from '#commands/completion.ts';
import { libraryOf, recordStory } from '#commands/draft.ts';
import { command, type Services } from '#commands/services.ts';
import { text } from '#src/kit/declaration.ts';
import { message } from '#src/kit/reply.ts';
import { FicError } from '#src/story/errors.ts';
import { fold } from '#src/story/fold.ts';
import type { LibraryId, StoryId } from '#src/story/story.ts';
import { clipMarkdown, titleOf } from '#src/views/card.ts';
import { LIMITS } from '#src/views/limits.ts';
import { notice } from '#src/views/notices.ts';

export const restore = command({
  name: 'library restore',
  answer: 'reply-private',
  who: 'moderators',
  options: { story: text({ required: true }) },
  complete: {
    story: async (typed, { where }, { catalog }) => {
      if (where.guildId === null) return [];
      return choicesOf(await catalog.withdrawn(typed, [where.guildId], LIMITS.choices));
    },
  },
  async run({ options, where, who, language }, services) {
    const library = libraryOf(where);
    const typed = options.story;
    const id = await idOfWithdrawn(services.catalog, library, typed);
    const actor = { by: who.id, at: services.now() };
    const restored = await services.catalog.restore(id, [library], actor).catch((error: unknown) => {
      if (error instanceof FicError && error.code === 'story-not-found')
        throw new FicError('story-not-found', { story: typed });
      throw error;
    });
    await recordStory(services, library, who.id, 'restored', restored);
    return message(notice(language.say('library.restored', { title: clipMarkdown(titleOf(language, restored), 200) })));
  },
});

/** The id of the one withdrawn story with this title, for whoever typed it and did not choose; else what was typed. */
async function idOfWithdrawn(catalog: Services['catalog'], library: LibraryId, typed: string): Promise<StoryId> {
  const offered = await catalog.withdrawn(typed, [library], LIMITS.choices);
  const stories = await Promise.all(offered.map(({ value }) => catalog.get(value, [library])));
  const [only, ...others] = stories.filter((story) => story && fold(story.title) === fold(typed));
  return only && others.length === 0 ? only.id : typed;
}
