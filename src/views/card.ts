/**
 * A story's card: the embed that is shown and shared, with its buttons.
 */
import { ActionRowBuilder, ButtonBuilder, EmbedBuilder } from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import type { Language } from '#src/language/language.ts';
import { isBlank, oneLine } from '#src/story/characters.ts';
import { cleanHref } from '#src/story/href.ts';
import { pairingName } from '#src/story/pairing.ts';
import type { Band } from '#src/story/rating.ts';
import type { Story } from '#src/story/story.ts';
import { readingMinutes } from '#src/story/words.ts';
import { clipLine } from '#src/views/clip.ts';
import { customId } from '#src/views/custom-id.ts';
import { LIMITS } from '#src/views/limits.ts';
import { escapeInline } from '#src/views/markdown.ts';
import type { MessageBody } from '#src/views/message.ts';

/** From calm green to deep red, told apart by lightness too; the rating always stands in words beside it. */
export const BAND_COLOURS: Readonly<Record<Band, number>> = {
  General: 0x4f9d69,
  Teen: 0x3f7fb5,
  Mature: 0xc77d2e,
  Explicit: 0xa83246,
  Unrated: 0x7a7f87,
};

/** Our own sizes inside Discord's: a card stays readable on a phone, and its fields never add up to Discord's 6000. */
const SUMMARY = 1300;
const FIELD = 400;
const SHORT_FIELD = 200;

export function card(language: Language, story: Story): MessageBody {
  const embed = new EmbedBuilder()
    .setTitle(clipMarkdown(titleOf(language, story), LIMITS.embedTitle))
    .setURL(sourceLink(story))
    .setColor(BAND_COLOURS[story.rating.band])
    .setAuthor({ name: clipLine(byline(language, story), LIMITS.embedAuthor) })
    .setDescription(clipMarkdown(worded(story.summary) ?? language.say('card.no-summary'), SUMMARY))
    .setFields(cardFields(language, story).map(({ name, value, inline }) => ({ name, value, inline })));
  return { embeds: [embed.toJSON()], components: [cardButtons(language, story).toJSON()], shows: [story.id] };
}

function cardFields(language: Language, story: Story): { name: string; value: string; inline: boolean }[] {
  const optional = (name: string, items: readonly string[], limit: number, inline: boolean) => {
    const value = escapedList(items, limit);
    return value === '' ? [] : [{ name, value, inline }];
  };
  return [
    { name: language.say('card.rating'), value: ratingText(language, story), inline: true },
    { name: language.say('card.length'), value: lengthText(language, story), inline: true },
    { name: language.say('card.status'), value: statusText(language, story), inline: true },
    ...optional(language.say('card.fandom'), story.fandoms, SHORT_FIELD, true),
    ...optional(language.say('card.characters'), story.characters, SHORT_FIELD, true),
    ...optional(language.say('card.pairing'), story.pairings.map(pairingName), FIELD, false),
    { name: language.say('card.warnings'), value: warningsText(language, story), inline: false },
    ...optional(language.say('card.tags'), [...story.genres, ...story.tags], FIELD, false),
    ...seriesField(language, story),
    ...(story.permission.basis === 'none'
      ? [
          {
            name: language.say('card.text'),
            value: language.say(sourceLink(story) ? 'card.link-only' : 'card.card-only'),
            inline: false,
          },
        ]
      : []),
  ];
}

function seriesField(language: Language, story: Story) {
  const name = clipMarkdown(worded(story.series?.name) ?? '', SHORT_FIELD);
  if (name === '') return [];
  const part = story.series?.part ?? null;
  const value = part === null ? name : language.say('card.series-part', { name, part });
  return [{ name: language.say('card.series'), value, inline: true }];
}

function cardButtons(language: Language, story: Story): ActionRowBuilder<ButtonBuilder> {
  const row = new ActionRowBuilder<ButtonBuilder>();
  if (story.permission.basis !== 'none') {
    row.addComponents(
      new ButtonBuilder()
        .setCustomId(customId('read', { story: story.id }))
        .setLabel(language.say('buttons.read'))
        .setStyle(ButtonStyle.Primary),
    );
  }
  const button = (name: 'keep' | 'more-by' | 'report', label: string) =>
    new ButtonBuilder()
      .setCustomId(customId(name, { story: story.id }))
      .setLabel(label)
      .setStyle(ButtonStyle.Secondary);
  row.addComponents(button('keep', language.say('buttons.keep')));
  if (story.authors.length > 0) row.addComponents(button('more-by', language.say('buttons.more-by')));
  return row.addComponents(button('report', language.say('buttons.report')));
}

/** Plain; a title that shows nothing would leave nothing to press or choose. */
export function titleOf(language: Language, story: { readonly title: string | null }): string {
  return worded(story.title) ?? language.say('card.untitled');
}

/** The text, or null where there is none or nothing of it can be seen. */
export function worded(text: string | null | undefined): string | null {
  return text && !isBlank(oneLine(text)) ? text : null;
}

/** Where the story was posted, as Discord takes links; null where that is no address. */
export function sourceLink({ sourceUrl }: Pick<Story, 'sourceUrl'>): string | null {
  return sourceUrl === null ? null : cleanHref(sourceUrl);
}

/** "by A and B", plain. */
export function byline(language: Language, story: Pick<Story, 'authors'>): string {
  const authors = story.authors.filter((author) => worded(author) !== null);
  return authors.length === 0
    ? language.say('card.by-unknown')
    : language.say('card.by', { authors: language.list(authors) });
}

/** "Teen (PG-13)": the band in words, and what the author wrote where that says something else. */
export function ratingText(language: Language, story: Pick<Story, 'rating'>): string {
  const band = language.say(`bands.${story.rating.band}`);
  const raw = (worded(story.rating.raw) ?? '').trim();
  if (raw === '' || raw.toLowerCase() === band.toLowerCase()) return band;
  const written = clipMarkdown(raw, 60);
  // "General Audiences" says its band by itself.
  if (raw.toLowerCase().startsWith(band.toLowerCase())) return written;
  return /[()]/.test(raw) ? `${band}: ${written}` : `${band} (${written})`;
}

function lengthText(language: Language, story: Story): string {
  const parts = [language.say('card.words', { count: story.words, number: language.number(story.words) })];
  const posted = story.chapters.length;
  if (posted > 1 || story.chaptersTotal !== null) {
    const total = story.chaptersTotal ?? (story.status === 'complete' ? posted : '?');
    parts.push(language.say('card.chapters', { posted, total, count: posted }));
  }
  if (story.words > 0) parts.push(minutesText(language, readingMinutes(story.words)));
  return parts.join('\n');
}

/** "about 12 min", "about 3 h". */
export function minutesText(language: Language, minutes: number): string {
  return minutes < 90
    ? language.say('minutes', { minutes: Math.max(1, Math.round(minutes)) })
    : language.say('hours', { hours: language.number(Math.round(minutes / 60)) });
}

function statusText(language: Language, story: Story): string {
  const text = language.say(`status.${story.status}`);
  if (!story.part) return text;
  const { number, total } = story.part;
  return `${text}\n${total === null ? language.say('card.part', { number }) : language.say('card.part-of', { number, total })}`;
}

function warningsText(language: Language, story: Story): string {
  return escapedList(story.warnings, FIELD) || language.say('card.no-warnings');
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
