/** Opens the menus of messages and modals: one choice is taken at once, several when the list is closed. */
import { ChannelType, ComponentType } from './discord.js';
import { Listbox } from './listbox.js';

/** @import { APISelectMenuComponent } from 'discord-api-types/v10' */
/** @import { Item } from './listbox.js' */
/** @import { Store } from './store.js' */

/** @typedef {{ value: string, label: string }} Picked */
/** @typedef {{ trigger: HTMLElement, select: APISelectMenuComponent, items: Item[], chosen: Set<string>, before: string, done: (picked: Picked[]) => void, away: AbortController }} OpenMenu */

export class SelectMenus {
  #store;
  #list = new Listbox();
  /** @type {OpenMenu | null} */
  #open = null;

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
  }

  /**
   * @param {HTMLElement} trigger
   * @param {APISelectMenuComponent} select
   * @param {readonly string[]} current the values that are chosen now
   * @param {(picked: Picked[]) => void} done
   */
  toggle(trigger, select, current, done) {
    const wasOpen = this.#open?.trigger === trigger;
    this.#close();
    if (wasOpen) return;
    const away = new AbortController();
    const { signal } = away;
    this.#open = {
      trigger,
      select,
      items: itemsOf(select, this.#store),
      chosen: new Set(current),
      before: [...current].sort().join(),
      done,
      away,
    };
    trigger.addEventListener('keydown', (event) => this.#handleKey(event), { signal });
    trigger.addEventListener('blur', () => this.#close(), { signal });
    const closeWhenMoved = (/** @type {Event} */ event) => {
      if (event.target instanceof Node && event.target.contains(trigger)) this.#close();
    };
    addEventListener('scroll', closeWhenMoved, { signal, capture: true });
    trigger.focus();
    const first = this.#open.items.findIndex(({ value }) => this.#open?.chosen.has(String(value)));
    this.#show(this.#open, Math.max(0, first));
  }

  /** @param {OpenMenu} menu @param {number} active */
  #show(menu, active) {
    this.#list.open(menu.trigger, {
      label: menu.trigger.getAttribute('aria-label') ?? 'Options',
      items: menu.items.map((item) => ({ ...item, selected: menu.chosen.has(String(item.value)) })),
      note: 'There is nothing to choose from',
      active,
      multiple: isMultiple(menu.select),
      choose: (item, index) => this.#choose(menu, String(item.value), index),
    });
  }

  /** @param {OpenMenu} menu @param {string} value @param {number} index */
  #choose(menu, value, index) {
    if (!isMultiple(menu.select)) {
      menu.chosen = new Set([value]);
      this.#close();
      return;
    }
    if (!menu.chosen.delete(value) && menu.chosen.size < (menu.select.max_values ?? 1)) menu.chosen.add(value);
    this.#show(menu, index);
  }

  /** @param {KeyboardEvent} event */
  #handleKey(event) {
    const closes = event.key === 'Escape' || event.key === 'Tab';
    if (closes) this.#close();
    else if (event.key === ' ') this.#list.chooseActive();
    else if (!this.#list.handleKey(event)) return;
    if (event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
  }

  #close() {
    const menu = this.#open;
    if (!menu) return;
    this.#open = null;
    menu.away.abort();
    this.#list.close();
    const changed = [...menu.chosen].sort().join() !== menu.before;
    if (!changed || menu.chosen.size < (menu.select.min_values ?? 1)) return;
    menu.done(
      menu.items
        .filter(({ value }) => menu.chosen.has(String(value)))
        .map(({ value, label }) => ({ value: String(value), label })),
    );
  }
}

/** @param {APISelectMenuComponent} select */
const isMultiple = (select) => (select.max_values ?? 1) > 1;

/** @param {APISelectMenuComponent} select @param {Store} store @returns {Item[]} */
function itemsOf(select, store) {
  const names = [...store.things.name.values()];
  switch (select.type) {
    case ComponentType.StringSelect:
      return select.options.map(({ label, value, description, emoji }) => ({
        label: emoji?.name && !emoji.id ? `${emoji.name} ${label}` : label,
        value,
        ...(description ? { description } : {}),
      }));
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect: {
      const wanted = select.type === ComponentType.UserSelect ? 'user' : 'role';
      const fitting = names.filter(({ kind }) => select.type === ComponentType.MentionableSelect || kind === wanted);
      return fitting.map(({ id, name }) => ({ label: name, value: id }));
    }
    default: {
      const types = select.channel_types;
      const guildId = store.channel?.guildId;
      const channels = [...store.things.channel.values()].filter(
        (channel) => channel.guildId === guildId && channel.type !== ChannelType.Direct,
      );
      return channels
        .filter(({ type }) => !types?.length || types.includes(type))
        .map(({ id, name }) => ({ label: `#${name}`, value: id }));
    }
  }
}
