/**
 * One story of a page of results: what it is, and a button that opens it; found by its text, the passage.
 */

import {
  ActionRowBuilder,
  ButtonBuilder,
  SectionBuilder,
  SeparatorBuilder,
  TextDisplayBuilder,
} from '@discordjs/builders';
import { type APIMessageTopLevelComponent, ButtonStyle } from 'discord-api-types/v10';
import { cardId } from '#commands/card/routes.ts';
import { readingId } from '#commands/reading/routes.ts';
import { passageText } from '#commands/search/passage.ts';
import type { Passage } from '#src/catalog/contract.ts';
import { byline, clipMarkdown, escapedList, ratingText, titleOf, worded } from '#src/kit/show/story-text.ts';
import type { Language } from '#src/language/language.ts';
import { pairingName } from '#src/story/pairing.ts';
import type { StoryCard } from '#src/story/story.ts';

/** In UTF-16 units: what is said of a fic's summary, and what is too little to be worth saying. */
const SUMMARY = 170;
const SHORTEST_SUMMARY = 30;
/** A passage in rendered UTF-16 units. */
const PASSAGE = { least: 100, most: 330 };

/** Components that it takes: a line above it, and a section with text and button, or a text and a row with two buttons. */
export function hitComponents(passage: Passage | null): number {
  return passage ? 5 : 4;
}

/** @param room - for its text, in UTF-16 units: names, summary and passage take what the rest leaves of it. */
export function hitParts(
  language: Language,
  story: StoryCard,
  passage: Passage | null,
  room: number,
): APIMessageTopLevelComponent[] {
  const parts = passage ? foundInText(language, story, passage, room) : [found(language, story, room)];
  return [new SeparatorBuilder(), ...parts].map((part) => part.toJSON());
}

function found(language: Language, story: StoryCard, room: number): SectionBuilder {
  const lines = factLines(language, story, room);
  const summary = Math.min(SUMMARY, room - lengthOf(lines));
  if (worded(story.summary) && summary >= SHORTEST_SUMMARY) lines.push(clipMarkdown(story.summary ?? '', summary));
  return new SectionBuilder().addTextDisplayComponents(text(lines)).setButtonAccessory(openButton(language, story));
}

/** In place of the summary come the warnings, which stand before text everywhere, and the passage. */
function foundInText(
  language: Language,
  story: StoryCard,
  passage: Passage,
  room: number,
): [TextDisplayBuilder, ActionRowBuilder<ButtonBuilder>] {
  const warnings = escapedList(story.warnings, 60);
  const warned = warnings === '' ? [] : [`-# **${language.say('kit.story.warnings')}:** ${warnings}`];
  const lines = [...factLines(language, story, room - PASSAGE.least - lengthOf(warned)), ...warned];
  lines.push(passageText(passage, Math.min(PASSAGE.most, Math.max(PASSAGE.least, room - lengthOf(lines)))));
  const { chapter, offset } = passage;
  const readFrom = new ButtonBuilder()
    .setCustomId(readingId('read-at', { story: story.id, chapter, offset }))
    .setLabel(language.say('search.buttons.read-from-here'))
    .setStyle(ButtonStyle.Primary);
  return [text(lines), new ActionRowBuilder<ButtonBuilder>().addComponents(readFrom, openButton(language, story))];
}

function factLines(language: Language, story: StoryCard, room: number): string[] {
  const facts = [
    ratingText(language, story),
    language.say('kit.story.words', { count: story.words }),
    ...(story.status === 'unknown' ? [] : [language.say(`kit.status.${story.status}`)]),
  ].join(' · ');
  const lines = [
    `**${clipMarkdown(titleOf(language, story), 90)}**`,
    clipMarkdown(byline(language, story), 100),
    `-# ${facts}`,
  ];
  const names = [escapedList(story.fandoms, 80), escapedList(story.pairings.map(pairingName), 90)].filter(Boolean);
  const named = `-# ${names.join(' · ')}`;
  if (names.length > 0 && named.length <= room - lengthOf(lines)) lines.push(named);
  return lines;
}

/** With the line break before what follows. */
function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

function openButton(language: Language, story: StoryCard): ButtonBuilder {
  return new ButtonBuilder()
    .setCustomId(cardId('open', { story: story.id }))
    .setLabel(language.say('kit.buttons.open'))
    .setStyle(ButtonStyle.Secondary);
}

function text(lines: readonly string[]): TextDisplayBuilder {
  return new TextDisplayBuilder().setContent(lines.join('\n'));
}
