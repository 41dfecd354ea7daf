/**
 * The modals: what is asked, in inputs that Discord's modals have (at most five, texts of at most 4000 characters).
 */
import {
  FileUploadBuilder,
  LabelBuilder,
  ModalBuilder,
  StringSelectMenuBuilder,
  StringSelectMenuOptionBuilder,
  TextInputBuilder,
} from '@discordjs/builders';
import { type APIModalInteractionResponseCallbackData, TextInputStyle } from 'discord-api-types/v10';
import type { Language, SentenceKey } from '#src/language/language.ts';
import { REPORT_REASONS } from '#src/moderation/reports.ts';
import type { Target } from '#src/story/page.ts';
import { clip } from '#src/views/clip.ts';
import { customId } from '#src/views/custom-id.ts';
import { basisOptions } from '#src/views/draft.ts';
import { LIMITS } from '#src/views/limits.ts';
import type { ReportView } from '#src/views/report-post.ts';

export interface TextInput {
  readonly id: string;
  readonly name: SentenceKey;
  readonly hint?: SentenceKey;
  /** What stands in it when it opens. */
  readonly value?: string;
  readonly long?: boolean;
  readonly required?: boolean;
  readonly max?: number;
}

export function textLabel(
  language: Language,
  { id, name, hint, value = '', long = false, required = false, max = 1000 }: TextInput,
): LabelBuilder {
  const input = new TextInputBuilder()
    .setCustomId(id)
    .setStyle(long ? TextInputStyle.Paragraph : TextInputStyle.Short)
    .setRequired(required)
    .setMaxLength(max);
  if (value !== '') input.setValue(value);
  const label = new LabelBuilder().setLabel(clip(language.say(name), LIMITS.inputLabel)).setTextInputComponent(input);
  if (hint) label.setDescription(clip(language.say(hint), 100));
  return label;
}

export function modalOf(language: Language, id: string, title: SentenceKey, labels: readonly LabelBuilder[]) {
  return new ModalBuilder()
    .setCustomId(id)
    .setTitle(clip(language.say(title), LIMITS.modalTitle))
    .addLabelComponents(...labels)
    .toJSON();
}

/** `/library add`: the post pasted, or as a file where it is longer than an input holds. */
export function addModal(language: Language): APIModalInteractionResponseCallbackData {
  return modalOf(language, customId('draft-new', {}), 'modals.add.title', [
    textLabel(language, {
      id: 'text',
      name: 'modals.add.text',
      hint: 'modals.add.text-hint',
      long: true,
      max: LIMITS.modalInput,
    }),
    new LabelBuilder()
      .setLabel(clip(language.say('modals.add.file'), LIMITS.inputLabel))
      .setDescription(clip(language.say('modals.add.file-hint'), 100))
      .setFileUploadComponent(
        new FileUploadBuilder().setCustomId('file').setRequired(false).setMinValues(0).setMaxValues(1),
      ),
    new LabelBuilder()
      .setLabel(clip(language.say('modals.add.basis'), LIMITS.inputLabel))
      .setDescription(clip(language.say('modals.add.basis-hint'), 100))
      .setStringSelectMenuComponent(
        new StringSelectMenuBuilder().setCustomId('basis').setRequired(true).addOptions(basisOptions(language)),
      ),
    textLabel(language, { id: 'evidence', name: 'modals.evidence', hint: 'modals.evidence-hint' }),
  ]);
}

export function evidenceModal(language: Language, draft: string): APIModalInteractionResponseCallbackData {
  return modalOf(language, customId('draft-filled', { draft }), 'buttons.evidence', [
    textLabel(language, { id: 'evidence', name: 'modals.evidence', hint: 'modals.evidence-hint', required: true }),
  ]);
}

/** What a file most often leaves out. What stays empty keeps what the file said. */
export function fillModal(language: Language, draft: string): APIModalInteractionResponseCallbackData {
  return modalOf(language, customId('draft-filled', { draft }), 'modals.fill.title', [
    textLabel(language, { id: 'title', name: 'modals.fill.story-title', hint: 'modals.fill.keep', max: 255 }),
    textLabel(language, { id: 'authors', name: 'modals.fill.authors', hint: 'modals.fill.several', max: 255 }),
    textLabel(language, { id: 'fandoms', name: 'modals.fill.fandoms', hint: 'modals.fill.several', max: 255 }),
    textLabel(language, { id: 'rating', name: 'modals.fill.rating', hint: 'modals.fill.rating-hint', max: 60 }),
    textLabel(language, { id: 'summary', name: 'modals.fill.summary', long: true, max: 1250 }),
  ]);
}

/** @param place - null is the fic as a whole. */
export function reportModal(
  language: Language,
  story: string,
  place: Target | null,
): APIModalInteractionResponseCallbackData {
  const id = place ? customId('report-page-send', { story, ...place }) : customId('report-send', { story });
  return modalOf(language, id, place ? 'modals.report.page-title' : 'modals.report.title', [
    new LabelBuilder()
      .setLabel(clip(language.say('modals.report.reason'), LIMITS.inputLabel))
      .setStringSelectMenuComponent(
        new StringSelectMenuBuilder()
          .setCustomId('reason')
          .setRequired(true)
          .setPlaceholder(language.say('modals.report.choose'))
          .addOptions(
            REPORT_REASONS.map((reason) =>
              new StringSelectMenuOptionBuilder()
                .setLabel(clip(language.say(`reports.reason-${reason}`), LIMITS.selectLabel))
                .setValue(reason),
            ),
          ),
      ),
    textLabel(language, { id: 'text', name: 'modals.report.text', hint: 'modals.report.hint', long: true }),
  ]);
}

export function endReportModal(
  language: Language,
  report: string,
  view: ReportView,
): APIModalInteractionResponseCallbackData {
  return modalOf(language, customId('report-ended', { report, view }), 'modals.end-report.title', [
    textLabel(language, {
      id: 'answer',
      name: 'modals.end-report.answer',
      hint: 'modals.end-report.hint',
      long: true,
      max: 400,
    }),
  ]);
}
