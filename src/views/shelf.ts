/**
 * A reader's shelf: the newest of it to open, and how much else there is.
 */
import type { Language } from '#src/language/language.ts';
import type { Story } from '#src/story/story.ts';
import { storyMenu } from '#src/views/candidates.ts';
import { byline, clipMarkdown, titleOf } from '#src/views/card.ts';
import { LIMITS } from '#src/views/limits.ts';
import type { MessageBody } from '#src/views/message.ts';
import { notice } from '#src/views/notices.ts';

/** @param hidden - kept, but not to be shown here: withdrawn, another server's, or too mature for this channel. */
export function shelfView(language: Language, stories: readonly Story[], hidden: number): MessageBody {
  const also = hidden > 0 ? [`-# ${language.say('shelf.hidden', { count: hidden })}`] : [];
  if (stories.length === 0) return notice([language.say('shelf.empty'), ...also].join('\n'));
  const shown = stories.slice(0, LIMITS.selectOptions);
  const lines = shown.map(
    (story) => `- **${clipMarkdown(titleOf(language, story), 80)}** ${clipMarkdown(byline(language, story), 50)}`,
  );
  const more = stories.length - shown.length;
  const text = [
    language.say('shelf.head', { count: stories.length }),
    ...lines,
    ...(more > 0 ? [`-# ${language.say('shelf.more', { count: more })}`] : []),
    ...also,
  ].join('\n');
  return notice(text, [storyMenu(language, 'open', shown)]);
}
