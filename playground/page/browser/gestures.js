/** What the person does, sent to the server, and what they see while it is under way. */

/** @import { FieldValue, Gestures, OptionValue, Outcome, PageChoice, PageModal, UploadedFile } from '../wire.ts' */
/** @import { Store } from './store.js' */

/** @typedef {ReturnType<typeof createGestures>} GestureHands */

/**
 * @param {Store} store
 * @param {(modal: PageModal) => void} openModal
 */
export function createGestures(store, openModal) {
  /**
   * @template {keyof Gestures} Name
   * @param {Name} name
   * @param {Gestures[Name]} gesture
   * @returns {Promise<Outcome>}
   */
  async function post(name, gesture) {
    const standing = { member: store.memberId, channel: store.channelId };
    try {
      const response = await fetch(`/page/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...standing, ...gesture }),
      });
      if (response.ok) return await response.json();
      return { status: 'refused', reason: (await response.text()) || `The playground answered ${response.status}.` };
    } catch {
      return { status: 'refused', reason: 'The playground does not answer. Is it still running?' };
    }
  }

  /** @param {Outcome} outcome */
  function showModal(outcome) {
    if (outcome.status === 'modal') openModal(outcome.modal);
  }

  /** @param {number} sent @param {Outcome} outcome */
  function endCommand(sent, outcome) {
    if (outcome.status === 'failed')
      store.endSent(sent, { state: 'failed', reason: 'The application did not respond' });
    else if (outcome.status === 'refused') store.endSent(sent, { state: 'refused', reason: outcome.reason });
    else store.endSent(sent, null);
    showModal(outcome);
  }

  /**
   * @param {'press' | 'select'} name
   * @param {Gestures['select']} gesture
   */
  async function useComponent(name, gesture) {
    if (store.uses.get(gesture.message) === 'pending') return;
    store.setUse(gesture.message, 'pending');
    const outcome = await post(name, gesture);
    store.setUse(gesture.message, outcome.status === 'failed' || outcome.status === 'refused' ? 'failed' : null);
    showModal(outcome);
  }

  return {
    /** @param {string} message @param {string} customId */
    press: (message, customId) => useComponent('press', { message, customId, values: [] }),

    /** @param {string} message @param {string} customId @param {readonly string[]} values */
    select: (message, customId, values) => useComponent('select', { message, customId, values }),

    /** @param {string} command @param {Readonly<Record<string, OptionValue>>} options */
    async slash(command, options) {
      const sent = store.addSent(`/${command}`);
      endCommand(sent, await post('slash', { command, options }));
    },

    /** @param {string} command @param {{ message: string } | { person: string }} target */
    async context(command, target) {
      const sent = store.addSent(command);
      endCommand(sent, await post('context', { command, ...target }));
    },

    /**
     * @param {string} command
     * @param {Readonly<Record<string, OptionValue>>} options
     * @param {string} focused the option that is being typed
     * @returns {Promise<readonly PageChoice[] | null>} null where the bot gave no answer
     */
    async complete(command, options, focused) {
      const outcome = await post('complete', { command, options, focused });
      return outcome.status === 'choices' ? outcome.choices : null;
    },

    /**
     * @param {string} modal
     * @param {Readonly<Record<string, FieldValue>>} values
     * @returns {Promise<string | null>} why it did not go through
     */
    async submit(modal, values) {
      const outcome = await post('submit', { modal, values });
      if (outcome.status === 'refused') return outcome.reason;
      return outcome.status === 'failed' ? 'Something went wrong. Try again.' : null;
    },

    /**
     * @param {string} content
     * @param {readonly UploadedFile[]} files
     * @returns {Promise<string | null>} why it was not sent
     */
    async send(content, files) {
      const outcome = await post('send', { content, files });
      return outcome.status === 'refused' ? outcome.reason : null;
    },
  };
}

/** @param {File} file @returns {Promise<UploadedFile>} */
export function upload(file) {
  const { promise, resolve, reject } = Promise.withResolvers();
  const reader = new FileReader();
  reader.addEventListener('load', () => {
    const base64 = String(reader.result).split(',', 2)[1] ?? '';
    resolve({ name: file.name, contentType: file.type || 'application/octet-stream', base64 });
  });
  reader.addEventListener('error', () => reject(new Error(`${file.name} cannot be read.`)));
  reader.readAsDataURL(file);
  return promise;
}
