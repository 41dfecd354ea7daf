/** All that the page knows: what the server told of the double, where the person looks, and what they are waiting for. */

/** @import { Kind, PageCommand, PageMember, PageThings, State, Update } from '../wire.ts' */
/** @import { Names } from './markdown-view.js' */

/** @typedef {{ [K in Kind]: Map<string, PageThings[K]> }} Things */
/** @typedef {{ [K in Kind]: ReadonlySet<string> }} Changed the ids of what came, changed or went */
/** @typedef {{ id: number, channelId: string, name: string, command: string, state: 'sending' | 'failed' | 'refused', reason: string }} Sent a command on its way */

/** Snowflakes by age: a longer one is later. @param {{ id: string }} a @param {{ id: string }} b */
export const byAge = (a, b) => a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * Tells of itself through three events: `state` (everything is new), `change` (with `Changed`), `place` (another channel).
 */
export class Store extends EventTarget {
  /** @type {Things} */
  things = noThings();
  /** @type {readonly PageMember[]} */
  members = [];
  /** @type {readonly string[]} */
  examples = [];
  memberId = '';
  channelId = '';
  /** Channels where something came that was not looked at. @type {Set<string>} */
  unread = new Set();
  /** How the last use of a message's component went, by message. @type {Map<string, 'pending' | 'failed'>} */
  uses = new Map();
  /** @type {Sent[]} */
  sent = [];
  #lastSent = 0;
  /** Private replies that this person has put away. @type {Set<string>} */
  #dismissed = new Set(JSON.parse(sessionStorage.getItem('dismissed') ?? '[]'));

  get memberName() {
    return this.members.find((member) => member.id === this.memberId)?.name ?? '';
  }

  get channel() {
    return this.things.channel.get(this.channelId) ?? null;
  }

  /** @param {string} id */
  message(id) {
    return this.#dismissed.has(id) ? null : (this.things.message.get(id) ?? null);
  }

  /** @param {string} channelId oldest first */
  messagesIn(channelId) {
    const messages = [...this.things.message.values()];
    return messages
      .filter((message) => message.channelId === channelId && !this.#dismissed.has(message.id))
      .sort(byAge);
  }

  /** @param {string} channelId oldest first */
  sentIn(channelId) {
    return this.sent.filter((sent) => sent.channelId === channelId);
  }

  /** The commands of a type that are offered in the open channel. @param {PageCommand['type']} type */
  commandsHere(type) {
    const ids = new Set(this.channel?.commandIds ?? []);
    return [...this.things.command.values()].filter((command) => command.type === type && ids.has(command.id));
  }

  /** @param {string} parentId oldest first */
  threadsOf(parentId) {
    return [...this.things.channel.values()].filter((channel) => channel.parentId === parentId).sort(byAge);
  }

  /** @type {Names} */
  names = {
    isPerson: (id) => this.things.name.get(id)?.kind === 'user',
    name: (kind, id) => this.things.name.get(id)?.name ?? `unknown-${kind}`,
    channel: (id) => {
      const channel = this.things.channel.get(id);
      return channel ? { name: channel.name, href: this.addressOf(id) } : null;
    },
  };

  /** @param {string} channelId */
  addressOf(channelId) {
    return `#member=${this.memberId}&channel=${channelId}`;
  }

  /** @param {State} state */
  begin(state) {
    this.things = noThings();
    this.members = state.members;
    this.examples = state.examples;
    this.memberId = state.memberId;
    this.unread.clear();
    this.uses.clear();
    this.sent = [];
    this.#put(state.all);
    this.dispatchEvent(new Event('state'));
  }

  /** @param {Update} update */
  apply(update) {
    const known = this.things.message;
    const fresh = (update.put.message ?? []).filter((message) => !known.has(message.id));
    for (const { channelId } of fresh) if (channelId !== this.channelId) this.unread.add(channelId);
    this.#put(update);
    this.#tell(
      mapKinds((kind) => new Set([...(update.put[kind] ?? []).map(({ id }) => id), ...(update.gone[kind] ?? [])])),
    );
  }

  /** @param {string} channelId */
  open(channelId) {
    this.channelId = channelId;
    this.unread.delete(channelId);
    this.dispatchEvent(new Event('place'));
  }

  /** @param {string} messageId */
  dismiss(messageId) {
    this.#dismissed.add(messageId);
    sessionStorage.setItem('dismissed', JSON.stringify([...this.#dismissed]));
    this.#tellMessage(messageId);
  }

  /** @param {string} messageId @param {'pending' | 'failed' | null} use */
  setUse(messageId, use) {
    if (use) this.uses.set(messageId, use);
    else this.uses.delete(messageId);
    this.#tellMessage(messageId);
  }

  /** @param {string} command as it was typed */
  addSent(command) {
    this.#lastSent += 1;
    const { channelId, memberName: name } = this;
    this.sent = [...this.sent, { id: this.#lastSent, channelId, name, command, state: 'sending', reason: '' }];
    this.#tell(NOTHING);
    return this.#lastSent;
  }

  /** @param {number} id @param {Pick<Sent, 'state' | 'reason'> | null} end null takes it away */
  endSent(id, end) {
    this.sent = this.sent.flatMap((each) => (each.id !== id ? [each] : end ? [{ ...each, ...end }] : []));
    this.#tell(NOTHING);
  }

  /** @param {(changed: Changed) => void} listener */
  onChange(listener) {
    this.addEventListener('change', (event) => {
      if (event instanceof CustomEvent) listener(event.detail);
    });
  }

  /** @param {Update} update */
  #put(update) {
    for (const kind of KINDS) {
      /** @type {Map<string, PageThings[Kind]>} */
      const things = this.things[kind];
      for (const thing of update.put[kind] ?? []) things.set(thing.id, thing);
      for (const id of update.gone[kind] ?? []) things.delete(id);
    }
  }

  /** @param {string} id */
  #tellMessage(id) {
    this.#tell({ ...NOTHING, message: new Set([id]) });
  }

  /** @param {Changed} changed */
  #tell(changed) {
    this.dispatchEvent(new CustomEvent('change', { detail: changed }));
  }
}

/** @type {readonly Kind[]} */
const KINDS = ['guild', 'channel', 'message', 'name', 'command', 'refusal'];

/**
 * @template Value
 * @param {(kind: Kind) => Value} make
 * @returns {Record<Kind, Value>}
 */
function mapKinds(make) {
  return {
    guild: make('guild'),
    channel: make('channel'),
    message: make('message'),
    name: make('name'),
    command: make('command'),
    refusal: make('refusal'),
  };
}

/** @type {Changed} */
const NOTHING = mapKinds(() => new Set());

/** @returns {Things} */
const noThings = () => ({
  guild: new Map(),
  channel: new Map(),
  message: new Map(),
  name: new Map(),
  command: new Map(),
  refusal: new Map(),
});
