/** The hint of the first visit, in a chat that is still empty: what to type, with examples that fill the composer. */
import { h } from './dom.js';

/** @import { Store } from './store.js' */

/**
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {(example: string) => void} fill
 */
export function showWelcome(root, store, fill) {
  const draw = () => {
    const { channel, examples, things } = store;
    const offered = (channel?.commandIds.length ?? 0) > 0 && things.command.size > 0 && examples.length > 0;
    const begun = store.messagesIn(store.channelId).length > 0 || store.sentIn(store.channelId).length > 0;
    root.hidden = localStorage.getItem('welcomed') !== null || !offered || begun;
    if (root.hidden || root.childElementCount > 0) return;
    const close = h('button', { class: 'text-button', type: 'button' }, 'Hide this');
    close.addEventListener('click', () => {
      localStorage.setItem('welcomed', 'yes');
      root.hidden = true;
    });
    const buttons = examples.map((example) => {
      const button = h('button', { class: 'button secondary', type: 'button' }, h('code', {}, example));
      button.addEventListener('click', () => fill(example));
      return h('li', {}, button);
    });
    root.append(
      h('h2', {}, 'Welcome'),
      h('p', {}, 'A playground on your own machine: nothing leaves it. Type / for the commands, or try one of these.'),
      h('ul', { id: 'welcome-examples' }, ...buttons),
      close,
    );
  };
  store.addEventListener('place', draw);
  store.onChange(draw);
}
