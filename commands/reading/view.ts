/**
 * A page of a story as the reader sees it: what belongs before the text, the text, where one is, and where one can turn.
 */

import {
  ActionRowBuilder,
  ButtonBuilder,
  SeparatorBuilder,
  StringSelectMenuBuilder,
  StringSelectMenuOptionBuilder,
  TextDisplayBuilder,
} from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import { chapterMenu } from '#commands/reading/chapter-menu.ts';
import type { PageSize } from '#commands/reading/page-sizes.ts';
import { chapterName, positionText } from '#commands/reading/position.ts';
import { readingId } from '#commands/reading/routes.ts';
import { reportId } from '#commands/reports/routes.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import { discordMarkdown, escapeInline } from '#src/kit/show/markdown.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { notice, type Row } from '#src/kit/show/notices.ts';
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
import type { Page, Target } from '#src/story/page.ts';
import type { Story } from '#src/story/story.ts';

/** What warnings, disclaimer and notes may take on the first page at most; less, where the page's text is long. */
const FRONT = { warnings: 150, disclaimer: 200, notes: 250 } as const;
/** Kept free for the line above a page that says why it is not in a thread. */
const REASON_ROOM = 150;

interface RowChoices {
  readonly size: PageSize;
  readonly anchor: number;
  readonly middle: number;
  readonly shortened: boolean;
}

interface PageChoices {
  /** The place that the next page size keeps in view: where the reader was when they began to change sizes; by default the page's. */
  readonly anchor?: number | undefined;
  /** The chapter around which the menu shows others; by default the page's. */
  readonly middle?: number | undefined;
}

export function pageView(
  language: Language,
  session: string,
  page: Page,
  size: PageSize,
  { anchor = page.start, middle = page.chapter }: PageChoices = {},
): MessageBody {
  const { story } = page;
  const first = isFirst(page);
  const head = headLines(language, page, first);
  const text = discordMarkdown.render(page.blocks, page.from, page.to);
  const position = `-# ${positionText(language, page)}`;
  const room = LIMITS.componentsText - REASON_ROOM - head.length - text.length - position.length;
  const front = first ? frontMatter(language, story, room) : NO_FRONT;
  const display = (content: string) => new TextDisplayBuilder().setContent(content).toJSON();
  return {
    v2: true,
    shows: [story.id],
    components: [
      ...[head, front.text].filter(Boolean).map(display),
      new SeparatorBuilder().toJSON(),
      ...(text === '' ? [] : [display(text), new SeparatorBuilder().toJSON()]),
      display(position),
      ...rows(language, session, page, { size, anchor, middle, shortened: front.shortened }).map((row) => row.toJSON()),
    ],
  };
}

/** The page that the disclaimer and the notes travel with. */
function isFirst(page: Page): boolean {
  return page.chapter === 1 && page.start === 0;
}

function headLines(language: Language, page: Page, first: boolean): string {
  const { story } = page;
  const title = clipMarkdown(titleOf(language, story), 70);
  const by = clipMarkdown(byline(language, story), 50);
  const head = first ? `## ${title}\n${by} · ${ratingText(language, story)}` : `-# ${title} · ${by}`;
  const heading = story.chapters.length > 1 && page.start === 0 ? chapterName(language, story, page.chapter) : null;
  return heading === null ? head : `${head}\n### ${clipMarkdown(heading, 80)}`;
}

interface Front {
  /** '' where there is none. */
  readonly text: string;
  /** The disclaimer or the notes had to be shortened: then a button shows them whole. */
  readonly shortened: boolean;
}
const NO_FRONT: Front = { text: '', shortened: false };

/** Warnings stand before the text; the disclaimer and notes travel with it. What one leaves free the next may take. */
function frontMatter(language: Language, story: Story, room: number): Front {
  const prose = (text: string | null) => (limit: number) => clipMarkdown(worded(text) ?? '', limit);
  const parts = [
    {
      name: language.say('kit.story.warnings'),
      show: (limit: number) => escapedList(story.warnings, limit),
      most: FRONT.warnings,
    },
    { name: language.say('reading.disclaimer'), show: prose(story.disclaimer), most: FRONT.disclaimer },
    { name: language.say('reading.notes'), show: prose(story.notes), most: FRONT.notes },
  ].filter(({ show, most }) => show(most) !== '');
  let left = room;
  const lines = parts.map(({ name, show, most }, index) => {
    const label = `-# **${name}:** `;
    const share = Math.floor(left / (parts.length - index)) - label.length - 1;
    const line = label + show(Math.min(most, share));
    left -= line.length + 1;
    return line;
  });
  const text = lines.join('\n');
  const whole = [story.disclaimer, story.notes].every((part) => text.includes(escapeInline(worded(part) ?? '')));
  return { text, shortened: !whole };
}

function rows(language: Language, session: string, page: Page, { size, anchor, middle, shortened }: RowChoices): Row[] {
  const { story } = page;
  const url = page.next === null ? sourceLink(story) : null;
  const turn = (way: 'back' | 'on', target: Target | null, label: string, style: ButtonStyle) =>
    new ButtonBuilder()
      .setCustomId(
        readingId('turn', {
          session,
          way,
          chapter: target?.chapter ?? page.chapter,
          offset: target?.offset ?? page.start,
        }),
      )
      .setLabel(label)
      .setStyle(style)
      .setDisabled(target === null);
  const button = (id: string, label: string) =>
    new ButtonBuilder().setCustomId(id).setLabel(label).setStyle(ButtonStyle.Secondary);
  // Two in a row are wide on a phone; what is pressed less often stands below the menus.
  const turns = new ActionRowBuilder<ButtonBuilder>().addComponents(
    turn('back', page.previous, language.say('kit.buttons.previous'), ButtonStyle.Secondary),
    turn('on', page.next, language.say('kit.buttons.next'), ButtonStyle.Primary),
  );
  const { chapter, start } = page;
  const more = new ActionRowBuilder<ButtonBuilder>().addComponents(
    button(readingId('page-size', { session, chapter, offset: anchor }), language.say(`reading.buttons.size-${size}`)),
    ...(shortened ? [button(readingId('notes', { story: story.id }), language.say('reading.buttons.notes'))] : []),
    ...(url === null ? [] : [sourceButton(language, url)]),
    button(reportId('report-page', { story: story.id, chapter, offset: start }), language.say('kit.buttons.report')),
  );
  const menus = [jumpMenu(language, session, page), chapterMenu(language, session, page, middle)];
  return [
    turns,
    ...menus.flatMap((menu) => (menu ? [new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu)] : [])),
    more,
  ];
}

/** Pages of this chapter to jump to: all of them, or 25 spread evenly with the neighbours of this one. */
function jumpMenu(language: Language, session: string, page: Page): StringSelectMenuBuilder | null {
  const { starts } = page;
  if (!starts || starts.length < 3) return null;
  const shown = spread(starts.length, page.number - 1, LIMITS.selectOptions);
  return new StringSelectMenuBuilder()
    .setCustomId(readingId('jump', { session, chapter: page.chapter }))
    .setPlaceholder(language.say('reading.jump'))
    .addOptions(
      shown.map((index) =>
        new StringSelectMenuOptionBuilder()
          .setLabel(language.say('reading.page', { number: index + 1 }))
          .setValue(String(starts[index] ?? 0))
          .setDefault(index === page.number - 1),
      ),
    );
}

/** At most `room` of 0 … count-1 in order: the first, the last, this one and its neighbours, and others evenly between. */
function spread(count: number, here: number, room: number): number[] {
  if (count <= room) return Array.from({ length: count }, (_, index) => index);
  const chosen = new Set([0, count - 1, here, Math.max(0, here - 1), Math.min(count - 1, here + 1)]);
  const even = room - chosen.size;
  for (let step = 1; step <= even; step += 1) chosen.add(Math.round((step * (count - 1)) / (even + 1)));
  return [...chosen].sort((a, b) => a - b);
}

/** The disclaimer and the notes whole, for the reader alone; what Discord has no room for is said to be cut. */
export function notesView(language: Language, story: Story): MessageBody {
  const room = Math.floor((LIMITS.componentsText - 200) / 2);
  const part = (name: string, text: string | null) =>
    worded(text) ? [`**${name}**\n${clipMarkdown(text ?? '', room)}`] : [];
  const parts = [
    ...part(language.say('reading.disclaimer'), story.disclaimer),
    ...part(language.say('reading.notes'), story.notes),
  ];
  return { ...notice(parts.join('\n\n') || language.say('reading.no-notes')), shows: [story.id] };
}
