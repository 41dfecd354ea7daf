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
import type { Language } from '#src/language/language.ts';
import type { Page, Target } from '#src/story/page.ts';
import type { Story } from '#src/story/story.ts';
import {
  byline,
  clipMarkdown,
  escapedList,
  minutesText,
  ratingText,
  sourceLink,
  titleOf,
  worded,
} from '#src/views/card.ts';
import { clipLine } from '#src/views/clip.ts';
import { customId } from '#src/views/custom-id.ts';
import { LIMITS } from '#src/views/limits.ts';
import { discordMarkdown, escapeInline } from '#src/views/markdown.ts';
import type { MessageBody } from '#src/views/message.ts';
import { notice, type Row } from '#src/views/notices.ts';
import { sourceButton } from '#src/views/reading-notices.ts';

/**
 * What a page's text may take, in rendered UTF-16 units: the sizes a reader chooses from. With the largest, 3,000, and the
 * frame below, everything stays under Discord's 4,000 a message.
 */
export const PAGE_SIZES = { short: 1400, standard: 2800, long: 3000 } as const;
export type PageSize = keyof typeof PAGE_SIZES;

/** The size of a budget that a reader chose; the standard one where they chose none, or a size that is no more. */
export function sizeOf(budget: number | null): { readonly name: PageSize; readonly budget: number } {
  const names: readonly PageSize[] = ['short', 'standard', 'long'];
  const name = names.find((each) => PAGE_SIZES[each] === budget) ?? 'standard';
  return { name, budget: PAGE_SIZES[name] };
}

/** The next size when the button is pressed: short → standard → long → short. */
export function nextSize(size: PageSize): PageSize {
  return size === 'short' ? 'standard' : size === 'standard' ? 'long' : 'short';
}

/** What warnings, disclaimer and notes may take on the first page at most; less, where the page's text is long. */
const FRONT = { warnings: 150, disclaimer: 200, notes: 250 } as const;
/** Kept free for the line above a page that says why it is not in a thread. */
const REASON_ROOM = 150;

/**
 * @param anchor - the place that the next page size keeps in view: where the reader was when they began to change sizes.
 */
export function pageView(
  language: Language,
  session: string,
  page: Page,
  size: PageSize,
  anchor: number = page.start,
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
      ...rows(language, session, page, size, anchor, front.shortened).map((row) => row.toJSON()),
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
      name: language.say('card.warnings'),
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

/** `Page 3 of 12 · 27% · about 6 min left`. */
export function positionText(language: Language, page: Page): string {
  const { chapters } = page.story;
  const values = { number: language.number(page.number), of: language.number(page.of) };
  const left =
    page.next === null
      ? language.say('reading.the-end')
      : language.say('reading.left', { time: minutesText(language, page.minutesLeft) });
  return [
    ...(chapters.length > 1 ? [language.say('reading.chapter-of', { number: page.chapter, of: chapters.length })] : []),
    language.say(page.approximate ? 'reading.page-about' : 'reading.page-of', values),
    language.percent(page.percent / 100),
    left,
  ].join(' · ');
}

function rows(
  language: Language,
  session: string,
  page: Page,
  size: PageSize,
  anchor: number,
  shortened: boolean,
): Row[] {
  const { story } = page;
  const url = page.next === null ? sourceLink(story) : null;
  const turn = (way: 'back' | 'on', target: Target | null, label: string, style: ButtonStyle) =>
    new ButtonBuilder()
      .setCustomId(
        customId('turn', {
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
    turn('back', page.previous, language.say('buttons.previous'), ButtonStyle.Secondary),
    turn('on', page.next, language.say('buttons.next'), ButtonStyle.Primary),
  );
  const { chapter, start } = page;
  const more = new ActionRowBuilder<ButtonBuilder>().addComponents(
    button(customId('page-size', { session, chapter, offset: anchor }), language.say(`buttons.size-${size}`)),
    ...(shortened ? [button(customId('notes', { story: story.id }), language.say('buttons.notes'))] : []),
    ...(url === null ? [] : [sourceButton(language, url)]),
    button(customId('report-page', { story: story.id, chapter, offset: start }), language.say('buttons.report')),
  );
  const menus = [jumpMenu(language, session, page), chapterMenu(language, session, page)];
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
    .setCustomId(customId('jump', { session, chapter: page.chapter }))
    .setPlaceholder(language.say('reading.jump'))
    .addOptions(
      shown.map((index) =>
        new StringSelectMenuOptionBuilder()
          .setLabel(language.say('reading.page', { number: language.number(index + 1) }))
          .setValue(String(starts[index] ?? 0))
          .setDefault(index === page.number - 1),
      ),
    );
}

function chapterMenu(language: Language, session: string, page: Page): StringSelectMenuBuilder | null {
  const { chapters } = page.story;
  if (chapters.length < 2) return null;
  const shown = spread(chapters.length, page.chapter - 1, LIMITS.selectOptions);
  return new StringSelectMenuBuilder()
    .setCustomId(customId('chapter', { session }))
    .setPlaceholder(language.say('reading.chapters'))
    .addOptions(
      shown.map((index) =>
        new StringSelectMenuOptionBuilder()
          .setLabel(clipLine(chapterName(language, page.story, index + 1), LIMITS.selectLabel))
          .setValue(String(index + 1))
          .setDefault(index === page.chapter - 1),
      ),
    );
}

/** "Chapter 3: The Long Way Round", plain. */
export function chapterName(language: Language, story: Story, chapter: number): string {
  const title = worded(story.chapters[chapter - 1]?.title);
  return title
    ? language.say('reading.chapter-titled', { number: chapter, title })
    : language.say('reading.chapter', { number: chapter });
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
