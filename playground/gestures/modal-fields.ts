/** What a person fills into a modal, checked as the client does before it lets them submit. */
import {
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalSubmissionComponent,
  type APIModalSubmitTextInputComponent,
  type APITextInputComponent,
  ComponentType,
  type ModalSubmitComponent,
} from 'discord-api-types/v10';
import { type FieldValue, type FieldValues, GestureRefused, type OpenModal } from './gesture.ts';
import { isFile, type Resolved } from './resolved.ts';

/** A field as the person sees it: an input under its label, or, as of old, with a label of its own. */
type Field = Pick<APILabelComponent, 'label' | 'component'>;

/** The components of a submission; fields that are not given keep what the modal preset. */
export function fillModal({ data }: OpenModal, fields: FieldValues, resolved: Resolved): APIModalSubmissionComponent[] {
  const known = data.components.flatMap(fieldsOf).flatMap(({ label, component }) => [label, component.custom_id]);
  for (const name of Object.keys(fields)) {
    if (!known.includes(name))
      throw new GestureRefused(`The modal has no field "${name}": there is ${known.join(', ')}.`);
  }
  const given = ({ label, component }: Field) => fields[component.custom_id] ?? fields[label];
  return data.components.map((top): APIModalSubmissionComponent => {
    const { id = 0 } = top;
    if (top.type === ComponentType.TextDisplay) return { type: top.type, id };
    if (top.type === ComponentType.Label) {
      return { type: top.type, id, component: fillField(top, given(top), resolved) };
    }
    const components = top.components.map((input) => fillText(input, labelOf(input), given(inRow(input))));
    return { type: top.type, id, components };
  });
}

function fieldsOf(top: OpenModal['data']['components'][number]): Field[] {
  if (top.type === ComponentType.Label) return [top];
  return top.type === ComponentType.ActionRow ? top.components.map(inRow) : [];
}

const labelOf = ({ label, custom_id }: APITextInputComponent) => label ?? custom_id;
const inRow = (component: APITextInputComponent): Field => ({ label: labelOf(component), component });

function fillText(
  {
    type,
    id = 0,
    custom_id,
    required = true,
    value: preset = '',
    min_length: min = 0,
    max_length: max = 4_000,
  }: APITextInputComponent,
  label: string,
  value: FieldValue = preset,
): APIModalSubmitTextInputComponent {
  if (typeof value !== 'string') throw new GestureRefused(`"${label}" takes text.`);
  if (value === '' && required) throw new GestureRefused(`"${label}" is required.`);
  if (value !== '' && (value.length < min || value.length > max)) {
    throw new GestureRefused(`"${label}" takes ${min} to ${max} characters; these are ${value.length}.`);
  }
  return { type, id, custom_id, value };
}

function fillField(
  { label, component }: Field,
  given: FieldValue | undefined,
  resolved: Resolved,
): ModalSubmitComponent {
  const { custom_id, id = 0 } = component;
  const required = ('required' in component ? component.required : undefined) ?? true;
  switch (component.type) {
    case ComponentType.TextInput:
      return fillText(component, label, given);
    case ComponentType.Checkbox: {
      const value = given ?? component.default ?? false;
      if (typeof value !== 'boolean') throw new GestureRefused(`"${label}" is ticked or not.`);
      return { type: component.type, id, custom_id, value };
    }
    case ComponentType.RadioGroup: {
      const [value = null, ...more] = fromOptions(label, component.options, given);
      if (more.length > 0) throw new GestureRefused(`"${label}" takes one choice.`);
      if (value === null && required) throw new GestureRefused(`"${label}" is required.`);
      return { type: component.type, id, custom_id, value };
    }
    case ComponentType.CheckboxGroup: {
      const values = fromOptions(label, component.options, given);
      checkCount(label, values, required, component.min_values ?? 1, component.max_values ?? component.options.length);
      return { type: component.type, id, custom_id, values };
    }
    case ComponentType.StringSelect: {
      const values = fromOptions(label, component.options, given);
      checkCount(label, values, required, component.min_values ?? 1, component.max_values ?? 1);
      return { type: component.type, id, custom_id, values };
    }
    case ComponentType.FileUpload: {
      const files = given === undefined ? [] : [given].flat();
      if (!files.every(isFile)) throw new GestureRefused(`"${label}" takes files.`);
      checkCount(label, files, required, component.min_values ?? 1, component.max_values ?? 1);
      return { type: component.type, id, custom_id, values: files.map((file) => resolved.file(file)) };
    }
    default: {
      const preset = component.default_values?.map(({ id }) => id) ?? [];
      const values = (given === undefined ? preset : strings(label, given)).map((name) =>
        resolveFor(component, name, resolved),
      );
      checkCount(label, values, required, component.min_values ?? 1, component.max_values ?? 1);
      return { type: component.type, id, custom_id, values };
    }
  }
}

interface PresetOption {
  readonly value: string;
  readonly label: string;
  readonly default?: boolean;
}

/** Chosen values, named by label or value; the preset ones where nothing was touched. */
export function fromOptions(name: string, options: readonly PresetOption[], given: FieldValue | undefined): string[] {
  if (given === undefined) return options.filter((each) => each.default).map(({ value }) => value);
  return strings(name, given).map((wanted) => {
    const option = options.find(({ value, label }) => value === wanted || label === wanted);
    if (option) return option.value;
    throw new GestureRefused(`"${name}" has no "${wanted}": there is ${options.map(({ label }) => label).join(', ')}.`);
  });
}

/** People, roles and channels that a menu offers by itself. */
export function resolveFor(component: Pick<APIComponentInLabel, 'type'>, name: string, resolved: Resolved): string {
  switch (component.type) {
    case ComponentType.UserSelect:
      return resolved.user(name);
    case ComponentType.RoleSelect:
      return resolved.role(name);
    case ComponentType.MentionableSelect:
      return resolved.mentionable(name);
    default:
      return resolved.channel(name, 'channel_types' in component ? (component.channel_types as number[]) : []);
  }
}

/** Nothing at all is enough where it is not required. */
export function checkCount(
  name: string,
  chosen: readonly unknown[],
  required: boolean,
  min: number,
  max: number,
): void {
  if (chosen.length === 0 && !required) return;
  if (chosen.length < Math.max(min, required ? 1 : 0) || chosen.length > max) {
    throw new GestureRefused(`"${name}" takes ${min} to ${max}; these are ${chosen.length}.`);
  }
}

function strings(name: string, given: FieldValue): string[] {
  const values: unknown[] = [given].flat();
  if (!values.every((value) => typeof value === 'string')) throw new GestureRefused(`"${name}" takes words.`);
  return values;
}
