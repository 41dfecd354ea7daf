/** What a modal may ask: labels with one input each, texts between them, and the rows of text inputs that came before labels. */
import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { z } from 'zod';
import { numberInputs } from '../world/components.ts';
import { limitOf } from './book.ts';
import { checkUnique, customId, selects, textDisplay } from './components.ts';
import { checkOrder, integer, list, oneOf, parseBody, problem, text } from './form.ts';

const asked = { id: z.int().nullish(), custom_id: customId, required: z.boolean().nullish() };

/** @param label - the input's own: beside a label that it stands in it has none. */
const textInputWith = <Label extends z.ZodType>(label: Label) =>
  z
    .strictObject({
      ...asked,
      label,
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

/** Libraries that know both forms say that there is none by null. */
const noLabel = z
  .unknown()
  .superRefine((value, context) => {
    if (value === undefined || value === null) return;
    problem(context, 'modal.label-once', 'COMPONENT_LABEL_IN_LABEL', 'A component in a label has no label of its own');
  })
  .optional();

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
  .discriminatedUnion('type', [textInputWith(noLabel), ...selects, fileUpload, radioGroup, checkboxGroup, checkbox])
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

const row = z.strictObject({
  id: z.int().nullish(),
  type: z.literal(ComponentType.ActionRow),
  components: list(z.discriminatedUnion('type', [textInputWith(text('modal.input-label', 1))]), 'modal.row', 1),
});

const modal = z
  .strictObject({
    custom_id: customId,
    title: text('modal.title', 1),
    components: list(z.discriminatedUnion('type', [label, textDisplay, row]), 'modal.components', 1),
  })
  .superRefine(({ components }, context) => {
    const seen = new Set<string>();
    for (const [index, each] of components.entries()) {
      for (const [custom_id, path] of customIdsOf(each)) {
        if (seen.has(custom_id)) {
          const at = ['components', index, ...path, 'custom_id'];
          const message = 'Component custom id cannot be duplicated';
          problem(context, 'component.custom-id-unique', 'COMPONENT_CUSTOM_ID_DUPLICATED', message, at);
        }
        seen.add(custom_id);
      }
    }
  });

/** Of the inputs in one of a modal's components, each with its way to it. */
function customIdsOf(
  component: z.infer<typeof label> | z.infer<typeof row> | z.infer<typeof textDisplay>,
): readonly (readonly [customId: string, path: readonly (string | number)[]])[] {
  switch (component.type) {
    case ComponentType.Label:
      return [[component.component.custom_id, ['component']]];
    case ComponentType.ActionRow:
      return component.components.map(({ custom_id }, index) => [custom_id, ['components', index]]);
    default:
      return [];
  }
}

/**
 * The modal, with each of its components numbered.
 *
 * @throws DiscordError 50035
 */
export function parseModal(data: unknown): APIModalInteractionResponseCallbackData {
  const parsed = parseBody<APIModalInteractionResponseCallbackData>(modal, data, (_type, path) =>
    path.length === 3 ? 'modal.labels' : 'component.kind',
  );
  return { ...parsed, components: numberInputs(parsed.components) };
}
