/** The application's commands that are not typed: those of a message's menu, and those on the card of a person. */
import { ApplicationCommandType, MessageFlag } from './discord.js';
import { h, icon } from './dom.js';
import { pointAt } from './float.js';
import { openMenu } from './menu.js';
import { closePopupOf, openPopup } from './popup.js';

/** @import { PageMessage } from '../wire.ts' */
/** @import { Anchor } from './float.js' */
/** @import { GestureHands } from './gestures.js' */
/** @import { Store } from './store.js' */

/** A private reply, one that is not there yet and a mere event have no menu of applications. @param {PageMessage} message */
const takesCommands = ({ flags, event }) => !(flags & (MessageFlag.Ephemeral | MessageFlag.Loading)) && event === null;

/**
 * The button that a message shows while one points at it or stands on it.
 *
 * @param {PageMessage} message
 * @param {Store} store
 */
export function moreButton(message, store) {
  if (!takesCommands(message) || store.commandsHere(ApplicationCommandType.Message).length === 0) return null;
  return h(
    'button',
    {
      class: 'icon-button more-button',
      type: 'button',
      'data-more': message.id,
      'data-key': 'more',
      'aria-label': `More, for ${message.author.name}’s message`,
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
    },
    icon('more'),
  );
}

export class Apps {
  #store;
  #gestures;

  /** @param {Store} store @param {GestureHands} gestures */
  constructor(store, gestures) {
    this.#store = store;
    this.#gestures = gestures;
  }

  /**
   * @param {string} messageId
   * @param {HTMLElement} opener
   * @param {Anchor} [anchor]
   * @returns {boolean} whether there was a menu to open
   */
  openMessage(messageId, opener, anchor = opener.getBoundingClientRect()) {
    const message = this.#store.message(messageId);
    const commands = this.#store.commandsHere(ApplicationCommandType.Message);
    if (!message || !takesCommands(message) || commands.length === 0) return false;
    if (closePopupOf(opener)) return true;
    const actions = commands.map(({ name }) => ({
      label: name,
      run: () => void this.#gestures.context(name, { message: messageId }),
    }));
    openMenu(`For ${message.author.name}’s message`, actions, { anchor, opener });
    return true;
  }

  /**
   * @param {string} personId
   * @param {HTMLElement} opener
   * @returns {boolean}
   */
  openPerson(personId, opener) {
    const person = this.#store.things.name.get(personId);
    if (person?.kind !== 'user') return false;
    if (closePopupOf(opener)) return true;
    const buttons = this.#store.commandsHere(ApplicationCommandType.User).map(({ name }) => {
      const button = h('button', { class: 'menu-item', type: 'button' }, name);
      button.addEventListener('click', () => {
        close(true);
        void this.#gestures.context(name, { person: personId });
      });
      return button;
    });
    const shut = h('button', { class: 'icon-button', type: 'button', 'aria-label': 'Close' }, icon('close'));
    const card = h(
      'div',
      { class: 'floating person', role: 'dialog', 'aria-label': person.name, tabindex: -1 },
      h('div', { class: 'person-head' }, h('b', { class: 'author' }, person.name), shut),
      h('p', { class: 'muted' }, person.note),
      buttons.length > 0 && h('div', { class: 'floating-title' }, 'Apps'),
      ...buttons,
    );
    const close = openPopup(card, { anchor: opener.getBoundingClientRect(), opener });
    shut.addEventListener('click', () => close(true));
    (buttons[0] ?? shut).focus();
    return true;
  }

  /** The context menu's key and a long press ask for it as the right button of a mouse does. @param {MouseEvent} event */
  handleContextMenu(event) {
    if (!(event.target instanceof Element) || event.target.closest('a, img, input, textarea')) return;
    if (getSelection()?.type === 'Range') return;
    const person = event.target.closest('[data-person]');
    const message = event.target.closest('[data-message]');
    const opened =
      person instanceof HTMLElement
        ? this.openPerson(person.dataset.person ?? '', person)
        : message instanceof HTMLElement && this.#openAt(message, event);
    if (opened) event.preventDefault();
  }

  /** @param {HTMLElement} message @param {MouseEvent} event */
  #openAt(message, { target, clientX, clientY }) {
    const more = message.querySelector('.more-button');
    if (!(more instanceof HTMLElement) || !(target instanceof Element)) return false;
    const { left, bottom } = target.getBoundingClientRect();
    const anchor = clientX > 0 ? pointAt(clientX, clientY) : pointAt(left, bottom);
    return this.openMessage(message.dataset.message ?? '', more, anchor);
  }
}
