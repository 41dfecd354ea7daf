/**
 * The modals: what is asked, in inputs that Discord's modals have (at most five, texts of at most 4000 characters).
 */

import { FileUploadBuilder, LabelBuilder, StringSelectMenuBuilder } from '@discordjs/builders';
import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { draftId } from '#commands/adding/routes.ts';
import { groupLabels } from '#commands/editing/modal.ts';
import { clip } from '#src/kit/show/clip.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import { modalOf, textLabel } from '#src/kit/show/modals.ts';
import { basisOptions } from '#src/kit/show/permission.ts';
import type { Language } from '#src/language/language.ts';
import { draftHeader } from '#src/publishing/answered-fields.ts';
import { type EditGroup, shownNumber, type Typed } from '#src/publishing/header-edit.ts';
import type { DraftPreview } from '#src/publishing/publishing.ts';

/** `/library add`: the post pasted, or as a file where it is longer than an input holds. */
export function addModal(language: Language): APIModalInteractionResponseCallbackData {
  return modalOf(language, draftId('draft-new', {}), 'adding.modals.add.title', [
    textLabel(language, {
      id: 'text',
      name: 'adding.modals.add.text',
      hint: 'adding.modals.add.text-hint',
      long: true,
      max: LIMITS.modalInput,
    }),
    new LabelBuilder()
      .setLabel(clip(language.say('adding.modals.add.file'), LIMITS.inputLabel))
      .setDescription(clip(language.say('adding.modals.add.file-hint'), 100))
      .setFileUploadComponent(
        new FileUploadBuilder().setCustomId('file').setRequired(false).setMinValues(0).setMaxValues(1),
      ),
    new LabelBuilder()
      .setLabel(clip(language.say('adding.modals.add.basis'), LIMITS.inputLabel))
      .setDescription(clip(language.say('adding.modals.add.basis-hint'), 100))
      .setStringSelectMenuComponent(
        new StringSelectMenuBuilder().setCustomId('basis').setRequired(true).addOptions(basisOptions(language)),
      ),
    textLabel(language, { id: 'evidence', name: 'adding.modals.evidence', hint: 'adding.modals.evidence-hint' }),
  ]);
}

export function evidenceModal(language: Language, draft: string): APIModalInteractionResponseCallbackData {
  return modalOf(language, draftId('draft-filled', { draft }), 'adding.buttons.evidence', [
    textLabel(language, {
      id: 'evidence',
      name: 'adding.modals.evidence',
      hint: 'adding.modals.evidence-hint',
      required: true,
    }),
  ]);
}

/** A group of the form that edits a published fic, with what the draft says now, or what was typed before. */
export function draftEditModal(
  language: Language,
  draft: DraftPreview,
  group: EditGroup,
  typed?: Typed,
): APIModalInteractionResponseCallbackData {
  const header = draftHeader(draft.fields, draft.answers);
  const labels = groupLabels(language, header, group, typed);
  const id = draftId('draft-edited', { draft: draft.id, group, shown: shownNumber(header, group) });
  return modalOf(language, id, `editing.group-${group}`, labels);
}

/** What a file most often leaves out. What stays empty keeps what the file said. */
export function fillModal(
  language: Language,
  draft: string,
  typed: Typed = {},
): APIModalInteractionResponseCallbackData {
  return modalOf(language, draftId('draft-filled', { draft }), 'adding.modals.fill.title', [
    textLabel(language, {
      id: 'title',
      value: typed.title ?? '',
      name: 'adding.modals.fill.story-title',
      hint: 'adding.modals.fill.keep',
      max: 255,
    }),
    textLabel(language, {
      id: 'authors',
      value: typed.authors ?? '',
      name: 'adding.modals.fill.authors',
      hint: 'adding.modals.fill.several',
      max: 255,
    }),
    textLabel(language, {
      id: 'fandoms',
      value: typed.fandoms ?? '',
      name: 'adding.modals.fill.fandoms',
      hint: 'adding.modals.fill.several',
      max: 255,
    }),
    textLabel(language, {
      id: 'rating',
      value: typed.rating ?? '',
      name: 'adding.modals.fill.rating',
      hint: 'adding.modals.fill.rating-hint',
      max: 60,
    }),
    textLabel(language, {
      id: 'summary',
      value: typed.summary ?? '',
      name: 'adding.modals.fill.summary',
      long: true,
      max: 1250,
    }),
  ]);
}
