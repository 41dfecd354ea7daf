/**
 * What a moderator looks at: the reported fic in short, and the very page, without a reader's place or buttons to turn.
 */

import { ActionRowBuilder, ButtonBuilder, SeparatorBuilder, TextDisplayBuilder } from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import { cardId } from '#commands/card/routes.ts';
import { chapterName, positionText } from '#commands/reading/position.ts';
import { discordMarkdown } from '#src/kit/show/markdown.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { sourceButton } from '#src/kit/show/source-button.ts';
import {
  byline,
  clipMarkdown,
  escapedList,
  ratingText,
  sourceLink,
  titleOf,
  worded,
} from '#src/kit/show/story-text.ts';
import type { Language } from '#src/language/language.ts';
import type { Page } from '#src/story/page.ts';
import type { Story } from '#src/story/story.ts';

/** The head's sizes: with a page of the standard size, 2,800, and its position everything stays under Discord's 4,000. */
const ROOM = { title: 120, byline: 100, list: 150, summary: 350, chapter: 80 } as const;

/** @param page - null where no text of it may be shown. */
export function lookView(language: Language, story: Story, page: Page | null): MessageBody {
  const display = (content: string) => new TextDisplayBuilder().setContent(content).toJSON();
  return {
    v2: true,
    components: [
      display(headLines(language, story).join('\n')),
      new SeparatorBuilder().toJSON(),
      ...(page ? pageParts(language, page).map(display) : [display(language.say('reports.look-no-text'))]),
      buttons(language, story).toJSON(),
    ],
    shows: [story.id],
  };
}

function headLines(language: Language, story: Story): string[] {
  const summary = clipMarkdown(worded(story.summary) ?? '', ROOM.summary);
  const listed = (name: string, items: readonly string[]) => {
    const text = escapedList(items, ROOM.list);
    return text === '' ? [] : [`-# **${name}:** ${text}`];
  };
  return [
    `### ${clipMarkdown(titleOf(language, story), ROOM.title)}`,
    `${clipMarkdown(byline(language, story), ROOM.byline)} · ${ratingText(language, story)}`,
    ...listed(language.say('kit.story.warnings'), story.warnings),
    ...listed(language.say('kit.story.tags'), [...story.genres, ...story.tags]),
    ...(summary === '' ? [] : [summary]),
  ];
}

function pageParts(language: Language, page: Page): string[] {
  const { story } = page;
  const text = discordMarkdown.render(page.blocks, page.from, page.to);
  const heading =
    story.chapters.length > 1 ? [`### ${clipMarkdown(chapterName(language, story, page.chapter), ROOM.chapter)}`] : [];
  return [[...heading, text].filter(Boolean).join('\n'), `-# ${positionText(language, page)}`].filter(Boolean);
}

function buttons(language: Language, story: Story) {
  const url = sourceLink(story);
  return new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder()
      .setCustomId(cardId('open', { story: story.id }))
      .setLabel(language.say('reports.buttons.open-card'))
      .setStyle(ButtonStyle.Secondary),
    ...(url === null ? [] : [sourceButton(language, url)]),
  );
}
