/**
 * Where in a fic a page is, in words.
 */
import { readingTime, worded } from '#src/kit/show/story-text.ts';
import type { Language } from '#src/language/language.ts';
import type { Page } from '#src/story/page.ts';
import type { Story } from '#src/story/story.ts';

/** `Page 3 of 12 · 27% · about 6 min left`. */
export function positionText(language: Language, page: Page): string {
  const { chapters } = page.story;
  const values = { number: page.number, of: page.of };
  const left =
    page.next === null ? language.say('reading.the-end') : language.say('reading.left', readingTime(page.minutesLeft));
  return [
    ...(chapters.length > 1 ? [language.say('reading.chapter-of', { number: page.chapter, of: chapters.length })] : []),
    language.say(page.approximate ? 'reading.page-about' : 'reading.page-of', values),
    language.percent(page.percent / 100),
    left,
  ].join(' · ');
}

/** "Chapter 3: The Long Way Round", plain. */
export function chapterName(language: Language, story: Story, chapter: number): string {
  const title = worded(story.chapters[chapter - 1]?.title);
  return title
    ? language.say('reading.chapter-titled', { number: chapter, title })
    : language.say('reading.chapter', { number: chapter });
}
