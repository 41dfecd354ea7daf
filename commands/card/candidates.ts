/**
 * "Which one did you mean?": stories that a typed text may have meant, in a menu that goes on with the command.
 */
import { cardId } from '#commands/card/routes.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { notice } from '#src/kit/show/notices.ts';
import { menuOfStories } from '#src/kit/show/story-menu.ts';
import type { Language } from '#src/language/language.ts';
import type { StoryCard } from '#src/story/story.ts';

/** What the choice leads to. */
export type Picked = 'show' | 'read' | 'open';

/** @param stories - at least one and at most 25. */
export function candidatesView(
  language: Language,
  picked: Picked,
  stories: readonly StoryCard[],
  chapter = 0,
): MessageBody {
  const body = notice(language.say('card.pick.head'), [storyMenu(language, picked, stories, chapter)]);
  return { ...body, shows: stories.map(({ id }) => id) };
}

/** @param chapter - to read from; 0 goes on at the reader's place. */
export function storyMenu(language: Language, picked: Picked, stories: readonly StoryCard[], chapter = 0) {
  return menuOfStories(language, cardId('pick', { command: picked, chapter }), stories);
}
