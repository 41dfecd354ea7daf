/** The rules of modals and of the inputs in them. */
import { measured, placesOn, rule, SOURCES } from './rule.ts';

const { components, responding } = SOURCES;
const at = placesOn(components);
const modal = `${responding}#interaction-response-object-modal`;

export const modalRules = {
  'modal.title': measured(45, 'A modal’s title has 1 to % characters', modal),
  'modal.components': measured(5, 'A modal has 1 to % components', modal),
  'modal.labels': rule('A modal’s inputs stand in labels, or in rows of a text input each, as of old', at('label')),
  'modal.row': measured(1, 'A row of a modal has % text input', at('action-row')),
  'modal.input-label': measured(45, 'A text input in a row has a label of 1 to % characters', at('text-input')),
  'modal.label-once': rule('A text input in a label has no other label of its own', at('text-input')),
  'modal.label': measured(45, 'A label has 1 to % characters', at('label')),
  'modal.label-description': measured(100, 'A label’s description has at most % characters', at('label')),
  'modal.text': measured(4_000, 'A text input holds at most % characters', at('text-input')),
  'modal.text-preset': rule('A text input’s preset text is as short as the input asks', at('text-input')),
  'modal.text-least-most': rule('A text input’s least length is not above its greatest', at('text-input')),
  'modal.text-placeholder': measured(100, 'A text input’s placeholder has at most % characters', at('text-input')),
  'modal.files': measured(10, 'A file upload takes at most % files', at('file-upload')),
  'modal.file-types': measured(10, 'A file upload names at most % types of files', at('file-upload')),
  'modal.radio-options': measured(10, 'A radio group has 2 to % options', at('radio-group')),
  'modal.radio-default': rule('A radio group has at most one option chosen already', at('radio-group')),
  'modal.checkboxes': measured(10, 'A checkbox group has 1 to % options', at('checkbox-group')),
  'modal.checkbox-values': measured(10, 'A checkbox group lets choose at most %', at('checkbox-group')),
  'modal.least-most': rule('A group’s or an upload’s least number is not above its greatest', at('checkbox-group')),
  'modal.none-required': rule('Where nothing at all may be chosen, the group is not required', at('checkbox-group')),
  'modal.disabled': rule('Nothing in a modal is disabled', at('string-select')),
} as const;
