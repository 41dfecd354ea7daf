/**
 * `/library takedown-undo`: brings back a fic that was taken down, as it was before; for an author who changed their mind, and for
 * mistakes. The messages that were replaced stay replaced.
 */
import { completeHidden, idOfHidden } from '#commands/care/hidden-stories.ts';
import { command } from '#commands/takedown/ports.ts';
import { text } from '#src/kit/declaration.ts';
import { message } from '#src/kit/reply.ts';
import { libraryOf } from '#src/kit/request.ts';
import { notice } from '#src/kit/show/notices.ts';
import { clipMarkdown, titleOf } from '#src/kit/show/story-text.ts';
import { FicError } from '#src/story/errors.ts';

export const undoTakedown = command({
  name: 'library takedown-undo',
  answer: 'reply-private',
  who: 'moderators',
  options: { story: text({ required: true }), reason: text({ required: true, maxLength: 500 }) },
  complete: { story: completeHidden('takenDown') },
  async run({ options, where, who, language }, services) {
    const library = libraryOf(where);
    const { story: typed, reason } = options;
    const id = await idOfHidden(services, 'takenDown', library, typed);
    const at = services.now();
    const story = await services.takedowns.undo(id, [library], { by: who.id, at, reason }).catch((error: unknown) => {
      const unknown = error instanceof FicError && error.code === 'story-not-found';
      throw unknown ? new FicError('story-not-found', { story: typed }) : error;
    });
    const details = { title: story.title, reason };
    services.tell({ library, by: who.id, at, action: 'takedown-undone', story: story.id, details });
    const said = story.state === 'published' ? 'takedown.undone' : 'takedown.undone-withdrawn';
    return message(notice(language.say(said, { title: clipMarkdown(titleOf(language, story), 200) })));
  },
});
