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
  let touched = false;
  form.addEventListener('input', () => {
    touched = true;
  });
  const question = askToLeave(() => dialog.close());
  form.append(question.node);
  const leave = () => {
    if (touched) question.ask();
    else dialog.close();
  };
  for (const button of [cancel, close]) button.addEventListener('click', leave);
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    // Left alone, the browser closes the dialog at the second Escape, whatever was written.
    event.preventDefault();
    if (question.isOpen()) question.withdraw();
    else leave();
  });
  // The back gesture of a phone is no key.
  dialog.addEventListener('cancel', (event) => {
    if (!touched) return;
    event.preventDefault();
    question.ask();
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    // The browser gives the focus back, but where the form was sent it forgets the cursor: keys would go nowhere.
    const back = document.activeElement;
    if (!(back instanceof HTMLElement)) return;
    back.blur();
    back.focus({ preventScroll: true });
  });
  document.body.append(dialog);
  dialog.showModal();
  const first = dialog.querySelector('.modal-fields :is(input, textarea, button)');
  if (first instanceof HTMLElement) first.focus();
}

/**
 * Nothing of a form is kept when it is closed: whoever has begun to fill it in is asked once.
 *
 * @param {() => void} leave
 */
function askToLeave(leave) {
  const stay = h('button', { class: 'button secondary', type: 'button' }, 'Keep writing');
  const discard = h('button', { class: 'button danger', type: 'button' }, 'Discard');
  const node = h(
    'div',
    { class: 'modal-question', role: 'alertdialog', 'aria-labelledby': 'modal-question', hidden: true },
    h('p', { id: 'modal-question' }, 'Discard what you have filled in?'),
    stay,
    discard,
  );
  /** @type {Element | null} */
  let before = null;
  const withdraw = () => {
    node.hidden = true;
    if (before instanceof HTMLElement) before.focus();
  };
  stay.addEventListener('click', withdraw);
  discard.addEventListener('click', leave);
  return {
    node,
    isOpen: () => !node.hidden,
    withdraw,
    ask() {
      before = document.activeElement;
      node.hidden = false;
      stay.focus();
    },
  };
}
