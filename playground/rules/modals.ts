/** What a modal may ask: labels with one input each, and texts between them. The deprecated rows of inputs are not taken. */
import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { z } from 'zod';
import { checkUnique, customId, selects, textDisplay } from './components.ts';
import { integer, list, oneOf, parseBody, problem, text } from './form.ts';
import { limits } from './limits.ts';

const { modal: sizes, component } = limits;

const asked = { id: z.int().nullish(), custom_id: customId, required: z.boolean().nullish() };

const textInput = z
  .object({
    ...asked,
    type: z.literal(ComponentType.TextInput),
    style: oneOf([TextInputStyle.Short, TextInputStyle.Paragraph]),
    placeholder: text(0, sizes.textPlaceholder).nullish(),
    value: text(0, sizes.text).nullish(),
    min_length: integer(0, sizes.text).nullish(),
    max_length: integer(1, sizes.text).nullish(),
  })
  .superRefine(({ value, min_length, max_length }, context) => {
    const max = max_length ?? sizes.text;
    if ((min_length ?? 0) > max) {
      problem(context, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`, ['min_length']);
    }
    if (value && value.length > max) {
      problem(context, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`, ['value']);
    }
  });

const fileUpload = z.object({
  ...asked,
  type: z.literal(ComponentType.FileUpload),
  min_values: integer(0, sizes.files).nullish(),
  max_values: integer(1, sizes.files).nullish(),
  file_types: z.array(z.string()).nullish(),
});

const choice = z.object({
  value: text(1, component.optionValue),
  label: text(1, component.optionLabel),
  description: text(0, component.optionDescription).nullish(),
  default: z.boolean().nullish(),
});

const radioGroup = z
  .object({
    ...asked,
    type: z.literal(ComponentType.RadioGroup),
    options: list(choice, sizes.radioOptions.min, sizes.radioOptions.max),
  })
  .superRefine(({ options }, context) => checkUnique(options, context));

const checkboxGroup = z
  .object({
    ...asked,
    type: z.literal(ComponentType.CheckboxGroup),
    options: list(choice, sizes.checkboxes.min, sizes.checkboxes.max),
    min_values: integer(0, sizes.checkboxes.max).nullish(),
    max_values: integer(1, sizes.checkboxes.max).nullish(),
  })
  .superRefine(({ options }, context) => checkUnique(options, context));

const checkbox = z.object({ ...asked, type: z.literal(ComponentType.Checkbox), default: z.boolean().nullish() });

const input = z
  .discriminatedUnion('type', [textInput, ...selects, fileUpload, radioGroup, checkboxGroup, checkbox])
  .superRefine((each, context) => {
    if ('disabled' in each && each.disabled) {
      problem(context, 'COMPONENT_DISABLED_IN_MODAL', 'A component of a modal cannot be disabled', ['disabled']);
    }
  });

const label = z.object({
  id: z.int().nullish(),
  type: z.literal(ComponentType.Label),
  label: text(1, sizes.label),
  description: text(0, sizes.description).nullish(),
  component: input,
});

const modal = z
  .object({
    custom_id: customId,
    title: text(1, sizes.title),
    components: list(z.discriminatedUnion('type', [label, textDisplay]), 1, sizes.components),
  })
  .superRefine(({ components }, context) => {
    const seen = new Set<string>();
    for (const [index, each] of components.entries()) {
      if (each.type !== ComponentType.Label) continue;
      const { custom_id } = each.component;
      if (seen.has(custom_id)) {
        const path = ['components', index, 'component', 'custom_id'];
        problem(context, 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated', path);
      }
      seen.add(custom_id);
    }
  });

/** @throws DiscordError 50035 */
export function parseModal(data: unknown): APIModalInteractionResponseCallbackData {
  return parseBody<APIModalInteractionResponseCallbackData>(modal, data);
}
