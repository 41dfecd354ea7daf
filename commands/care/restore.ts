/**
 * `/library restore`: brings back a withdrawn story as it was.
 */
import { completeHidden, idOfHidden } from '#commands/care/hidden-stories.ts';
import { command } from '#commands/care/ports.ts';
import { recordStory } from '#commands/history/record-story.ts';
import { text } from '#src/kit/declaration.ts';
import { message } from '#src/kit/reply.ts';
import { libraryOf } from '#src/kit/request.ts';
import { notice } from '#src/kit/show/notices.ts';
import { clipMarkdown, titleOf } from '#src/kit/show/story-text.ts';
import { FicError } from '#src/story/errors.ts';

export const restore = command({
  name: 'library restore',
  answer: 'reply-private',
  who: 'moderators',
  options: { story: text({ required: true }) },
  complete: { story: completeHidden('withdrawn') },
  async run({ options, where, who, language }, services) {
    const library = libraryOf(where);
    const typed = options.story;
    const id = await idOfHidden(services, 'withdrawn', library, typed);
    const actor = { by: who.id, at: services.now() };
    const restored = await services.catalog.restore(id, [library], actor).catch((error: unknown) => {
      if (error instanceof FicError && error.code === 'story-not-found')
        throw new FicError('story-not-found', { story: typed });
      throw error;
    });
    await recordStory(services, library, who.id, 'restored', restored);
    return message(
      notice(language.say('care.done.restored', { title: clipMarkdown(titleOf(language, restored), 200) })),
    );
  },
});
