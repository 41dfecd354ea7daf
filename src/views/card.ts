/**
 * A story's card: the embed that is shown and shared, with its buttons.
 */
import { ActionRowBuilder, ButtonBuilder, EmbedBuilder } from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import type { Language } from '#src/language/language.ts';
import { pairingName } from '#src/story/pairing.ts';
import type { Band } from '#src/story/rating.ts';
import type { Story } from '#src/story/story.ts';
import { readingMinutes } from '#src/story/words.ts';
import { clip } from '#src/views/clip.ts';
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
    .setTitle(clip(escapeInline(story.title), LIMITS.embedTitle))
    .setURL(story.sourceUrl)
    .setColor(BAND_COLOURS[story.rating.band])
    .setAuthor({ name: clip(byline(language, story), LIMITS.embedAuthor) })
    .setDescription(clipMarkdown(story.summary ?? language.say('card.no-summary'), SUMMARY))
    .setFields(cardFields(language, story).map(({ name, value, inline }) => ({ name, value, inline })));
  return { embeds: [embed.toJSON()], components: [cardButtons(language, story).toJSON()] };
}

function cardFields(language: Language, story: Story): { name: string; value: string; inline: boolean }[] {
  const names = (items: readonly string[], limit: number) => escapedList(items, limit);
  const optional = (name: string, items: readonly string[], limit: number, inline: boolean) =>
    items.length === 0 ? [] : [{ name, value: names(items, limit), inline }];
  return [
    { name: language.say('card.rating'), value: ratingText(language, story), inline: true },
    { name: language.say('card.length'), value: lengthText(language, story), inline: true },
    { name: language.say('card.status'), value: statusText(language, story), inline: true },
    ...optional(language.say('card.fandom'), story.fandoms, SHORT_FIELD, true),
    ...optional(language.say('card.pairing'), story.pairings.map(pairingName), FIELD, true),
    ...optional(language.say('card.characters'), story.characters, SHORT_FIELD, true),
    { name: language.say('card.warnings'), value: warningsText(language, story), inline: false },
    ...optional(language.say('card.tags'), [...story.genres, ...story.tags], FIELD, false),
    ...seriesField(language, story),
    ...(story.permission.basis === 'none'
      ? [
          {
            name: language.say('card.text'),
            value: language.say(story.sourceUrl ? 'card.link-only' : 'card.card-only'),
            inline: false,
          },
        ]
      : []),
  ];
}

function seriesField(language: Language, story: Story) {
  if (!story.series) return [];
  const { name, part } = story.series;
  const value =
    part === null ? escapeInline(name) : language.say('card.series-part', { name: escapeInline(name), part });
  return [{ name: language.say('card.series'), value: clipMarkdown(value, SHORT_FIELD), inline: true }];
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

/** "by A and B", plain. */
export function byline(language: Language, story: Pick<Story, 'authors'>): string {
  return story.authors.length === 0
    ? language.say('card.by-unknown')
    : language.say('card.by', { authors: language.list(story.authors) });
}

/** "Teen (PG-13)": the band in words, and what the author wrote where that says something else. */
export function ratingText(language: Language, story: Pick<Story, 'rating'>): string {
  const band = language.say(`bands.${story.rating.band}`);
  const raw = story.rating.raw.trim();
  if (raw === '') return band;
  const written = escapeInline(clip(raw, 60));
  // "General Audiences" says its band by itself.
  if (raw.toLowerCase().startsWith(band.toLowerCase())) return written;
  return /[()]/.test(raw) ? `${band}: ${written}` : `${band} (${written})`;
}

function lengthText(language: Language, story: Story): string {
  const parts = [language.say('card.words', { count: story.words, number: language.number(story.words) })];
  const posted = story.chapters.length;
  if (posted > 1 || story.chaptersTotal !== null) {
    parts.push(language.say('card.chapters', { posted, total: story.chaptersTotal ?? '?', count: posted }));
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
  return story.warnings.length === 0 ? language.say('card.no-warnings') : escapedList(story.warnings, FIELD);
}

/** Names escaped and joined, as many whole ones as fit; "+3" says how many did not. */
export function escapedList(items: readonly string[], limit: number): string {
  let text = '';
  for (const [index, item] of items.entries()) {
    const next = escapeInline(clip(item, Math.min(100, limit / 2)));
    const joined = text === '' ? next : `${text}, ${next}`;
    if (joined.length > limit - 6) return index === 0 ? clip(next, limit) : `${text} +${items.length - index}`;
    text = joined;
  }
  return text;
}

/** Plain text clipped first and escaped then, so that no escape is cut in two; still at most `limit` units. */
export function clipMarkdown(plain: string, limit: number): string {
  for (let room = limit; room > 0; room = Math.floor(room * 0.8)) {
    const escaped = escapeInline(clip(plain, room));
    if (escaped.length <= limit) return escaped;
  }
  return '';
}
