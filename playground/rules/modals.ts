/** What a modal may ask: labels with one input each, and texts between them. The deprecated rows of inputs are not taken. */
import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { z } from 'zod';
import { limitOf } from './book.ts';
import { checkUnique, customId, selects, textDisplay } from './components.ts';
import { checkOrder, integer, list, oneOf, parseBody, problem, text } from './form.ts';

const asked = { id: z.int().nullish(), custom_id: customId, required: z.boolean().nullish() };

const textInput = z
  .strictObject({
    ...asked,
    type: z.literal(ComponentType.TextInput),
    style: oneOf([TextInputStyle.Short, TextInputStyle.Paragraph]),
    placeholder: text('modal.text-placeholder').nullish(),
    value: text('modal.text').nullish(),
    min_length: integer('modal.text').nullish(),
    max_length: integer('modal.text', 1).nullish(),
  })
  .superRefine(({ value, min_length, max_length }, context) => {
    const max = max_length ?? limitOf('modal.text');
    checkOrder(context, 'modal.text-least-most', [min_length ?? 0, max], 'min_length');
    if (value && value.length > max) {
      const message = `Must be ${max} or fewer in length.`;
      problem(context, 'modal.text-preset', 'BASE_TYPE_MAX_LENGTH', message, ['value']);
    }
  });

const fileUpload = z
  .strictObject({
    ...asked,
    type: z.literal(ComponentType.FileUpload),
    min_values: integer('modal.files').nullish(),
    max_values: integer('modal.files', 1).nullish(),
    file_types: list(z.string(), 'modal.file-types').nullish(),
  })
  .superRefine(({ min_values, max_values }, context) =>
    checkOrder(context, 'modal.least-most', [min_values ?? 1, max_values ?? 1], 'min_values'),
  );

const choice = z.strictObject({
  value: text('select.option-value', 1),
  label: text('select.option-label', 1),
  description: text('select.option-description').nullish(),
  default: z.boolean().nullish(),
});

const radioGroup = z
  .strictObject({
    ...asked,
    type: z.literal(ComponentType.RadioGroup),
    options: list(choice, 'modal.radio-options', 2),
  })
  .superRefine(({ options }, context) => {
    checkUnique(options, context);
    if (options.filter((each) => each.default).length > 1) {
      const code = 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES';
      problem(context, 'modal.radio-default', code, 'At most 1 options may be chosen', ['options']);
    }
  });

const checkboxGroup = z
  .strictObject({
    ...asked,
    type: z.literal(ComponentType.CheckboxGroup),
    options: list(choice, 'modal.checkboxes', 1),
    min_values: integer('modal.checkbox-values').nullish(),
    max_values: integer('modal.checkbox-values', 1).nullish(),
  })
  .superRefine(({ options, min_values, max_values, required }, context) => {
    checkUnique(options, context);
    checkOrder(context, 'modal.least-most', [min_values ?? 1, max_values ?? options.length], 'min_values');
    if (min_values === 0 && required !== false) {
      const message = 'A group of which nothing may be chosen cannot be required.';
      problem(context, 'modal.none-required', 'COMPONENT_REQUIRED_WITHOUT_VALUES', message, ['required']);
    }
  });

const checkbox = z.strictObject({
  id: z.int().nullish(),
  custom_id: customId,
  type: z.literal(ComponentType.Checkbox),
  default: z.boolean().nullish(),
});

const input = z
  .discriminatedUnion('type', [textInput, ...selects, fileUpload, radioGroup, checkboxGroup, checkbox])
  .superRefine((each, context) => {
    if ('disabled' in each && each.disabled) {
      const message = 'A component of a modal cannot be disabled';
      problem(context, 'modal.disabled', 'COMPONENT_DISABLED_IN_MODAL', message, ['disabled']);
    }
  });

const label = z.strictObject({
  id: z.int().nullish(),
  type: z.literal(ComponentType.Label),
  label: text('modal.label', 1),
  description: text('modal.label-description').nullish(),
  component: input,
});

const modal = z
  .strictObject({
    custom_id: customId,
    title: text('modal.title', 1),
    components: list(z.discriminatedUnion('type', [label, textDisplay]), 'modal.components', 1),
  })
  .superRefine(({ components }, context) => {
    const seen = new Set<string>();
    for (const [index, each] of components.entries()) {
      if (each.type !== ComponentType.Label) continue;
      const { custom_id } = each.component;
      if (seen.has(custom_id)) {
        const path = ['components', index, 'component', 'custom_id'];
        const message = 'Component custom id cannot be duplicated';
        problem(context, 'component.custom-id-unique', 'COMPONENT_CUSTOM_ID_DUPLICATED', message, path);
      }
      seen.add(custom_id);
    }
  });

/** @throws DiscordError 50035 */
export function parseModal(data: unknown): APIModalInteractionResponseCallbackData {
  return parseBody<APIModalInteractionResponseCallbackData>(modal, data, (type) =>
    type === ComponentType.ActionRow ? 'modal.labels' : 'component.kind',
  );
}
