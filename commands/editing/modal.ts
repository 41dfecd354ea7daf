/**
 * The modals of an edit: a group of inputs with what stands there now, or with words that were typed before.
 */

import { LabelBuilder, StringSelectMenuBuilder, StringSelectMenuOptionBuilder } from '@discordjs/builders';
import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { editId } from '#commands/editing/routes.ts';
import type { Header } from '#src/catalog/contract.ts';
import { clip } from '#src/kit/show/clip.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import { modalOf, textLabel } from '#src/kit/show/modals.ts';
import { basisOptions } from '#src/kit/show/permission.ts';
import type { Language } from '#src/language/language.ts';
import {
  EDIT_GROUPS,
  type EditGroup,
  type EditInput,
  headerOf,
  isTooLong,
  mostWords,
  presentWords,
  shownWords,
  type Typed,
} from '#src/publishing/header-edit.ts';
import { PERMISSION_BASES, STATUSES, type Story } from '#src/story/story.ts';

const LONG: ReadonlySet<EditInput> = new Set<EditInput>(['summary', 'notes', 'disclaimer']);
const HINTS = {
  authors: 'list',
  fandoms: 'list',
  pairings: 'pairings',
  characters: 'list',
  rating: 'rating',
  warnings: 'list',
  genres: 'list',
  tags: 'list',
  series: 'series',
  source: 'source',
  evidence: 'evidence',
} as const satisfies Partial<Record<EditInput, string>>;

/** @param typed - words that stand there in place of the present ones. */
export function editModal(
  language: Language,
  story: Story,
  group: EditGroup,
  typed: Typed = {},
): APIModalInteractionResponseCallbackData {
  const header: Header = headerOf(story);
  const id = editId('edit-save', { story: story.id, group, revision: story.revision });
  return modalOf(language, id, `editing.group-${group}`, groupLabels(language, header, group, typed));
}

/** A group's inputs, with what stands there or what was typed. */
export function groupLabels(language: Language, header: Header, group: EditGroup, typed: Typed = {}): LabelBuilder[] {
  return EDIT_GROUPS[group].map((input) => editLabel(language, header, input, typed[input]));
}

function editLabel(language: Language, header: Header, input: EditInput, typed: string | undefined): LabelBuilder {
  if (input === 'status' || input === 'basis') return menuLabel(language, header, input, typed);
  const hint = input in HINTS ? (`editing.hint.${HINTS[input as keyof typeof HINTS]}` as const) : undefined;
  const label = textLabel(language, {
    id: input,
    name: `editing.input.${input}`,
    ...(hint && { hint }),
    value: typed ?? shownWords(header, input),
    long: LONG.has(input),
    max: mostWords(input),
  });
  if (!isTooLong(header, input)) return label;
  const number = presentWords(header, input).length;
  return label.setDescription(clip(language.say('editing.hint.too-long', { number }), 100));
}

function menuLabel(
  language: Language,
  { fields, permission }: Header,
  input: 'status' | 'basis',
  typed: string | undefined,
): LabelBuilder {
  const menu = new StringSelectMenuBuilder().setCustomId(input).setRequired(true);
  const label = new LabelBuilder().setLabel(clip(language.say(`editing.input.${input}`), LIMITS.inputLabel));
  if (input === 'basis') {
    const chosen = PERMISSION_BASES.find((basis) => basis === typed) ?? permission.basis;
    menu.addOptions(basisOptions(language, chosen));
    return label.setDescription(clip(language.say('editing.hint.basis'), 100)).setStringSelectMenuComponent(menu);
  }
  const chosen = typed ?? fields.status;
  const options = STATUSES.map((status) =>
    new StringSelectMenuOptionBuilder()
      .setLabel(language.say(`kit.status.${status}`))
      .setValue(status)
      .setDefault(status === chosen),
  );
  return label.setStringSelectMenuComponent(menu.addOptions(options));
}
