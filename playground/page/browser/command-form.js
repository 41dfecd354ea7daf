/** A command while it is typed: a pill for each option given, and a field that adds optional ones. */
import { fitting } from './command-text.js';
import { OptionType } from './discord.js';
import { h } from './dom.js';
import { Pill } from './pill.js';

/** @import { APIApplicationCommandBasicOption } from 'discord-api-types/v10' */
/** @import { OptionValue } from '../wire.ts' */
/** @import { Leaf } from './command-text.js' */
/** @import { GestureHands } from './gestures.js' */
/** @import { Listbox } from './listbox.js' */
/** @import { PillOwner } from './pill.js' */
/** @import { Store } from './store.js' */

/**
 * @typedef {object} FormHost
 * @property {Store} store
 * @property {GestureHands} gestures
 * @property {Listbox} list
 * @property {(text: string, isError?: boolean) => void} hint
 * @property {(textInstead: string) => void} close
 */

export class CommandForm {
  node;
  #leaf;
  #host;
  /** @type {Pill[]} */
  #pills = [];
  #more = h('input', {
    class: 'more',
    type: 'text',
    autocomplete: 'off',
    spellcheck: 'false',
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-label': 'Add an option',
    'aria-describedby': 'composer-hint',
    'data-list-anchor': true,
  });
  /** @type {PillOwner} */
  #owner;

  /**
   * @param {Leaf} leaf
   * @param {ReadonlyMap<string, string>} values
   * @param {FormHost} host
   */
  constructor(leaf, values, host) {
    this.#leaf = leaf;
    this.#host = host;
    this.#owner = {
      store: host.store,
      list: host.list,
      complete: (pill) => host.gestures.complete(leaf.path, this.#valuesNow(pill), pill.option.name),
      chosen: (pill) => this.#focusAfter(pill),
      focused: (pill) => host.hint(`${pill.option.name}: ${pill.option.description}`),
    };
    this.node = h(
      'div',
      { class: 'command-form', role: 'group', 'aria-label': `Command ${leaf.path}` },
      h('span', { class: 'command-name' }, `/${leaf.path}`),
      this.#more,
    );
    this.node.addEventListener('keydown', (event) => this.#handleKey(event));
    this.#more.addEventListener('focus', () => {
      host.hint(leaf.description);
      this.#offerMore();
    });
    this.#more.addEventListener('input', () => this.#offerMore());
    this.#more.addEventListener('blur', () => {
      host.list.close();
      this.#more.value = '';
    });
    for (const option of leaf.options.filter((option) => option.required || values.has(option.name))) {
      this.#add(option).setText(values.get(option.name) ?? '');
    }
    this.#showMore();
  }

  /** Puts the cursor where there is something to fill in. */
  focus() {
    const empty = this.#pills.find((pill) => !pill.text);
    const last = this.#pills.at(-1);
    (empty?.input ?? (this.#rest().length > 0 ? this.#more : last?.input) ?? this.#more).focus();
  }

  /** @param {File} file @returns {boolean} whether the command takes it */
  takeFile(file) {
    const isFile = (/** @type {APIApplicationCommandBasicOption} */ option) => option.type === OptionType.Attachment;
    const option = this.#rest().find(isFile);
    const pill = this.#pills.find((each) => isFile(each.option)) ?? (option && this.#add(option));
    pill?.setFile(file);
    return Boolean(pill);
  }

  async submit() {
    /** @type {Record<string, OptionValue>} */
    const options = {};
    for (const pill of this.#pills) {
      const value = await pill.value();
      const missing = value === null && pill.option.required;
      if (missing || value instanceof Error) {
        pill.input.focus();
        pill.setError(true);
        this.#host.list.close();
        this.#host.hint(
          value instanceof Error ? value.message : `${pill.option.name} is required: ${pill.option.description}`,
          true,
        );
        return;
      }
      if (value !== null) options[pill.option.name] = value;
    }
    this.#host.close('');
    await this.#host.gestures.slash(this.#leaf.path, options);
  }

  /** @param {APIApplicationCommandBasicOption} option */
  #add(option) {
    const pill = new Pill(option, this.#owner);
    this.#pills.push(pill);
    this.#more.before(pill.node);
    this.#showMore();
    return pill;
  }

  /** @param {Pill} pill */
  #remove(pill) {
    const before = this.#pills[this.#pills.indexOf(pill) - 1];
    this.#pills = this.#pills.filter((each) => each !== pill);
    this.#showMore();
    (before?.input ?? this.#more).focus();
    pill.node.remove();
  }

  #rest() {
    return this.#leaf.options.filter((option) => !this.#pills.some((pill) => pill.option.name === option.name));
  }

  #showMore() {
    const count = this.#rest().length;
    this.#more.placeholder = count > 0 ? `+${count} optional` : '';
    // A command without options still needs a place for the cursor.
    this.#more.hidden = count === 0 && this.#pills.length > 0;
  }

  #offerMore() {
    const text = this.#more.value;
    const exact = this.#rest().find(({ name }) => text.trim() === `${name}:`);
    if (exact) {
      this.#more.value = '';
      this.#add(exact).input.focus();
      return;
    }
    const items = this.#rest().map(({ name, description }) => ({ label: name, value: name, description }));
    this.#host.list.open(this.#more, {
      label: 'Options',
      items: fitting(items, text),
      active: text ? 0 : -1,
      note: text ? 'This command has no such option' : '',
      choose: (item) => {
        const option = this.#leaf.options.find(({ name }) => name === item.value);
        this.#more.value = '';
        if (option) this.#add(option).input.focus();
      },
    });
  }

  /** @param {Pill} pill */
  #focusAfter(pill) {
    const next = this.#pills.slice(this.#pills.indexOf(pill) + 1).find((each) => !each.text);
    if (next) next.input.focus();
    else if (this.#rest().length > 0) this.#more.focus();
    else pill.input.focus();
  }

  /**
   * What is filled in so far, for a completion; the option that is being typed goes as it stands.
   *
   * @param {Pill} typed
   */
  #valuesNow(typed) {
    /** @type {Record<string, OptionValue>} */
    const options = {};
    for (const pill of this.#pills) {
      const value = pill === typed ? pill.text : pill.valueNow();
      if (value !== null && !(value instanceof Error)) options[pill.option.name] = value;
    }
    return options;
  }

  /** @param {KeyboardEvent} event */
  #handleKey(event) {
    if (event.isComposing || this.#host.list.handleKey(event)) return;
    const pill = this.#pills.find(({ input }) => input === event.target);
    const empty = event.target === this.#more ? !this.#more.value : pill ? pill.text === '' : false;
    if (event.key === 'Enter' && (pill?.input.type !== 'file' || event.ctrlKey)) {
      event.preventDefault();
      if (event.target === this.#more && !empty) return;
      this.submit();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.#host.close('');
    } else if (event.key === 'Backspace' && empty) {
      event.preventDefault();
      this.#backspace(pill);
    }
  }

  /** @param {Pill | undefined} pill the empty one; none in the field that adds options */
  #backspace(pill) {
    const last = this.#pills.at(-1);
    if (pill && !pill.option.required) this.#remove(pill);
    else if (pill && pill !== this.#pills[0]) this.#pills[this.#pills.indexOf(pill) - 1]?.input.focus();
    else if (!pill && last) last.input.focus();
    else this.#host.close(`/${this.#leaf.path}`);
  }
}
