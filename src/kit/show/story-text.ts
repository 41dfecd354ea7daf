/**
 * What a fic says of itself, in the words and colours that every message uses: title, authors, rating, lists of names.
 */
import { clipLine } from '#src/kit/show/clip.ts';
import { escapeInline } from '#src/kit/show/markdown.ts';
import type { Language } from '#src/language/language.ts';
import { isBlank, oneLine } from '#src/story/characters.ts';
import { cleanHref } from '#src/story/href.ts';
import type { Band } from '#src/story/rating.ts';
import type { Story } from '#src/story/story.ts';

/** From calm green to deep red, told apart by lightness too; the rating always stands in words beside it. */
export const BAND_COLOURS: Readonly<Record<Band, number>> = {
  General: 0x4f9d69,
  Teen: 0x3f7fb5,
  Mature: 0xc77d2e,
  Explicit: 0xa83246,
  Unrated: 0x7a7f87,
};

/** Plain; a title that shows nothing would leave nothing to press or choose. */
export function titleOf(language: Language, story: { readonly title: string | null }): string {
  return worded(story.title) ?? language.say('kit.story.untitled');
}

/** The text, or null where there is none or nothing of it can be seen. */
export function worded(text: string | null | undefined): string | null {
  return text && !isBlank(oneLine(text)) ? text : null;
}

/** Where the story was posted, as Discord takes links; null where that is no address. */
export function sourceLink({ sourceUrl }: Pick<Story, 'sourceUrl'>): string | null {
  return sourceUrl === null ? null : cleanHref(sourceUrl);
}

/** Those whose names can be seen. */
export function knownAuthors({ authors }: Pick<Story, 'authors'>): readonly string[] {
  return authors.filter((author) => worded(author) !== null);
}

/** "by A and B", plain. */
export function byline(language: Language, story: Pick<Story, 'authors'>): string {
  const authors = knownAuthors(story);
  return authors.length === 0
    ? language.say('kit.story.by-unknown')
    : language.say('kit.story.by', { authors: language.list(authors) });
}

/** "Teen (PG-13)": the band in words, and what the author wrote where that says something else. */
export function ratingText(language: Language, story: Pick<Story, 'rating'>): string {
  const band = language.say(`kit.bands.${story.rating.band}`);
  const raw = (worded(story.rating.raw) ?? '').trim();
  if (raw === '' || raw.toLowerCase() === band.toLowerCase()) return band;
  const written = clipMarkdown(raw, 60);
  // "General Audiences" says its band by itself.
  if (raw.toLowerCase().startsWith(band.toLowerCase())) return written;
  return /[()]/.test(raw) ? `${band}: ${written}` : `${band} (${written})`;
}

/** For sentences such as "about 12 min", "about 3 h left". */
export function readingTime(minutes: number): { readonly unit: 'minutes' | 'hours'; readonly amount: number } {
  return minutes < 90
    ? { unit: 'minutes', amount: Math.max(1, Math.round(minutes)) }
    : { unit: 'hours', amount: Math.round(minutes / 60) };
}

/** Names escaped and joined, as many whole ones as fit; "+3" says how many did not. '' where none of them shows anything. */
export function escapedList(items: readonly string[], limit: number): string {
  const names = items.filter((item) => worded(item) !== null);
  let text = '';
  for (const [index, name] of names.entries()) {
    const next = clipMarkdown(name, Math.min(100, Math.floor(limit / 2)));
    const joined = text === '' ? next : `${text}, ${next}`;
    if (joined.length > limit - 6) return `${text} +${names.length - index}`;
    text = joined;
  }
  return text;
}

/** Plain text clipped first and escaped then, so that no escape is cut in two; still at most `limit` units. */
export function clipMarkdown(plain: string, limit: number): string {
  for (let room = limit; room > 0; room = Math.floor(room * 0.8)) {
    const escaped = escapeInline(clipLine(plain, room));
    if (escaped.length <= limit) return escaped;
  }
  return '';
}
