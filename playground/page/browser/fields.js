/** The fields of a modal: text, menus, files, radio buttons and ticks, each with its label, its help and its value. */
import { chosenOf, selectNode } from './components.js';
import { ComponentType } from './discord.js';
import { h } from './dom.js';
import { upload } from './gestures.js';

/** @import { APIComponentInLabel, APILabelComponent, APISelectMenuComponent, APITextInputComponent, APIFileUploadComponent, APIRadioGroupComponent, APICheckboxGroupComponent, APICheckboxComponent } from 'discord-api-types/v10' */
/** @import { FieldValue } from '../wire.ts' */
/** @import { SelectMenus } from './select.js' */

/**
 * @typedef {object} Field
 * @property {string} customId
 * @property {HTMLElement} node
 * @property {() => Promise<FieldValue>} value
 * @property {() => string | null} fault why it cannot be sent as it is
 * @property {(fault: string | null) => void} showFault
 */
/** @typedef {Pick<Field, 'value' | 'fault'> & { control: HTMLElement, extra?: HTMLElement, group?: boolean }} Control */

let last = 0;

/**
 * @param {Pick<APILabelComponent, 'label' | 'description'>} label
 * @param {APIComponentInLabel} component
 * @param {SelectMenus} menus
 * @returns {Field}
 */
export function createField({ label, description }, component, menus) {
  last += 1;
  const id = `field-${last}`;
  const { control, extra, group = false, value, fault } = createControl(component, menus, label);
  const required = 'required' in component ? component.required !== false : component.type !== ComponentType.Checkbox;
  const mark = required ? h('span', { class: 'required', 'aria-hidden': 'true' }, ' *') : null;
  const error = h('p', { id: `${id}-error`, class: 'failed', role: 'alert', hidden: true });
  const help = description ? h('p', { id: `${id}-help`, class: 'muted' }, description) : null;
  control.setAttribute('aria-describedby', [help?.id, error.id].filter(Boolean).join(' '));
  if (group) control.prepend(h('legend', {}, label, mark), help ?? '');
  else control.id = id;
  const node = h(
    'div',
    { class: 'field-box' },
    group ? null : h('label', { for: id }, label, mark),
    group ? null : help,
    control,
    extra,
    error,
  );
  return {
    customId: component.custom_id,
    node,
    value,
    fault,
    showFault(words) {
      error.textContent = words ?? '';
      error.hidden = words === null;
      if (words === null) control.removeAttribute('aria-invalid');
      else control.setAttribute('aria-invalid', 'true');
      const first = control.matches('fieldset') ? control.querySelector('input') : control;
      if (words !== null && first instanceof HTMLElement) first.focus();
    },
  };
}

/** @param {APIComponentInLabel} component @param {SelectMenus} menus @param {string} label @returns {Control} */
function createControl(component, menus, label) {
  switch (component.type) {
    case ComponentType.TextInput:
      return textControl(component);
    case ComponentType.FileUpload:
      return fileControl(component);
    case ComponentType.RadioGroup:
      return choiceControl(component, 'radio');
    case ComponentType.CheckboxGroup:
      return choiceControl(component, 'checkbox');
    case ComponentType.Checkbox:
      return tickControl(component);
    default:
      return menuControl(component, menus, label);
  }
}

/** @param {APITextInputComponent} input @returns {Control} */
function textControl(input) {
  const attributes = {
    maxlength: input.max_length ?? 4000,
    placeholder: input.placeholder,
    'aria-required': input.required === false ? null : 'true',
  };
  const control =
    input.style === 2
      ? h('textarea', { ...attributes, rows: 6 })
      : h('input', { ...attributes, type: 'text', autocomplete: 'off' });
  control.value = input.value ?? '';
  const counter = h('p', { class: 'counter muted' });
  const count = () => {
    counter.textContent = `${control.value.length} / ${input.max_length ?? 4000}`;
  };
  control.addEventListener('input', count);
  count();
  return {
    control,
    extra: counter,
    value: async () => control.value,
    fault() {
      const { length } = control.value;
      if (length === 0) return input.required === false ? null : 'Write something here.';
      return input.min_length && length < input.min_length ? `Write at least ${input.min_length} characters.` : null;
    },
  };
}

/** @param {APIFileUploadComponent} component @returns {Control} */
function fileControl(component) {
  const most = component.max_values ?? 1;
  const least = component.min_values ?? (component.required === false ? 0 : 1);
  const control = h('input', { type: 'file', multiple: most > 1 });
  const several = least === most ? `${most} files` : `${least} to ${most} files`;
  return {
    control,
    ...(most > 1 ? { extra: h('p', { class: 'muted' }, several) } : {}),
    value: () => Promise.all([...(control.files ?? [])].map(upload)),
    fault() {
      const count = control.files?.length ?? 0;
      if (count === 0 && component.required === false) return null;
      return countFault(count, least, most, 'file');
    },
  };
}

/** @param {APIRadioGroupComponent | APICheckboxGroupComponent} component @param {'radio' | 'checkbox'} type @returns {Control} */
function choiceControl(component, type) {
  last += 1;
  const inputs = component.options.map((option) => {
    const input = h('input', { type, name: `choices-${last}`, value: option.value });
    input.checked = option.default ?? false;
    return { input, row: tickRow(input, option.label, option.description) };
  });
  const chosen = () => inputs.filter(({ input }) => input.checked).map(({ input }) => input.value);
  return {
    control: h('fieldset', {}, ...inputs.map(({ row }) => row)),
    group: true,
    value: async () => chosen(),
    fault() {
      const count = chosen().length;
      if (count === 0 && component.required === false) return null;
      if (type === 'radio') return count === 0 ? 'Choose one.' : null;
      const most = ('max_values' in component ? component.max_values : undefined) ?? inputs.length;
      return countFault(count, ('min_values' in component ? component.min_values : undefined) ?? 1, most, 'choice');
    },
  };
}

/** @param {HTMLInputElement} input @param {string} label @param {string} [description] */
function tickRow(input, label, description) {
  const words = h('span', {}, label, description && h('span', { class: 'muted' }, description));
  return h('label', { class: 'tick' }, input, words);
}

/** @param {APICheckboxComponent} component @returns {Control} */
function tickControl(component) {
  const control = h('input', { type: 'checkbox' });
  control.checked = component.default ?? false;
  return { control, value: async () => control.checked, fault: () => null };
}

/** @param {APISelectMenuComponent} select @param {SelectMenus} menus @param {string} label @returns {Control} */
function menuControl(select, menus, label) {
  const control = selectNode(select, menus.names);
  control.removeAttribute('data-select');
  const words = control.querySelector('.select-value');
  let values = chosenOf(select, menus.names).map(({ value }) => value);
  const name = (/** @type {string} */ chosen) => control.setAttribute('aria-label', `${label}: ${chosen}`);
  name(words?.textContent ?? '');
  control.addEventListener('click', () =>
    menus.toggle(control, select, values, (picked) => {
      values = picked.map(({ value }) => value);
      const chosen = picked.map((each) => each.label).join(', ') || (select.placeholder ?? 'Make a selection');
      if (words) words.textContent = chosen;
      words?.classList.toggle('muted', picked.length === 0);
      name(chosen);
      control.dispatchEvent(new Event('input', { bubbles: true }));
    }),
  );
  return {
    control,
    value: async () => values,
    fault() {
      if (values.length === 0 && 'required' in select && select.required === false) return null;
      return countFault(values.length, select.min_values ?? 1, select.max_values ?? 1, 'choice');
    },
  };
}

/** @param {number} count @param {number} least @param {number} most @param {'file' | 'choice'} what */
function countFault(count, least, most, what) {
  if (count < least) return least === 1 ? `A ${what} is needed here.` : `At least ${least} ${what}s are needed here.`;
  return count > most ? `At most ${most} ${what}${most === 1 ? '' : 's'} fit here.` : null;
}
