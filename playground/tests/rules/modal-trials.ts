/** The rules of modals, each kept and broken. */
import { option, row, say, select, times, x } from '../bodies.ts';
import { input, label, modal, type Trials } from './ground.ts';

const upload = (more: object) => modal([label({ type: 19, custom_id: 'file', ...more })]);
const radio = (options: unknown[]) => modal([label({ type: 21, custom_id: 'radio', options })]);
const boxes = (count: number, more = {}) =>
  modal([label({ type: 22, custom_id: 'boxes', options: options(count), ...more })]);
const options = (count: number) => times(count, (n) => option(String(n)));
const text = (more: object) => modal([label(input(more))]);
/** As inputs were before there were labels. */
const old = (more: object) => input({ label: 'Text', ...more });

export const modalTrials = {
  'modal.title': (at, amount) => at.openModal(modal([say('a')], { title: x(amount) })),
  'modal.components': (at, amount) => at.openModal(modal(times(amount, () => say('a')))),
  'modal.labels': {
    kept: (at) => at.openModal(modal([label(input())])),
    broken: (at) => at.openModal(modal([input()])),
  },
  'modal.row': (at, amount) => at.openModal(modal([row(...times(amount, (n) => old({ custom_id: `${n}` })))])),
  'modal.input-label': (at, amount) => at.openModal(modal([row(old({ label: x(amount) }))])),
  'modal.label-once': {
    kept: (at) => at.openModal(text({ label: null })),
    broken: (at) => at.openModal(text({ label: 'Text' })),
  },
  'modal.label': (at, amount) => at.openModal(modal([label(input(), { label: x(amount) })])),
  'modal.label-description': (at, amount) => at.openModal(modal([label(input(), { description: x(amount) })])),
  'modal.text': (at, amount) => at.openModal(text({ max_length: amount })),
  'modal.text-preset': {
    kept: (at) => at.openModal(text({ max_length: 2, value: 'ab' })),
    broken: (at) => at.openModal(text({ max_length: 2, value: 'abc' })),
  },
  'modal.text-least-most': {
    kept: (at) => at.openModal(text({ min_length: 2, max_length: 2 })),
    broken: (at) => at.openModal(text({ min_length: 3, max_length: 2 })),
  },
  'modal.text-placeholder': (at, amount) => at.openModal(text({ placeholder: x(amount) })),
  'modal.files': (at, amount) => at.openModal(upload({ max_values: amount })),
  'modal.file-types': (at, amount) => at.openModal(upload({ file_types: times(amount, (n) => `.t${n}`) })),
  'modal.radio-options': (at, amount) => at.openModal(radio(options(amount))),
  'modal.radio-default': {
    kept: (at) => at.openModal(radio([{ ...option('a'), default: true }, option('b')])),
    broken: (at) => at.openModal(radio(['a', 'b'].map((name) => ({ ...option(name), default: true })))),
  },
  'modal.checkboxes': (at, amount) => at.openModal(boxes(amount)),
  'modal.checkbox-values': (at, amount) => at.openModal(boxes(2, { max_values: amount })),
  'modal.least-most': {
    kept: (at) => at.openModal(boxes(3, { min_values: 2, max_values: 2 })),
    broken: (at) => at.openModal(boxes(3, { min_values: 3, max_values: 2 })),
  },
  'modal.none-required': {
    kept: (at) => at.openModal(boxes(1, { min_values: 0, required: false })),
    broken: (at) => at.openModal(boxes(1, { min_values: 0 })),
  },
  'modal.disabled': {
    kept: (at) => at.openModal(modal([label(select())])),
    broken: (at) => at.openModal(modal([label(select({ disabled: true }))])),
  },
} satisfies Trials;
