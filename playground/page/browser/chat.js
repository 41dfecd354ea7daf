/** The open channel: its heading and its messages, each patched in place when it changes. */
import { MessageFlag } from './discord.js';
import { h } from './dom.js';
import { firstWords, messageNode, sentNode } from './message.js';
import { morph } from './morph.js';
import { byAge } from './store.js';

/** @import { PageMessage } from '../wire.ts' */
/** @import { Changed, Store } from './store.js' */

/** So near to the end, in pixels, one reads the newest message. */
const NEAR_END = 40;
/** Messages of one author within so many milliseconds stand together under one name. */
const TOGETHER = 7 * 60_000;

export class Chat {
  #store;
  #scroller;
  #list;
  #sent;
  #announcer;
  /** @type {Map<string, HTMLElement>} */
  #nodes = new Map();
  #atEnd = true;
  /** The heights at which `#atEnd` was last seen. */
  #seen = '';

  /**
   * @param {Store} store
   * @param {{ scroller: HTMLElement, list: HTMLElement, sent: HTMLElement, announcer: HTMLElement }} elements
   */
  constructor(store, { scroller, list, sent, announcer }) {
    this.#store = store;
    this.#scroller = scroller;
    this.#list = list;
    this.#sent = sent;
    this.#announcer = announcer;
    scroller.addEventListener('scroll', () => {
      // While heights change it is not the reader who scrolls.
      if (this.#heights() === this.#seen) this.#look();
    });
    // Pictures that arrive late and a window that changes its size must not push the newest message out of view.
    const keepEnd = new ResizeObserver(() => {
      if (this.#atEnd) this.#showEnd();
      this.#seen = this.#heights();
    });
    keepEnd.observe(scroller);
    keepEnd.observe(list);
    store.addEventListener('place', () => this.#showAll());
    store.onChange((changed) => this.#patch(changed));
  }

  #showAll() {
    this.#nodes.clear();
    const messages = this.#store.messagesIn(this.#store.channelId);
    this.#list.replaceChildren(...messages.map((message) => this.#make(message)));
    this.#group();
    this.#showSent();
    this.#showEnd();
  }

  /** @param {Changed} changed */
  #patch(changed) {
    const { channelId } = this.#store;
    const anchor = this.#anchor();
    let grown = this.#showSent();
    for (const id of changed.message) {
      const message = this.#store.message(id);
      if (message && message.channelId === channelId) grown = this.#show(message) || grown;
      else this.#remove(id);
    }
    if (changed.channel.size > 0 || changed.name.size > 0) this.#refresh(changed.message);
    this.#group();
    if (grown && this.#atEnd) this.#showEnd();
    else anchor();
    this.#look();
  }

  /** Mentions and thread cards show names that have changed. @param {ReadonlySet<string>} except */
  #refresh(except) {
    for (const [id, node] of this.#nodes) {
      const message = except.has(id) ? null : this.#store.message(id);
      if (message) morph(node, messageNode(message, this.#store));
    }
  }

  /** @param {PageMessage} message @returns {boolean} whether it is new */
  #show(message) {
    const node = this.#nodes.get(message.id);
    if (!node) {
      const older = [...this.#nodes]
        .filter(([id]) => byAge({ id }, message) < 0)
        .sort(([a], [b]) => byAge({ id: a }, { id: b }));
      const fresh = this.#make(message);
      const previous = older.at(-1)?.[1];
      if (previous) previous.after(fresh);
      else this.#list.prepend(fresh);
      this.#announce(message);
      return true;
    }
    const focused = node.contains(document.activeElement);
    const wanted = messageNode(message, this.#store);
    const before = node.textContent;
    morph(node, wanted);
    if (focused && !node.contains(document.activeElement)) node.focus({ preventScroll: true });
    if (node.textContent !== before && !this.#store.uses.has(message.id)) this.#announce(message);
    return false;
  }

  /** @param {PageMessage} message */
  #make(message) {
    const node = messageNode(message, this.#store);
    this.#nodes.set(message.id, node);
    return node;
  }

  /** @param {string} id */
  #remove(id) {
    const node = this.#nodes.get(id);
    if (!node) return;
    const neighbour = node.previousElementSibling ?? node.nextElementSibling;
    const focused = node.contains(document.activeElement);
    node.remove();
    this.#nodes.delete(id);
    if (focused && neighbour instanceof HTMLElement) neighbour.focus({ preventScroll: true });
  }

  /** @returns {boolean} whether there is more to see */
  #showSent() {
    const before = this.#sent.childElementCount;
    const here = this.#store.sentIn(this.#store.channelId);
    morph(
      this.#sent,
      h('ol', { class: this.#sent.className, id: this.#sent.id, 'aria-label': 'On their way' }, ...here.map(sentNode)),
    );
    this.#sent.hidden = here.length === 0;
    return here.length > before;
  }

  /** Remembers where the reader looks: at what has the focus, else at the first message in view. */
  #anchor() {
    const top = this.#scroller.getBoundingClientRect().top;
    const focused = this.#list.contains(document.activeElement) ? document.activeElement : null;
    const looked = focused ?? [...this.#list.children].find((node) => node.getBoundingClientRect().bottom > top);
    const before = looked?.getBoundingClientRect().top ?? 0;
    return () => {
      if (looked?.isConnected) this.#scroller.scrollTop += looked.getBoundingClientRect().top - before;
    };
  }

  #heights() {
    return `${this.#scroller.scrollHeight} ${this.#scroller.clientHeight}`;
  }

  #look() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    this.#seen = this.#heights();
  }

  #showEnd() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#atEnd = true;
  }

  #group() {
    /** @type {PageMessage | null} */
    let previous = null;
    for (const node of this.#list.children) {
      if (!(node instanceof HTMLElement)) continue;
      const message = this.#store.message(node.dataset.message ?? '');
      node.classList.toggle('together', Boolean(message && previous && standTogether(previous, message)));
      previous = message;
    }
  }

  /** @param {PageMessage} message */
  #announce(message) {
    const words = message.flags & MessageFlag.Loading ? 'is thinking…' : firstWords(message);
    this.#announcer.textContent = `${message.author.name}: ${words}`;
  }
}

/** @param {PageMessage} previous @param {PageMessage} message */
function standTogether(previous, message) {
  const apart = Date.parse(message.createdAt) - Date.parse(previous.createdAt);
  return (
    previous.author.id === message.author.id &&
    !message.used &&
    !message.replyToId &&
    !previous.event &&
    !message.event &&
    apart < TOGETHER
  );
}
