/**
 * A report as it stands in the report channel: what was said about which place, what can be done about it, what was done.
 */

import {
  ActionRowBuilder,
  ButtonBuilder,
  ContainerBuilder,
  SeparatorBuilder,
  TextDisplayBuilder,
} from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import { chapterName } from '#commands/reading/position.ts';
import { reportId } from '#commands/reports/routes.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { doer } from '#src/kit/show/person.ts';
import { byline, clipMarkdown, ratingText, titleOf, worded } from '#src/kit/show/story-text.ts';
import type { Language } from '#src/language/language.ts';
import type { Report, Settlement } from '#src/moderation/reports.ts';
import { SHARED_LIBRARY, type Story } from '#src/story/story.ts';

/** The reported words, or why they are not shown; null is that there are none to show. */
export type Quote =
  | { readonly shown: true; readonly text: string }
  | { readonly shown: false; readonly why: 'rating' | null };

/** Where a report's buttons stand: in its own message, or in `/library reports`. */
export type ReportView = 'post' | 'list';

/** The edge of a report's box, told apart by its heading too. */
const OPEN = 0xc77d2e;
const SETTLED = 0x7a7f87;

/** Note, quote and names together stay under Discord's 4000 for a message. */
const QUOTE = 260;
const ANSWER = 500;
const ROOM: Room = { title: 120, byline: 100, chapter: 80, note: 1200 };

/** What may be taken of names and words, in UTF-16 units. */
export interface Room {
  readonly title: number;
  readonly byline: number;
  readonly chapter: number;
  readonly note: number;
}

type Body = MessageBody & { readonly v2: true };

export function reportPost(language: Language, report: Report, story: Story | null, quote: Quote): Body {
  const box = new ContainerBuilder()
    .setAccentColor(OPEN)
    .addTextDisplayComponents(
      display([
        `### ${language.say('reports.post-head', { reason: language.say(`reports.reason-${report.reason}`) })}`,
        ...about(language, report, story, ROOM),
      ]),
    );
  const more = [
    ...quoted(language, quote, story),
    ...(story?.library === SHARED_LIBRARY ? [`-# ${language.say('reports.shared')}`] : []),
  ];
  if (more.length > 0) box.addSeparatorComponents(new SeparatorBuilder()).addTextDisplayComponents(display(more));
  return boxed(story, box.addActionRowComponents(reportButtons(language, report, story, 'post')));
}

/** Nothing is left to press. */
export function settledPost(language: Language, report: Report, settlement: Settlement, story: Story | null): Body {
  const { by, at, outcome } = settlement;
  const answer = clipMarkdown(worded(settlement.answer) ?? '', ANSWER);
  const box = new ContainerBuilder()
    .setAccentColor(SETTLED)
    .addTextDisplayComponents(
      display([
        `### ${language.say(`reports.settled-${outcome}`)}`,
        `-# ${language.say('reports.reason', { reason: language.say(`reports.reason-${report.reason}`) })}`,
        ...about(language, report, story, ROOM),
      ]),
    )
    .addSeparatorComponents(new SeparatorBuilder())
    .addTextDisplayComponents(
      display([
        language.say(`reports.by-${outcome}`, { ...doer(by), when: moment(at) }),
        ...(answer === '' ? [] : [`${language.say('reports.answered')}\n> ${answer}`]),
      ]),
    );
  return boxed(story, box);
}

/** The fic, who reported it when and where, and their words. */
export function about(language: Language, report: Report, story: Story | null, room: Room): string[] {
  const note = clipMarkdown(worded(report.text) ?? '', room.note);
  const where = story && placeText(language, report, story, room.chapter);
  return [
    story
      ? `**${clipMarkdown(titleOf(language, story), room.title)}** ${clipMarkdown(byline(language, story), room.byline)} · ${ratingText(language, story)}`
      : `**${language.say('reports.story-gone')}**`,
    `-# ${[language.say('reports.from', { ...doer(report.by), when: moment(report.at) }), ...(where ? [where] : [])].join(' · ')}`,
    ...(note === '' ? [] : [`> ${note}`]),
  ];
}

/** What a moderator may do about an open report: the operator's fics are not theirs to withdraw. */
export function reportButtons(language: Language, report: Report, story: Story | null, view: ReportView) {
  const { id } = report;
  const button = (idOf: string, label: string, style: ButtonStyle) =>
    new ButtonBuilder().setCustomId(idOf).setLabel(label).setStyle(style);
  const own = story?.library === report.library && story.state === 'published';
  return new ActionRowBuilder<ButtonBuilder>().addComponents(
    ...(story
      ? [button(reportId('report-look', { report: id }), language.say('reports.buttons.look'), ButtonStyle.Primary)]
      : []),
    ...(own
      ? [
          button(
            reportId('report-withdraw', { report: id, view }),
            language.say('kit.buttons.withdraw'),
            ButtonStyle.Danger,
          ),
        ]
      : []),
    button(reportId('report-end', { report: id, view }), language.say('reports.buttons.close'), ButtonStyle.Secondary),
  );
}

function quoted(language: Language, quote: Quote, story: Story | null): string[] {
  if (quote.shown) {
    const words = clipMarkdown(quote.text, QUOTE);
    return words === '' ? [] : [`-# ${language.say('reports.quote')}`, `> ${words}`];
  }
  if (quote.why === null || !story) return [];
  return [`-# ${language.say('reports.not-quoted', { rating: language.say(`kit.bands.${story.rating.band}`) })}`];
}

/** "Chapter 2: The Long Way Round, 34% into it"; null where the whole fic is meant. */
function placeText(language: Language, { place }: Report, story: Story, room: number): string | null {
  const chapter = place && story.chapters[place.chapter - 1];
  if (!place || !chapter) return null;
  const share = Math.min(1, place.offset / Math.max(1, chapter.length));
  if (story.chapters.length === 1) return language.say('reports.place', { share });
  const name = clipMarkdown(chapterName(language, story, place.chapter), room);
  return language.say('reports.place-in-chapter', { chapter: name, share });
}

/** In a box of its own: in a channel full of reports each is told from the next. */
function boxed(story: Story | null, box: ContainerBuilder): Body {
  return { v2: true, components: [box.toJSON()], ...(story && { shows: [story.id] }) };
}

function display(lines: readonly string[]): TextDisplayBuilder {
  return new TextDisplayBuilder().setContent(lines.join('\n'));
}

function moment(at: number): string {
  return `<t:${Math.floor(at / 1000)}:R>`;
}
