/** Opens the menus of messages and modals: one choice is taken at once, several when the list is closed. */
import { ChannelType, ComponentType } from './discord.js';
import { Listbox } from './listbox.js';

/** @import { APISelectMenuComponent } from 'discord-api-types/v10' */
/** @import { Item } from './listbox.js' */
/** @import { Store } from './store.js' */

/** @typedef {{ value: string, label: string }} Picked */
/** @typedef {{ trigger: HTMLElement, select: APISelectMenuComponent, items: Item[], filter: string, chosen: Set<string>, before: string, done: (picked: Picked[]) => void, away: AbortController }} OpenMenu */

export class SelectMenus {
  #store;
  #say;
  #list = new Listbox();
  /** @type {OpenMenu | null} */
  #open = null;

  /**
   * @param {Store} store
   * @param {(words: string) => void} say tells those who do not see it why nothing was chosen
   */
  constructor(store, say) {
    this.#store = store;
    this.#say = say;
  }

  get names() {
    return this.#store.names;
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
      filter: '',
      chosen: new Set(current),
      before: [...current].sort().join(),
      done,
      away,
    };
    trigger.addEventListener('keydown', (event) => this.#handleKey(event), { signal });
    trigger.addEventListener('blur', () => this.#close(), { signal });
    trigger.focus();
    const { top } = trigger.getBoundingClientRect();
    // The browser tells late of scrolling: what was over before the list opened does not close it.
    const closeWhenMoved = () => {
      if (Math.abs(trigger.getBoundingClientRect().top - top) > 1) this.#close();
    };
    addEventListener('scroll', closeWhenMoved, { signal, capture: true });
    const first = this.#open.items.findIndex(({ value }) => this.#open?.chosen.has(String(value)));
    this.#show(this.#open, Math.max(0, first));
  }

  /** @param {OpenMenu} menu @param {number} active */
  #show(menu, active) {
    const wanted = menu.filter.toLowerCase();
    const fitting = menu.items.filter(({ label }) => label.toLowerCase().includes(wanted));
    this.#list.open(menu.trigger, {
      label: menu.trigger.getAttribute('aria-label') ?? 'Options',
      head: [howMany(menu.select), menu.filter && `Only “${menu.filter}”`].filter(Boolean).join(' · '),
      items: fitting.map((item) => ({ ...item, selected: menu.chosen.has(String(item.value)) })),
      note: menu.filter ? `Nothing here is called “${menu.filter}”` : 'There is nothing to choose from',
      active,
      multiple: isMultiple(menu.select),
      choose: (item, index) => this.#choose(menu, String(item.value), index),
    });
  }

  /** @param {OpenMenu} menu @param {string} value @param {number} index */
  #choose(menu, value, index) {
    if (!isMultiple(menu.select)) {
      const takesBack = menu.chosen.has(value) && menu.select.min_values === 0;
      menu.chosen = new Set(takesBack ? [] : [value]);
      this.#close();
      return;
    }
    if (!menu.chosen.delete(value)) {
      if (menu.chosen.size < mostOf(menu.select)) menu.chosen.add(value);
      else this.#say(howMany(menu.select));
    }
    this.#show(menu, index);
  }

  /** @param {KeyboardEvent} event */
  #handleKey(event) {
    const menu = this.#open;
    if (!menu) return;
    const closes = event.key === 'Escape' || event.key === 'Tab';
    if (closes) this.#close();
    else if (event.key === ' ' && menu.filter === '') this.#list.chooseActive();
    else if (this.#list.handleKey(event)) return;
    else if (!this.#type(menu, event)) return;
    if (event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** What one types while the list is open narrows it. @param {OpenMenu} menu @param {KeyboardEvent} event */
  #type(menu, { key, ctrlKey, metaKey, altKey }) {
    if (key === 'Backspace') menu.filter = menu.filter.slice(0, -1);
    else if ([...key].length === 1 && !ctrlKey && !metaKey && !altKey) menu.filter += key;
    // Where nothing fits, Enter must not close the list as if one had chosen.
    else return key === 'Enter';
    this.#show(menu, 0);
    return true;
  }

  #close() {
    const menu = this.#open;
    if (!menu) return;
    this.#open = null;
    menu.away.abort();
    this.#list.close();
    if ([...menu.chosen].sort().join() === menu.before) return;
    if (menu.chosen.size < (menu.select.min_values ?? 1)) {
      this.#say(`Nothing was chosen. ${howMany(menu.select)}`);
      return;
    }
    menu.done(
      menu.items
        .filter(({ value }) => menu.chosen.has(String(value)))
        .map(({ value, label }) => ({ value: String(value), label })),
    );
  }
}

/** @param {APISelectMenuComponent} select */
const mostOf = (select) => select.max_values ?? 1;

/** @param {APISelectMenuComponent} select */
const isMultiple = (select) => mostOf(select) > 1;

/** Empty where it goes without saying. @param {APISelectMenuComponent} select */
function howMany(select) {
  const least = select.min_values ?? 1;
  const most = mostOf(select);
  if (most === 1) return least === 0 ? 'Choose one, or none' : '';
  if (least === most) return `Choose ${most}`;
  return least === 0 ? `Choose up to ${most}` : `Choose ${least} to ${most}`;
}

/** @param {APISelectMenuComponent} select @param {Store} store @returns {Item[]} */
function itemsOf(select, store) {
  const guildId = store.channel?.guildId;
  switch (select.type) {
    case ComponentType.StringSelect:
      return select.options.map(({ label, value, description, emoji }) => ({
        label: emoji?.name ? `${emoji.id ? `:${emoji.name}:` : emoji.name} ${label}` : label,
        value,
        ...(description ? { description } : {}),
      }));
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect: {
      const wanted = select.type === ComponentType.UserSelect ? 'user' : 'role';
      // The role that everybody has carries the server's own id, and is not offered.
      const names = [...store.things.name.values()].filter(({ id }) => !store.things.guild.has(id));
      const fitting = names.filter(({ kind }) => select.type === ComponentType.MentionableSelect || kind === wanted);
      return fitting.map(({ id, name, note }) => ({ label: name, value: id, ...(note ? { description: note } : {}) }));
    }
    default: {
      const types = select.channel_types;
      const channels = [...store.things.channel.values()].filter(
        (channel) => channel.guildId === guildId && channel.type !== ChannelType.Direct && !channel.archived,
      );
      return channels
        .filter(({ type }) => !types?.length || types.includes(type))
        .map(({ id, name }) => ({ label: `#${name}`, value: id }));
    }
  }
}
