/** A menu of things to do, as the context menu of a message is: arrow keys, Home and End, the first letter, Escape. */
import { h } from './dom.js';
import { openPopup } from './popup.js';

/** @import { Anchor } from './float.js' */

/** @typedef {{ label: string, run: () => void }} Action */

/**
 * @param {string} label what the menu is of
 * @param {readonly Action[]} actions
 * @param {{ anchor: Anchor, opener: HTMLElement | null }} place
 */
export function openMenu(label, actions, place) {
  const items = actions.map((action) => {
    const item = h('div', { class: 'menu-item', role: 'menuitem', tabindex: -1 }, action.label);
    item.addEventListener('click', () => choose(action));
    item.addEventListener('pointermove', () => item.focus({ preventScroll: true }));
    return item;
  });
  const menu = h(
    'div',
    { class: 'floating menu', role: 'menu', 'aria-label': label },
    h('div', { class: 'floating-title', 'aria-hidden': 'true' }, 'Apps'),
    ...items,
  );
  const close = openPopup(menu, place);

  /** @param {Action} action */
  function choose(action) {
    close(true);
    action.run();
  }

  menu.addEventListener('contextmenu', (event) => event.preventDefault());
  menu.addEventListener('keydown', (event) => {
    const at = [...menu.querySelectorAll('.menu-item')].findIndex((item) => item.matches(':focus'));
    const action = actions[at];
    const next = nextItem(event.key, at, actions);
    if ((event.key === 'Enter' || event.key === ' ') && action) choose(action);
    else if (event.key === 'Tab') close(true);
    else if (next !== null) items[next]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  items[0]?.focus();
}

/** @param {string} key @param {number} at @param {readonly Action[]} actions @returns {number | null} */
function nextItem(key, at, actions) {
  const { length } = actions;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % length;
    case 'ArrowUp':
      return (Math.max(at, 0) - 1 + length) % length;
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default: {
      if (key.length !== 1) return null;
      const order = actions.map((_, step) => (at + 1 + step) % length);
      return order.find((index) => actions[index]?.label.toLowerCase().startsWith(key.toLowerCase())) ?? null;
    }
  }
}
