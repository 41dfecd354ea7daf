/** One option of a command that is being typed: its name, its field, its suggestions and what it will be sent as. */
import { fitting } from './command-text.js';
import { ChannelType, OptionType } from './discord.js';
import { h } from './dom.js';
import { upload } from './gestures.js';

/** @import { APIApplicationCommandBasicOption } from 'discord-api-types/v10' */
/** @import { OptionValue, PageChoice } from '../wire.ts' */
/** @import { Item, Listbox } from './listbox.js' */
/** @import { Store } from './store.js' */

/** Discord asks for suggestions at each keystroke; a bot on the same machine is spared the ones in between. */
const TYPING_PAUSE = 120;

/**
 * @typedef {object} PillOwner
 * @property {Store} store
 * @property {Listbox} list
 * @property {(pill: Pill) => Promise<readonly PageChoice[] | null>} complete
 * @property {(pill: Pill) => void} chosen
 * @property {(pill: Pill) => void} focused
 */

export class Pill {
  option;
  node;
  input;
  #owner;
  /** @type {Item | null} */
  #chosen = null;
  /** @type {File | null} */
  #file = null;
  #asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;

  /**
   * @param {APIApplicationCommandBasicOption} option
   * @param {PillOwner} owner
   */
  constructor(option, owner) {
    this.option = option;
    this.#owner = owner;
    const isFile = option.type === OptionType.Attachment;
    const id = `option-${option.name}`;
    this.input = h('input', {
      id,
      type: isFile ? 'file' : 'text',
      autocomplete: 'off',
      spellcheck: 'false',
      inputmode: option.type === OptionType.Integer ? 'numeric' : option.type === OptionType.Number ? 'decimal' : null,
      maxlength: 'max_length' in option ? option.max_length : 6000,
      'aria-describedby': 'composer-hint',
      'aria-required': option.required ? 'true' : null,
      ...(isFile ? {} : { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false' }),
    });
    this.node = h(
      'span',
      { class: 'pill', 'data-list-anchor': true },
      h('label', { for: id }, option.name),
      this.input,
    );
    this.input.addEventListener('focus', () => {
      owner.focused(this);
      if (!isFile) this.#suggest();
    });
    this.input.addEventListener('blur', () => {
      clearTimeout(this.#pause);
      this.#asked += 1;
      owner.list.close();
    });
    this.input.addEventListener('input', () => {
      this.#chosen = null;
      this.setError(false);
      if (!isFile) this.#suggest();
    });
    this.input.addEventListener('change', () => {
      if (isFile) this.setFile(this.input.files?.[0] ?? null);
    });
  }

  get text() {
    return this.input.type === 'file' ? '' : this.input.value;
  }

  /** @param {string} text a choice's name counts as that choice */
  setText(text) {
    this.#chosen = null;
    if (this.input.type !== 'file') this.input.value = text;
  }

  /** @param {File | null} file */
  setFile(file) {
    this.#file = file;
    if (file && this.input.files?.[0] !== file) {
      const files = new DataTransfer();
      files.items.add(file);
      this.input.files = files.files;
    }
    this.setError(false);
    if (file) this.#owner.chosen(this);
  }

  /** @param {boolean} wrong */
  setError(wrong) {
    this.node.classList.toggle('wrong', wrong);
    if (wrong) this.input.setAttribute('aria-invalid', 'true');
    else this.input.removeAttribute('aria-invalid');
  }

  /** Null where nothing is given; an Error says why what is given cannot be sent. @returns {Promise<OptionValue | null | Error>} */
  async value() {
    const { type } = this.option;
    if (type === OptionType.Attachment) return this.#file ? upload(this.#file) : null;
    return this.valueNow();
  }

  /** @returns {string | number | boolean | null | Error} */
  valueNow() {
    const text = this.text.trim();
    const { type } = this.option;
    if (!text || type === OptionType.Attachment) return null;
    if (this.#chosen) return this.#chosen.value;
    const closed = this.#closedItems();
    if (closed) {
      const item = closed.find(({ label, value }) =>
        [label, String(value)].some((name) => name.toLowerCase() === text.toLowerCase()),
      );
      return item ? item.value : new Error(`Choose one of the values listed for ${this.option.name}.`);
    }
    if (type !== OptionType.Integer && type !== OptionType.Number) return text;
    const number = Number(text.replace(',', '.'));
    const fits = Number.isFinite(number) && (type === OptionType.Number || Number.isInteger(number));
    return fits
      ? number
      : new Error(`${this.option.name} takes a ${type === OptionType.Integer ? 'whole ' : ''}number.`);
  }

  /** The values that are all there are; null where any text will do. @returns {Item[] | null} */
  #closedItems() {
    const { option } = this;
    const { things, channel } = this.#owner.store;
    const names = [...things.name.values()];
    switch (option.type) {
      case OptionType.Boolean:
        return [
          { label: 'True', value: true },
          { label: 'False', value: false },
        ];
      case OptionType.User:
      case OptionType.Role:
      case OptionType.Mentionable: {
        const wanted = option.type === OptionType.User ? 'user' : 'role';
        const those = names.filter(({ kind }) => option.type === OptionType.Mentionable || kind === wanted);
        return those.map(({ id, name }) => ({ label: name, value: id }));
      }
      case OptionType.Channel: {
        const here = [...things.channel.values()].filter(
          ({ guildId, type }) => guildId === channel?.guildId && type !== ChannelType.Direct,
        );
        return here.map(({ id, name }) => ({ label: `#${name}`, value: id }));
      }
      default:
        return 'choices' in option && option.choices?.length
          ? option.choices.map(({ name, value }) => ({ label: name, value }))
          : null;
    }
  }

  #suggest() {
    const closed = this.#closedItems();
    clearTimeout(this.#pause);
    this.#asked += 1;
    if (closed) this.#offer(this.#chosen ? closed : fitting(closed, this.text));
    else if ('autocomplete' in this.option && this.option.autocomplete)
      this.#pause = setTimeout(() => this.#ask(), TYPING_PAUSE);
    else this.#owner.list.close();
  }

  async #ask() {
    this.#asked += 1;
    const asked = this.#asked;
    if (!this.#owner.list.isOpen) this.#offer([], 'Loading options…');
    const choices = await this.#owner.complete(this);
    if (asked !== this.#asked || document.activeElement !== this.input) return;
    if (choices) this.#offer(choices.map(({ name, value }) => ({ label: name, value })));
    else this.#offer([], 'Loading options failed');
  }

  /** @param {Item[]} items @param {string} [note] */
  #offer(items, note = 'No options match your search') {
    this.#owner.list.open(this.input, {
      label: `Values for ${this.option.name}`,
      items: items.slice(0, 25),
      note,
      active: this.text && !this.#chosen ? 0 : -1,
      choose: (item) => {
        this.input.value = item.label;
        this.#chosen = item;
        this.setError(false);
        this.#owner.list.close();
        this.#owner.chosen(this);
      },
    });
  }
}
