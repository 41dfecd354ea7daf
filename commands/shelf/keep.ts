/**
 * The button of a card that keeps a fic for later, and lets it go again.
 */
import { storyHere } from '#commands/card/find-story.ts';
import { SHELF } from '#commands/shelf/kept.ts';
import { component } from '#commands/shelf/ports.ts';
import { message } from '#src/kit/reply.ts';
import { notice } from '#src/kit/show/notices.ts';
import { clipMarkdown, titleOf } from '#src/kit/show/story-text.ts';

/** Pressed once it keeps, pressed again it lets go. */
export const keepForLater = component({
  route: 'keep',
  answer: 'reply-private',
  who: 'everyone',
  async run({ args, where, who, language }, services) {
    const story = await storyHere(services, where, args.story);
    const title = clipMarkdown(titleOf(language, story), 200);
    const outcome = await services.kept(SHELF).keep(who.id, story.id);
    if (outcome !== 'kept-before') return message(notice(language.say(`shelf.done.${outcome}`, { title })));
    await services.kept(SHELF).remove(who.id, story.id);
    return message(notice(language.say('shelf.done.removed', { title })));
  },
});
