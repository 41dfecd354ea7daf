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
  knownAuthors,
  ratingText,
  readingTime,
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
    { name: language.say('kit.story.rating'), value: ratingText(language, story), inline: true },
    { name: language.say('kit.story.length'), value: lengthText(language, story), inline: true },
    { name: language.say('kit.story.status'), value: statusText(language, story), inline: true },
    ...optional(language.say('kit.story.fandom'), story.fandoms, SHORT_FIELD, true),
    ...optional(language.say('kit.story.characters'), story.characters, SHORT_FIELD, true),
    ...optional(language.say('kit.story.pairing'), story.pairings.map(pairingName), FIELD, false),
    { name: language.say('kit.story.warnings'), value: warningsText(language, story), inline: false },
    ...optional(language.say('kit.story.tags'), [...story.genres, ...story.tags], FIELD, false),
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
  const value = part === null ? name : language.say('kit.story.series-part', { name, part });
  return [{ name: language.say('kit.story.series'), value, inline: true }];
}

function cardButtons(language: Language, story: Story): ActionRowBuilder<ButtonBuilder> {
  const row = new ActionRowBuilder<ButtonBuilder>();
  if (story.permission.basis !== 'none') {
    row.addComponents(
      new ButtonBuilder()
        .setCustomId(readingId('read', { story: story.id }))
        .setLabel(language.say('card.buttons.read'))
        .setStyle(ButtonStyle.Primary),
    );
  }
  const about = { story: story.id };
  const button = (id: string, label: string) =>
    new ButtonBuilder().setCustomId(id).setLabel(label).setStyle(ButtonStyle.Secondary);
  row.addComponents(button(shelfId('keep', about), language.say('card.buttons.keep')));
  if (knownAuthors(story).length > 0) {
    row.addComponents(button(cardId('more-by', about), language.say('card.buttons.more-by')));
  }
  return row.addComponents(button(reportId('report', about), language.say('kit.buttons.report')));
}

function lengthText(language: Language, story: Story): string {
  const parts = [language.say('kit.story.words', { count: story.words })];
  const posted = story.chapters.length;
  if (posted > 1 || story.chaptersTotal !== null) {
    const total = story.chaptersTotal ?? (story.status === 'complete' ? posted : null);
    parts.push(
      total === null
        ? language.say('kit.story.chapters-so-far', { posted })
        : language.say('kit.story.chapters', { posted, total }),
    );
  }
  if (story.words > 0) parts.push(language.say('kit.reading-time', readingTime(readingMinutes(story.words))));
  return parts.join('\n');
}

function statusText(language: Language, story: Story): string {
  const text = language.say(`kit.status.${story.status}`);
  if (!story.part) return text;
  const { number, total } = story.part;
  return `${text}\n${total === null ? language.say('kit.story.part', { number }) : language.say('kit.story.part-of', { number, total })}`;
}

function warningsText(language: Language, story: Story): string {
  return escapedList(story.warnings, FIELD) || language.say('kit.story.no-warnings');
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
      .setLabel(clip(language.say('card.buttons.share'), LIMITS.buttonLabel))
      .setStyle(ButtonStyle.Success),
  );
}
