/** Where one writes: plain messages, or a slash that lists the commands and turns into a command form. */
import { CommandForm } from './command-form.js';
import { leavesOf, readCommand, suggestLeaves } from './command-text.js';
import { ApplicationCommandType } from './discord.js';
import { h, icon } from './dom.js';
import { upload } from './gestures.js';
import { Listbox } from './listbox.js';
import { placeWords } from './place.js';

/** @import { GestureHands } from './gestures.js' */
/** @import { Leaf } from './command-text.js' */
/** @import { Store } from './store.js' */

export class Composer {
  #store;
  #gestures;
  #root;
  #list = new Listbox();
  /** @type {CommandForm | null} */
  #form = null;
  /** @type {File[]} */
  #files = [];
  #hint = h('p', { id: 'composer-hint', class: 'composer-hint', hidden: true });
  #note = h('p', { id: 'composer-note', class: 'composer-note', hidden: true });
  #tray = h('div', { class: 'tray', hidden: true });
  #text = h('textarea', {
    id: 'composer-text',
    rows: 1,
    maxlength: 2000,
    autocomplete: 'off',
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-describedby': 'composer-note composer-hint',
    'aria-label': 'Message',
  });
  #file = h('input', { type: 'file', multiple: true, hidden: true, 'aria-label': 'Files to send', tabindex: -1 });
  #slot = h('div', { class: 'composer-slot' }, this.#text);

  /**
   * @param {HTMLElement} root
   * @param {Store} store
   * @param {GestureHands} gestures
   */
  constructor(root, store, gestures) {
    this.#store = store;
    this.#gestures = gestures;
    this.#root = root;
    const attach = h('button', { class: 'icon-button', type: 'button', 'aria-label': 'Attach files' }, icon('attach'));
    const send = h('button', { class: 'icon-button', type: 'button', 'aria-label': 'Send' }, icon('send'));
    root.append(
      this.#note,
      this.#hint,
      this.#tray,
      h('div', { class: 'composer-bar', 'data-list-anchor': true }, attach, this.#slot, send),
      this.#file,
    );
    attach.addEventListener('click', () => this.#file.click());
    send.addEventListener('click', () => this.#submit());
    this.#file.addEventListener('change', () => {
      this.#take([...(this.#file.files ?? [])]);
      this.#file.value = '';
    });
    this.#text.addEventListener('input', () => this.#suggest());
    this.#text.addEventListener('focus', () => this.#suggest());
    this.#text.addEventListener('blur', () => this.#list.close());
    this.#text.addEventListener('keydown', (event) => this.#handleKey(event));
    root.addEventListener('dragover', (event) => event.preventDefault());
    root.addEventListener('drop', (event) => {
      event.preventDefault();
      this.#take([...(event.dataTransfer?.files ?? [])]);
    });
    root.addEventListener('paste', (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) event.preventDefault();
      this.#take(files);
    });
    store.addEventListener('place', () => this.#reset());
    store.onChange((changed) => {
      if (changed.channel.has(store.channelId)) this.#showPlace();
    });
  }

  focus() {
    if (this.#form) this.#form.focus();
    else this.#text.focus();
  }

  /** Puts a command in as if it had been typed. @param {string} text */
  fill(text) {
    this.#closeForm(text);
    const read = readCommand(this.#leaves(), text);
    if (read) this.#openForm(read.leaf, read.values);
    else this.#suggest();
  }

  #leaves() {
    return leavesOf(this.#store.commandsHere(ApplicationCommandType.ChatInput));
  }

  #reset() {
    this.#form?.node.remove();
    this.#form = null;
    this.#files = [];
    this.#text.value = '';
    this.#text.hidden = false;
    this.#list.close();
    this.#showTray();
    this.#say('');
    this.#showPlace();
  }

  #showPlace() {
    const { words, note } = placeWords(this.#store.channel);
    this.#text.readOnly = this.#store.channel?.maySend === false && this.#leaves().length === 0;
    this.#text.placeholder = words;
    this.#text.setAttribute('aria-label', words);
    this.#note.textContent = note;
    this.#note.hidden = !note;
  }

  #suggest() {
    const text = this.#text.value;
    this.#say('');
    if (!text.startsWith('/') || text.includes('\n')) {
      this.#list.close();
      return;
    }
    const leaves = this.#leaves();
    const read = text.endsWith(' ') || text.includes(':') ? readCommand(leaves, text.trimEnd()) : null;
    // A shorter command's name may begin a longer one's: wait until no other fits.
    if (read && suggestLeaves(leaves, text.slice(1)).every(({ path }) => path === read.leaf.path)) {
      this.#openForm(read.leaf, read.values);
      return;
    }
    this.#list.open(this.#text, {
      label: 'Commands',
      items: suggestLeaves(leaves, text.slice(1)).map(({ path, description }) => ({
        label: `/${path}`,
        value: path,
        description,
      })),
      note: leaves.length > 0 ? 'No command has that name' : 'There are no commands here (yet)',
      active: 0,
      choose: (item) => {
        const leaf = leaves.find(({ path }) => path === item.value);
        if (leaf) this.#openForm(leaf, new Map());
      },
    });
  }

  /** @param {Leaf} leaf @param {ReadonlyMap<string, string>} values */
  #openForm(leaf, values) {
    this.#list.close();
    this.#text.value = '';
    this.#text.hidden = true;
    const form = new CommandForm(leaf, values, {
      store: this.#store,
      gestures: this.#gestures,
      list: this.#list,
      hint: (words, isError) => this.#say(words, isError),
      close: (text) => this.#closeForm(text),
    });
    this.#form = form;
    this.#slot.append(form.node);
    for (const file of this.#files) if (form.takeFile(file)) this.#files = this.#files.filter((each) => each !== file);
    this.#showTray();
    form.focus();
    return form;
  }

  /** @param {string} text */
  #closeForm(text) {
    this.#list.close();
    this.#form?.node.remove();
    this.#form = null;
    this.#text.hidden = false;
    this.#text.value = text;
    this.#say('');
    this.#text.focus();
    if (text) this.#suggest();
  }

  /** @param {KeyboardEvent} event */
  #handleKey(event) {
    if (event.isComposing || this.#list.handleKey(event)) return;
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    this.#submit();
  }

  async #submit() {
    if (this.#form) {
      await this.#form.submit();
      return;
    }
    const content = this.#text.value.trim();
    if (content.startsWith('/') && this.#leaves().length > 0) {
      const read = readCommand(this.#leaves(), content);
      if (read) {
        await this.#openForm(read.leaf, read.values).submit();
        return;
      }
      this.#say(
        'There is no such command. Choose one from the list, or begin with something other than a slash.',
        true,
      );
      return;
    }
    if (!content && this.#files.length === 0) return;
    const refusal = await this.#gestures.send(content, await Promise.all(this.#files.map(upload)));
    if (refusal) {
      this.#say(refusal, true);
      return;
    }
    this.#text.value = '';
    this.#files = [];
    this.#showTray();
  }

  /** @param {File[]} files */
  #take(files) {
    for (const file of files) if (!this.#form?.takeFile(file)) this.#files.push(file);
    this.#showTray();
  }

  #showTray() {
    this.#tray.hidden = this.#files.length === 0;
    this.#tray.replaceChildren(
      ...this.#files.map((file) => {
        const remove = h(
          'button',
          { class: 'icon-button', type: 'button', 'aria-label': `Remove ${file.name}` },
          icon('close'),
        );
        remove.addEventListener('click', () => {
          this.#files = this.#files.filter((each) => each !== file);
          this.#showTray();
          this.focus();
        });
        return h('span', { class: 'file' }, icon('file'), file.name, remove);
      }),
    );
  }

  /** @param {string} words @param {boolean} [isError] */
  #say(words, isError = false) {
    this.#hint.textContent = words;
    this.#hint.hidden = !words;
    this.#hint.classList.toggle('error', isError);
    if (isError) this.#hint.setAttribute('role', 'alert');
    else this.#hint.removeAttribute('role');
    this.#root.classList.toggle('wrong', isError);
  }
}
