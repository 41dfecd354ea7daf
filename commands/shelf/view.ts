/**
 * A reader's shelf, newest first, as many a page as a menu offers.
 */
import { storyMenu } from '#commands/card/candidates.ts';
import { shelfId } from '#commands/shelf/routes.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { notice, type Row } from '#src/kit/show/notices.ts';
import { byline, clipMarkdown, titleOf } from '#src/kit/show/story-text.ts';
import { turnRow } from '#src/kit/show/turns.ts';
import type { Language } from '#src/language/language.ts';
import type { StoryCard } from '#src/story/story.ts';

/**
 * @param page - 0-based; one beyond the last is the last.
 * @param hidden - kept, but not to be shown here: withdrawn, another server's, or too mature for this channel.
 */
export function shelfView(
  language: Language,
  stories: readonly StoryCard[],
  page: number,
  hidden: number,
): MessageBody {
  const also = hidden > 0 ? [`-# ${language.say('shelf.hidden', { count: hidden })}`] : [];
  if (stories.length === 0) return notice([language.say('shelf.empty'), ...also].join('\n'));
  const last = Math.ceil(stories.length / LIMITS.selectOptions) - 1;
  const here = Math.min(page, last);
  const shown = stories.slice(here * LIMITS.selectOptions, (here + 1) * LIMITS.selectOptions);
  const lines = shown.map(
    (story) => `- **${clipMarkdown(titleOf(language, story), 80)}** ${clipMarkdown(byline(language, story), 50)}`,
  );
  const text = [language.say('shelf.head', { count: stories.length }), ...lines, ...also].join('\n');
  const labels = { back: language.say('shelf.buttons.newer'), on: language.say('shelf.buttons.older') };
  const rows: Row[] = last > 0 ? [turnRow(here, last, labels, (to) => shelfId('shelf', { page: to }))] : [];
  return { ...notice(text, [storyMenu(language, 'open', shown), ...rows]), shows: shown.map(({ id }) => id) };
}
