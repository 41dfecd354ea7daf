/**
 * The parts of a modal.
 */

import { LabelBuilder, ModalBuilder, TextInputBuilder } from '@discordjs/builders';
import { TextInputStyle } from 'discord-api-types/v10';
import { clip } from '#src/kit/show/clip.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import type { Language, PlainKey } from '#src/language/language.ts';

export interface TextInput {
  readonly id: string;
  readonly name: PlainKey;
  readonly hint?: PlainKey;
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

export function modalOf(language: Language, id: string, title: PlainKey, labels: readonly LabelBuilder[]) {
  return new ModalBuilder()
    .setCustomId(id)
    .setTitle(clip(language.say(title), LIMITS.modalTitle))
    .addLabelComponents(...labels)
    .toJSON();
}
