/**
 * The list that stands by a field or a menu: completions, choices, options. The field keeps the focus and points at the
 * active option with aria-activedescendant.
 */
import { h } from './dom.js';

/**
 * @typedef {object} Item
 * @property {string} label
 * @property {string} [description]
 * @property {boolean} [selected]
 * @property {string | number | boolean} value
 */
/**
 * @typedef {object} Content
 * @property {string} label what the list is of, for screen readers
 * @property {readonly Item[]} items
 * @property {string} [head] stands above the items: how many to choose, what was typed
 * @property {string} [note] said where there are no items
 * @property {number} [active] the item that Enter takes; -1 for none, until an arrow key is pressed
 * @property {boolean} [multiple]
 * @property {(item: Item, index: number) => void} choose
 */

let last = 0;

export class Listbox {
  #id = `listbox-${++last}`;
  #head = h('p', { id: `${this.#id}-head`, class: 'listbox-head', hidden: true });
  #box = h('div', { id: this.#id, role: 'listbox' });
  #panel = h('div', { class: 'listbox', hidden: true }, this.#head, this.#box);
  #note = h('div', { class: 'listbox listbox-note', role: 'status', hidden: true });
  /** @type {HTMLElement | null} */
  #owner = null;
  /** @type {Content | null} */
  #content = null;
  #active = -1;

  constructor() {
    // A press on the list must not take the focus from the field.
    this.#panel.addEventListener('mousedown', (event) => event.preventDefault());
    this.#box.addEventListener('click', (event) => {
      const option = event.target instanceof Element ? event.target.closest('[role=option]') : null;
      if (option) this.#choose([...this.#box.children].indexOf(option));
    });
    addEventListener('resize', () => this.close());
  }

  get isOpen() {
    return this.#content !== null;
  }

  /**
   * @param {HTMLElement} owner the field that keeps the focus
   * @param {Content} content
   */
  open(owner, content) {
    if (this.#owner !== owner) this.close();
    this.#owner = owner;
    this.#content = content;
    this.#box.setAttribute('aria-label', content.label);
    if (content.multiple) this.#box.setAttribute('aria-multiselectable', 'true');
    else this.#box.removeAttribute('aria-multiselectable');
    this.#box.replaceChildren(...content.items.map((item, index) => this.#optionNode(item, index)));
    this.#note.textContent = content.note ?? '';
    const home = owner.closest('dialog') ?? document.body;
    if (this.#panel.parentElement !== home) home.append(this.#panel, this.#note);
    this.#panel.hidden = content.items.length === 0;
    this.#note.hidden = content.items.length > 0 || !content.note;
    this.#head.textContent = content.head ?? '';
    this.#head.hidden = !content.head;
    for (const panel of [this.#panel, this.#note]) place(panel, owner);
    owner.setAttribute('aria-expanded', String(!this.#panel.hidden));
    if (content.head) owner.setAttribute('aria-describedby', this.#head.id);
    owner.setAttribute('aria-controls', this.#id);
    this.#activate(Math.min(content.active ?? -1, content.items.length - 1));
  }

  close() {
    if (this.#content?.head) this.#owner?.removeAttribute('aria-describedby');
    this.#panel.hidden = true;
    this.#note.hidden = true;
    this.#owner?.setAttribute('aria-expanded', 'false');
    this.#owner?.removeAttribute('aria-activedescendant');
    this.#owner?.removeAttribute('aria-controls');
    this.#owner = null;
    this.#content = null;
    this.#active = -1;
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key was the list's; its own effect is then stopped */
  handleKey(event) {
    const count = this.#content?.items.length ?? 0;
    if (!this.#content || event.isComposing) return false;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        if (count === 0) return false;
        const step = event.key === 'ArrowDown' ? 1 : -1;
        this.#activate(this.#active < 0 && step < 0 ? count - 1 : (this.#active + step + count) % count);
        break;
      }
      case 'Home':
      case 'End':
        // In a field where one types, they move the cursor.
        if (count === 0 || this.#owner?.matches('input, textarea')) return false;
        this.#activate(event.key === 'Home' ? 0 : count - 1);
        break;
      case 'Enter':
      case 'Tab':
        if (this.#active < 0 || event.shiftKey) return false;
        this.chooseActive();
        break;
      case 'Escape':
        this.close();
        break;
      default:
        return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  chooseActive() {
    this.#choose(this.#active);
  }

  /** @param {number} index */
  #choose(index) {
    const item = this.#content?.items[index];
    if (item) this.#content?.choose(item, index);
  }

  /** @param {number} index */
  #activate(index) {
    this.#active = index;
    for (const [at, option] of [...this.#box.children].entries()) option.classList.toggle('active', at === index);
    const active = this.#box.children[index];
    if (active) this.#owner?.setAttribute('aria-activedescendant', active.id);
    else this.#owner?.removeAttribute('aria-activedescendant');
    active?.scrollIntoView({ block: 'nearest' });
  }

  /** @param {Item} item @param {number} index */
  #optionNode(item, index) {
    return h(
      'div',
      { class: 'option', role: 'option', id: `${this.#id}-${index}`, 'aria-selected': String(item.selected ?? false) },
      h('span', { class: 'option-label' }, item.label),
      item.description && h('span', { class: 'option-description' }, item.description),
    );
  }
}

/**
 * Above its field where there is more room above, as by the composer at the foot of the window.
 *
 * @param {HTMLElement} panel
 * @param {HTMLElement} owner
 */
function place(panel, owner) {
  const field = (owner.closest('[data-list-anchor]') ?? owner).getBoundingClientRect();
  const above = (owner.closest('[data-list-above]') ?? owner).getBoundingClientRect().top;
  const below = innerHeight - field.bottom;
  const upwards = above > below;
  const width = Math.min(Math.max(field.width, 340), innerWidth - 16);
  const { style } = panel;
  style.setProperty('width', `${width}px`);
  style.setProperty('left', `${Math.max(8, Math.min(field.left, innerWidth - width - 8))}px`);
  style.setProperty('top', upwards ? 'auto' : `${field.bottom + 4}px`);
  style.setProperty('bottom', upwards ? `${innerHeight - above + 4}px` : 'auto');
  style.setProperty('max-height', `${Math.min(Math.max(above, below) - 16, 360)}px`);
}
