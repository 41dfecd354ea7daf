/**
 * `/library restore`: brings back a withdrawn story as it was.
 */
import { libraryOf } from '#commands/draft.ts';
import { command } from '#commands/services.ts';
import { text } from '#src/kit/declaration.ts';
import { message } from '#src/kit/reply.ts';
import { FicError } from '#src/story/errors.ts';
import { fold } from '#src/story/fold.ts';
import { clipMarkdown } from '#src/views/card.ts';
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
      const found = await catalog.withdrawn(typed, [where.guildId], LIMITS.choices);
      return found.map(({ label, value }) => ({ name: label, value }));
    },
  },
  async run({ options, where, who, language }, services) {
    const library = libraryOf(where);
    const typed = options.story;
    const offered = await services.catalog.withdrawn(typed, [library], LIMITS.choices);
    const titled = offered.find(({ label }) => fold(label) === fold(typed));
    const actor = { by: who.id, at: services.now() };
    const restored = await services.catalog
      .restore(titled?.value ?? typed, [library], actor)
      .catch((error: unknown) => {
        if (error instanceof FicError && error.code === 'story-not-found')
          throw new FicError('story-not-found', { story: typed });
        throw error;
      });
    return message(notice(language.say('library.restored', { title: clipMarkdown(restored.title, 200) })));
  },
});
