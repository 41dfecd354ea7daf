/**
 * A draft before it is published: what the file became, what is missing or doubtful, and the buttons that decide.
 */
import {
  ActionRowBuilder,
  ButtonBuilder,
  ContainerBuilder,
  SeparatorBuilder,
  StringSelectMenuBuilder,
  StringSelectMenuOptionBuilder,
  TextDisplayBuilder,
} from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import type { Finding } from '#src/importers/finding.ts';
import type { Language } from '#src/language/language.ts';
import { needsEvidence } from '#src/publishing/answers.ts';
import type { DraftPreview } from '#src/publishing/publishing.ts';
import { pairingName } from '#src/story/pairing.ts';
import { PERMISSION_BASES, type PermissionBasis, type Story } from '#src/story/story.ts';
import { BAND_COLOURS, byline, clipMarkdown, escapedList, ratingText, titleOf, worded } from '#src/views/card.ts';
import { clip } from '#src/views/clip.ts';
import { customId } from '#src/views/custom-id.ts';
import { LIMITS } from '#src/views/limits.ts';
import type { MessageBody } from '#src/views/message.ts';
import { notice } from '#src/views/notices.ts';

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
    .addActionRowComponents(buttons(language, draft));
  return { v2: true, components: [container.toJSON()] };
}

function summaryText(language: Language, draft: DraftPreview): string {
  const { fields } = draft;
  const line = (name: string, value: string) => (value === '' ? [] : [`**${name}** ${value}`]);
  const title = worded(fields.title) ? clipMarkdown(fields.title ?? '', 200) : `*${language.say('draft.no-title')}*`;
  return [
    `-# ${language.say('draft.head')}`,
    `### ${title}`,
    clipMarkdown(byline(language, fields), 200),
    ...line(language.say('card.rating'), ratingText(language, fields)),
    ...line(language.say('card.fandom'), escapedList(fields.fandoms, 200)),
    ...line(language.say('card.pairing'), escapedList(fields.pairings.map(pairingName), 300)),
    ...line(language.say('card.warnings'), escapedList(fields.warnings, 300)),
    ...line(language.say('card.length'), lengthText(language, draft)),
    ...(worded(fields.summary) ? [`>>> ${clipMarkdown(fields.summary ?? '', 600)}`] : []),
  ].join('\n');
}

function lengthText(language: Language, { words, chapters }: DraftPreview): string {
  const text = language.say('card.words', { count: words, number: language.number(words) });
  return chapters > 1 ? `${text}, ${language.say('draft.chapters', { count: chapters })}` : text;
}

/** As many findings as fit `room`; how many more there are is said. */
function findingsText(language: Language, findings: readonly Finding[], room: number): string {
  if (findings.length === 0) return language.say('draft.all-well');
  const show = (text: string) => clipMarkdown(text, QUOTED);
  const moreText = (count: number) => (count > 0 ? [language.say('draft.more-findings', { count })] : []);
  const lines = findings
    .slice(0, FINDINGS_SHOWN)
    .map((finding) => `${SIGNS[finding.severity]} ${locatedSentence(language, finding, show)}`);
  const text = () => [...lines, ...moreText(findings.length - lines.length)].join('\n');
  while (text().length > room && lines.length > 0) lines.pop();
  return text();
}

/** One sentence about a finding; `show` makes words from the file fit where it is shown. */
export function findingSentence(
  language: Language,
  { code, details }: Pick<Finding, 'code' | 'details'>,
  show: (text: string) => string = (text) => text,
): string {
  const values = Object.fromEntries(
    Object.entries(details).map(([key, value]) => [key, typeof value === 'string' ? show(value) : value]),
  );
  return language.say(`findings.${code}`, values);
}

/** The same with the line it is about, where it is about one. */
export function locatedSentence(language: Language, finding: Finding, show?: (text: string) => string): string {
  const sentence = findingSentence(language, finding, show);
  return finding.line === null ? sentence : language.say('draft.finding-line', { sentence, line: finding.line });
}

function permissionText(language: Language, { answers, takenDown }: DraftPreview): string {
  if (takenDown) return language.say('takedown.draft');
  if (!answers.basis) return language.say('draft.permission-missing');
  const ground = language.say(`draft.basis-${answers.basis}`);
  const evidence = clipMarkdown(answers.evidence?.trim() ?? '', 300);
  if (evidence !== '') return `${ground}\n${language.say('draft.evidence', { evidence })}`;
  return needsEvidence(answers.basis) ? `${ground}\n${language.say('draft.evidence-missing')}` : ground;
}

function basisMenu(language: Language, draft: DraftPreview): StringSelectMenuBuilder {
  return new StringSelectMenuBuilder()
    .setCustomId(customId('draft-basis', { draft: draft.id }))
    .setPlaceholder(language.say('draft.basis'))
    .addOptions(basisOptions(language, draft.answers.basis));
}

export function basisOptions(language: Language, chosen?: PermissionBasis): StringSelectMenuOptionBuilder[] {
  return PERMISSION_BASES.map((basis) =>
    new StringSelectMenuOptionBuilder()
      .setLabel(clip(language.say(`permission.${basis}.name`), LIMITS.selectLabel))
      .setDescription(clip(language.say(`permission.${basis}.description`), LIMITS.selectDescription))
      .setValue(basis)
      .setDefault(basis === chosen),
  );
}

function buttons(language: Language, draft: DraftPreview): ActionRowBuilder<ButtonBuilder> {
  const button = (
    route: 'draft-publish' | 'draft-fill' | 'draft-evidence' | 'draft-discard',
    label: string,
    style: ButtonStyle,
  ) =>
    new ButtonBuilder()
      .setCustomId(customId(route, { draft: draft.id }))
      .setLabel(label)
      .setStyle(style);
  const incomplete = worded(draft.fields.title) === null;
  return new ActionRowBuilder<ButtonBuilder>().addComponents(
    button('draft-publish', language.say('buttons.publish'), ButtonStyle.Success),
    button('draft-fill', language.say('buttons.fill'), incomplete ? ButtonStyle.Primary : ButtonStyle.Secondary),
    button('draft-evidence', language.say('buttons.evidence'), ButtonStyle.Secondary),
    button('draft-discard', language.say('buttons.discard'), ButtonStyle.Danger),
  );
}

/** What stands in the draft's place once it is a story. */
export function publishedView(language: Language, story: Story): MessageBody {
  return notice(language.say('draft.published', { title: clipMarkdown(titleOf(language, story), 200) }), [
    new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder()
        .setCustomId(customId('open', { story: story.id }))
        .setLabel(language.say('buttons.open'))
        .setStyle(ButtonStyle.Primary),
    ),
  ]);
}
