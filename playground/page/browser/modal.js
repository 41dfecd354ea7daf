/** A modal on the screen: its fields, its refusals, and the way back to where the person was. */
import { ComponentType } from './discord.js';
import { h, icon } from './dom.js';
import { createField } from './fields.js';
import { markdownNodes } from './markdown-view.js';

/** @import { FieldValue, PageModal } from '../wire.ts' */
/** @import { Field } from './fields.js' */
/** @import { SelectMenus } from './select.js' */
/** @import { Store } from './store.js' */

/**
 * @param {PageModal} modal
 * @param {object} desk
 * @param {Store} desk.store
 * @param {SelectMenus} desk.menus
 * @param {(modal: string, values: Readonly<Record<string, FieldValue>>) => Promise<string | null>} desk.submit gives back why it failed
 */
export function openModal(modal, { store, menus, submit }) {
  /** @type {Field[]} */
  const fields = [];
  const rows = modal.components.map((component) => {
    switch (component.type) {
      case ComponentType.TextDisplay:
        return h('div', { class: 'prose' }, ...markdownNodes(component.content, store.names));
      case ComponentType.Label:
        fields.push(createField(component, component.component, menus));
        break;
      case ComponentType.ActionRow:
        for (const input of component.components) fields.push(createField({ label: input.label ?? '' }, input, menus));
        break;
    }
    return fields.at(-1)?.node;
  });
  const alert = h('p', { class: 'failed', role: 'alert', hidden: true });
  const send = h('button', { class: 'button primary', type: 'submit' }, 'Submit');
  const cancel = h('button', { class: 'button secondary', type: 'button' }, 'Cancel');
  const close = h('button', { class: 'icon-button', type: 'button', 'aria-label': 'Close' }, icon('close'));
  const form = h(
    'form',
    { novalidate: true },
    h('header', {}, h('h2', { id: 'modal-title' }, modal.title), close),
    h('div', { class: 'modal-fields' }, ...rows),
    alert,
    h('footer', {}, cancel, send),
  );
  const dialog = h('dialog', { class: 'modal', 'aria-labelledby': 'modal-title' }, form);

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (send.getAttribute('aria-disabled')) return;
    const faults = fields.map((field) => ({ field, fault: field.fault() }));
    // From the last to the first: each takes the focus, and the first keeps it.
    for (const { field, fault } of faults.reverse()) field.showFault(fault);
    if (faults.some(({ fault }) => fault !== null)) return;
    send.setAttribute('aria-disabled', 'true');
    alert.hidden = true;
    const values = await Promise.all(fields.map(async (field) => [field.customId, await field.value()]));
    const failure = await submit(modal.id, Object.fromEntries(values));
    send.removeAttribute('aria-disabled');
    if (failure === null) dialog.close();
    alert.textContent = failure ?? '';
    alert.hidden = failure === null;
  });
  for (const button of [cancel, close]) button.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  const first = dialog.querySelector('.modal-fields :is(input, textarea, button)');
  if (first instanceof HTMLElement) first.focus();
}
