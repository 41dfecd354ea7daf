/**
 * A draft before it is published: what the file became, what is missing or doubtful, and the buttons that decide.
 */

import {
  ActionRowBuilder,
  ButtonBuilder,
  ContainerBuilder,
  SeparatorBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
} from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import { draftId } from '#commands/adding/routes.ts';
import { cardId } from '#commands/card/routes.ts';
import type { Finding } from '#src/importers/finding.ts';
import { clipLine } from '#src/kit/show/clip.ts';
import { locatedSentence } from '#src/kit/show/findings.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { notice } from '#src/kit/show/notices.ts';
import { basisOptions } from '#src/kit/show/permission.ts';
import {
  BAND_COLOURS,
  byline,
  clipMarkdown,
  escapedList,
  ratingText,
  titleOf,
  worded,
} from '#src/kit/show/story-text.ts';
import type { Language } from '#src/language/language.ts';
import { needsEvidence } from '#src/publishing/answers.ts';
import type { DraftPreview } from '#src/publishing/publishing.ts';
import { pairingName } from '#src/story/pairing.ts';
import type { Story } from '#src/story/story.ts';

/** More would push the buttons off a phone's screen. */
const FINDINGS_SHOWN = 8;
/** Of a file's words in one finding, in rendered UTF-16 units. */
const QUOTED = 120;
const SIGNS = { error: '❗', warning: '⚠️', note: '💬' } as const;

export function draftView(language: Language, draft: DraftPreview): MessageBody {
  const summary = summaryText(language, draft);
  const permission = permissionText(language, draft);
  const room = LIMITS.componentsText - summary.length - permission.length;
  const container = new ContainerBuilder()
    .setAccentColor(BAND_COLOURS[draft.fields.rating.band])
    .addTextDisplayComponents(new TextDisplayBuilder().setContent(summary))
    .addSeparatorComponents(new SeparatorBuilder())
    .addTextDisplayComponents(new TextDisplayBuilder().setContent(findingsText(language, draft.findings, room)))
    .addTextDisplayComponents(new TextDisplayBuilder().setContent(permission))
    .addActionRowComponents(new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(basisMenu(language, draft)))
    .addActionRowComponents(buttons(language, draft), groupButtons(language, draft));
  return { v2: true, components: [container.toJSON()] };
}

function summaryText(language: Language, draft: DraftPreview): string {
  const { fields } = draft;
  const line = (name: string, value: string) => (value === '' ? [] : [`**${name}** ${value}`]);
  const title = worded(fields.title)
    ? clipMarkdown(fields.title ?? '', 200)
    : `*${language.say('adding.draft.no-title')}*`;
  return [
    `-# ${language.say('adding.draft.head')}`,
    `### ${title}`,
    clipMarkdown(byline(language, fields), 200),
    ...line(language.say('kit.story.rating'), ratingText(language, fields)),
    ...line(language.say('kit.story.fandom'), escapedList(fields.fandoms, 200)),
    ...line(language.say('kit.story.pairing'), escapedList(fields.pairings.map(pairingName), 300)),
    ...line(language.say('kit.story.characters'), escapedList(fields.characters, 200)),
    ...line(language.say('kit.story.warnings'), escapedList(fields.warnings, 300)),
    ...line(language.say('kit.story.tags'), escapedList([...fields.genres, ...fields.tags], 200)),
    ...line(language.say('kit.story.series'), clipMarkdown(worded(fields.series?.name) ?? '', 100)),
    ...line(language.say('kit.story.length'), lengthText(language, draft)),
    ...(worded(fields.summary) ? [`>>> ${clipMarkdown(fields.summary ?? '', 600)}`] : []),
  ].join('\n');
}

function lengthText(language: Language, { words, chapters }: DraftPreview): string {
  const text = language.say('kit.story.words', { count: words });
  return chapters > 1 ? `${text}, ${language.say('adding.draft.chapters', { count: chapters })}` : text;
}

/** As many findings as fit `room`; how many more there are is said. */
function findingsText(language: Language, findings: readonly Finding[], room: number): string {
  if (findings.length === 0) return language.say('adding.draft.all-well');
  const show = (text: string) => clipMarkdown(text, QUOTED);
  const moreText = (count: number) => (count > 0 ? [language.say('adding.draft.more-findings', { count })] : []);
  const lines = findings
    .slice(0, FINDINGS_SHOWN)
    .map((finding) => `${SIGNS[finding.severity]} ${locatedSentence(language, finding, show)}`);
  const text = () => [...lines, ...moreText(findings.length - lines.length)].join('\n');
  while (text().length > room && lines.length > 0) lines.pop();
  return text();
}

function permissionText(language: Language, { answers, takenDown }: DraftPreview): string {
  if (takenDown) return language.say('takedown.draft');
  if (!answers.basis) return language.say('adding.draft.permission-missing');
  const ground = language.say(`adding.draft.basis-${answers.basis}`);
  const evidence = clipMarkdown(answers.evidence?.trim() ?? '', 300);
  if (evidence !== '') return `${ground}\n${language.say('adding.draft.evidence', { evidence })}`;
  return needsEvidence(answers.basis) ? `${ground}\n${language.say('adding.draft.evidence-missing')}` : ground;
}

function basisMenu(language: Language, draft: DraftPreview): StringSelectMenuBuilder {
  return new StringSelectMenuBuilder()
    .setCustomId(draftId('draft-basis', { draft: draft.id }))
    .setPlaceholder(language.say('adding.draft.basis'))
    .addOptions(basisOptions(language, draft.answers.basis));
}

function buttons(language: Language, draft: DraftPreview): ActionRowBuilder<ButtonBuilder> {
  const button = (
    route: 'draft-publish' | 'draft-fill' | 'draft-evidence' | 'draft-discard',
    label: string,
    style: ButtonStyle,
  ) =>
    new ButtonBuilder()
      .setCustomId(draftId(route, { draft: draft.id }))
      .setLabel(label)
      .setStyle(style);
  const incomplete = worded(draft.fields.title) === null;
  return new ActionRowBuilder<ButtonBuilder>().addComponents(
    button('draft-publish', language.say('adding.buttons.publish'), ButtonStyle.Success),
    button('draft-fill', language.say('adding.buttons.fill'), incomplete ? ButtonStyle.Primary : ButtonStyle.Secondary),
    button('draft-evidence', language.say('adding.buttons.evidence'), ButtonStyle.Secondary),
    button('draft-discard', language.say('adding.buttons.discard'), ButtonStyle.Danger),
  );
}

/** Each opens a group of the form that edits published fics; the permission has its menu and its button. */
function groupButtons(language: Language, draft: DraftPreview): ActionRowBuilder<ButtonBuilder> {
  return new ActionRowBuilder<ButtonBuilder>().addComponents(
    (['names', 'rating', 'words'] as const).map((group) =>
      new ButtonBuilder()
        .setCustomId(draftId('draft-edit', { draft: draft.id, group }))
        .setLabel(clipLine(language.say(`editing.group-${group}`), LIMITS.buttonLabel))
        .setStyle(ButtonStyle.Secondary),
    ),
  );
}

/** What stands in the draft's place once it is a story. */
export function publishedView(language: Language, story: Story): MessageBody {
  return notice(language.say('adding.draft.published', { title: clipMarkdown(titleOf(language, story), 200) }), [
    new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder()
        .setCustomId(cardId('open', { story: story.id }))
        .setLabel(language.say('kit.buttons.open'))
        .setStyle(ButtonStyle.Primary),
    ),
  ]);
}
