/**
 * A story's card: the embed that is shown and shared, with its buttons.
 */

import { ActionRowBuilder, ButtonBuilder, EmbedBuilder } from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import { cardId } from '#commands/card/routes.ts';
import { readingId } from '#commands/reading/routes.ts';
import { reportId } from '#commands/reports/routes.ts';
import { shelfId } from '#commands/shelf/routes.ts';
import { clip, clipLine } from '#src/kit/show/clip.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import {
  BAND_COLOURS,
  byline,
  clipMarkdown,
  escapedList,
  minutesText,
  ratingText,
  sourceLink,
  titleOf,
  worded,
} from '#src/kit/show/story-text.ts';
import type { Language } from '#src/language/language.ts';
import { pairingName } from '#src/story/pairing.ts';
import type { Story } from '#src/story/story.ts';
import { readingMinutes } from '#src/story/words.ts';

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
        .setCustomId(readingId('read', { story: story.id }))
        .setLabel(language.say('buttons.read'))
        .setStyle(ButtonStyle.Primary),
    );
  }
  const about = { story: story.id };
  const button = (id: string, label: string) =>
    new ButtonBuilder().setCustomId(id).setLabel(label).setStyle(ButtonStyle.Secondary);
  row.addComponents(button(shelfId('keep', about), language.say('buttons.keep')));
  if (story.authors.length > 0) row.addComponents(button(cardId('more-by', about), language.say('buttons.more-by')));
  return row.addComponents(button(reportId('report', about), language.say('buttons.report')));
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

function statusText(language: Language, story: Story): string {
  const text = language.say(`status.${story.status}`);
  if (!story.part) return text;
  const { number, total } = story.part;
  return `${text}\n${total === null ? language.say('card.part', { number }) : language.say('card.part-of', { number, total })}`;
}

function warningsText(language: Language, story: Story): string {
  return escapedList(story.warnings, FIELD) || language.say('card.no-warnings');
}

/** A card that only its reader sees, with a button that posts it for all where its reader may do so. */
export function privateCard(language: Language, story: Story, mayShare: boolean): MessageBody {
  const body = card(language, story);
  if (!mayShare) return body;
  return { ...body, components: [...(body.components ?? []), shareRow(language, story).toJSON()] };
}

function shareRow(language: Language, story: Story): ActionRowBuilder<ButtonBuilder> {
  return new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder()
      .setCustomId(cardId('share', { story: story.id }))
      .setLabel(clip(language.say('buttons.share'), LIMITS.buttonLabel))
      .setStyle(ButtonStyle.Success),
  );
}
