/**
 * A page of search results: five stories to a page, each with a button that opens its card.
 */
import {
  ActionRowBuilder,
  ButtonBuilder,
  SectionBuilder,
  SeparatorBuilder,
  TextDisplayBuilder,
} from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import type { Passage, SearchResult } from '#src/catalog/contract.ts';
import type { Language } from '#src/language/language.ts';
import type { RatingFloor } from '#src/story/audience.ts';
import { pairingName } from '#src/story/pairing.ts';
import type { Story } from '#src/story/story.ts';
import { byline, card, clipMarkdown, escapedList, ratingText, titleOf, worded } from '#src/views/card.ts';
import { clip } from '#src/views/clip.ts';
import { customId } from '#src/views/custom-id.ts';
import { LIMITS } from '#src/views/limits.ts';
import type { MessageBody } from '#src/views/message.ts';
import { notice, type Row } from '#src/views/notices.ts';
import { passageText } from '#src/views/passage.ts';
import { turnRow } from '#src/views/turns.ts';

export const RESULTS_PER_PAGE = 5;
/** What is above and below the stories, at most. */
const FRAME = 700;
/** A passage in rendered UTF-16 units. */
const PASSAGE = { least: 100, most: 330 };

export interface ResultsPage {
  readonly session: string;
  /** 0-based. */
  readonly page: number;
  readonly result: SearchResult;
  /** What the gate here hides by. */
  readonly floor: RatingFloor;
  /** What was asked for, in plain words; '' where nothing was. */
  readonly asked: string;
  /** A sentence about this search, such as why it could not look everywhere. */
  readonly note?: string | null;
}

export function resultsView(
  language: Language,
  { session, page, result, floor, asked, note }: ResultsPage,
): MessageBody {
  const noted = note ? [`-# ${note}`] : [];
  if (result.hits.length === 0 && page === 0) {
    return notice([nothingText(language, result, floor, asked), ...noted].join('\n'));
  }
  const pages = Math.max(1, Math.ceil(result.total / RESULTS_PER_PAGE));
  const head = language.say('results.head', {
    count: result.total,
    number: language.number(result.total),
    asked: asked === '' ? '' : language.say('results.for', { asked: clipMarkdown(asked, 200) }),
  });
  const foot = [
    ...(pages > 1 ? [`-# ${language.say('results.page', { page: page + 1, pages })}`] : []),
    ...hiddenLines(language, result, floor),
    ...noted,
  ];
  const labels = { back: language.say('buttons.previous'), on: language.say('buttons.next') };
  const idOf = (to: number) => customId('results', { session, page: to });
  const room = passageRoom(language, result.hits);
  const rows: Row[] = pages > 1 ? [turnRow(page, pages - 1, labels, idOf)] : [];
  return {
    v2: true,
    shows: result.hits.map(({ id }) => id),
    components: [
      new TextDisplayBuilder().setContent(head).toJSON(),
      ...result.hits.flatMap((story) => {
        const passage = result.passages[story.id];
        const parts = passage ? foundInText(language, story, passage, room) : [hit(language, story)];
        return [new SeparatorBuilder(), ...parts].map((part) => part.toJSON());
      }),
      ...(foot.length > 0
        ? [new SeparatorBuilder().toJSON(), new TextDisplayBuilder().setContent(foot.join('\n')).toJSON()]
        : []),
      ...rows.map((row) => row.toJSON()),
    ],
  };
}

/** Five of these and the frame stay under Discord's 4000: at most 90 + 100 + 160 + 173 + 170 and a little each. */
function hit(language: Language, story: Story): SectionBuilder {
  const summary = worded(story.summary) ? [clipMarkdown(story.summary ?? '', 170)] : [];
  return new SectionBuilder()
    .addTextDisplayComponents(
      new TextDisplayBuilder().setContent([...factLines(language, story), ...summary].join('\n')),
    )
    .setButtonAccessory(openButton(language, story));
}

/**
 * A story that was found by its text: in place of the summary its warnings, which stand before text everywhere, and the
 * passage. It takes one component more than `hit`: two buttons stand in a row.
 */
function foundInText(
  language: Language,
  story: Story,
  passage: Passage,
  room: number,
): [TextDisplayBuilder, ActionRowBuilder<ButtonBuilder>] {
  const lines = [...factLines(language, story), ...warningLines(language, story), passageText(passage, room)];
  const { chapter, offset } = passage;
  const readFrom = new ButtonBuilder()
    .setCustomId(customId('read-at', { story: story.id, chapter, offset }))
    .setLabel(language.say('buttons.read-from-here'))
    .setStyle(ButtonStyle.Primary);
  return [
    new TextDisplayBuilder().setContent(lines.join('\n')),
    new ActionRowBuilder<ButtonBuilder>().addComponents(readFrom, openButton(language, story)),
  ];
}

/** What each passage may take, so that the page stays under Discord's 4000 with as much as can be of each. */
function passageRoom(language: Language, stories: readonly Story[]): number {
  const facts = stories.flatMap((story) => [...factLines(language, story), ...warningLines(language, story)]);
  const left = LIMITS.componentsText - FRAME - facts.join('\n').length;
  return Math.min(PASSAGE.most, Math.max(PASSAGE.least, Math.floor(left / Math.max(1, stories.length))));
}

function warningLines(language: Language, story: Story): string[] {
  const warnings = escapedList(story.warnings, 60);
  return warnings === '' ? [] : [`-# **${language.say('card.warnings')}:** ${warnings}`];
}

function factLines(language: Language, story: Story): string[] {
  const facts = [
    ratingText(language, story),
    language.say('card.words', { count: story.words, number: language.number(story.words) }),
    ...(story.status === 'unknown' ? [] : [language.say(`status.${story.status}`)]),
  ].join(' · ');
  const names = [escapedList(story.fandoms, 80), escapedList(story.pairings.map(pairingName), 90)].filter(Boolean);
  return [
    `**${clipMarkdown(titleOf(language, story), 90)}**`,
    clipMarkdown(byline(language, story), 100),
    `-# ${facts}`,
    ...(names.length > 0 ? [`-# ${names.join(' · ')}`] : []),
  ];
}

function openButton(language: Language, story: Story): ButtonBuilder {
  return new ButtonBuilder()
    .setCustomId(customId('open', { story: story.id }))
    .setLabel(language.say('buttons.open'))
    .setStyle(ButtonStyle.Secondary);
}

function hiddenLines(language: Language, { hidden }: SearchResult, floor: RatingFloor): string[] {
  return hidden.map(({ reason, count }) => {
    const key = reason === 'blocked' ? 'blocked' : floor;
    return `-# ${language.say(`hidden.${key}`, { count, number: language.number(count) })}`;
  });
}

function nothingText(language: Language, result: SearchResult, floor: RatingFloor, asked: string): string {
  const hidden = hiddenLines(language, result, floor);
  const values = { asked: clipMarkdown(asked, 200) };
  const what =
    asked === ''
      ? language.say(hidden.length > 0 ? 'results.none-shown-at-all' : 'results.empty')
      : language.say(hidden.length > 0 ? 'results.none-shown' : 'results.none', values);
  return [what, ...hidden].join('\n');
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
      .setCustomId(customId('share', { story: story.id }))
      .setLabel(clip(language.say('buttons.share'), LIMITS.buttonLabel))
      .setStyle(ButtonStyle.Success),
  );
}

/** Its time is over: what was asked is still known, and one press asks it again. */
export function searchOverView(language: Language, session: string): MessageBody {
  return notice(language.say('results.over'), [
    new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder()
        .setCustomId(customId('search-again', { session }))
        .setLabel(language.say('buttons.search-again'))
        .setStyle(ButtonStyle.Primary),
    ),
  ]);
}
