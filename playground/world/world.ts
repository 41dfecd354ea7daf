/** Everything that the double knows, how it is found by name, and the one event that tells of every change. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import {
  type APIApplicationCommand,
  ChannelType,
  Locale,
  PermissionFlagsBits,
  type Snowflake,
} from 'discord-api-types/v10';
import { type Clock, systemClock } from './clock.ts';
import { GroupedMap } from './grouped-map.ts';
import { type LoginOptions, Logins } from './logins.ts';
import { MarkedMessages } from './marked-messages.ts';
import type { Change, Channel, Guild, Interaction, Message, RequestRecord, StoredFile, User } from './model.ts';
import { channelPermissions } from './permissions.ts';
import { Snowflakes } from './snowflakes.ts';

export interface WorldOptions extends LoginOptions {
  readonly clock?: Clock;
}

/** Requests are kept for tests and for the curious, not for ever. */
const requestsKept = 10_000;

export class World extends EventEmitter<{ change: [Change] }> {
  readonly clock: Clock;
  readonly ids: Snowflakes;
  /** The token that the bot has to show: another one each time, for no web page must be able to guess it. */
  token = newToken();
  readonly logins: Logins;
  readonly bot: User;
  readonly users = new Map<Snowflake, User>();
  readonly guilds = new Map<Snowflake, Guild>();
  readonly channels = new GroupedMap<Snowflake, Channel, Snowflake | null>(({ guildId }) => guildId);
  readonly messages = new GroupedMap<Snowflake, Message, Snowflake>(({ channelId }) => channelId);
  readonly marked = new MarkedMessages();
  readonly interactions = new Map<Snowflake, Interaction>();
  readonly interactionsByToken = new Map<string, Interaction>();
  readonly commands = new Map<Snowflake, APIApplicationCommand>();
  /** When commands were created, by guild or `global`, in ms: a place takes so many a day. */
  readonly commandCreates = new Map<string, readonly number[]>();
  /** Who has installed the application for themselves, to use it in guilds without it and in direct messages. */
  readonly userInstalls = new Set<Snowflake>();
  /** Who takes no direct messages of the bot's by itself; its answers to what they ask there still arrive. */
  readonly closedToMessages = new Set<Snowflake>();
  /** With these Discord signs what it sends to an endpoint. */
  readonly keys = generateKeyPairSync('ed25519');
  /** Whether interactions go to an endpoint over HTTP, and not to the gateway. */
  hasEndpoint = false;
  /** By attachment id. */
  readonly files = new Map<Snowflake, StoredFile>();
  readonly requests: RequestRecord[] = [];
  /** Who waits for an interaction. Of many gestures at the same time, each looks only when its own has changed. */
  readonly #watched = new Map<Interaction, Set<() => void>>();
  /** Where the double listens: `http://127.0.0.1:PORT`. */
  url = '';

  constructor({ clock = systemClock, ...logins }: WorldOptions = {}) {
    super();
    // As many listeners as there are gestures under way: no leak.
    this.setMaxListeners(0);
    this.clock = clock;
    this.ids = new Snowflakes(clock);
    this.logins = new Logins(clock, logins);
    // A new application each time: what was registered with the last one went with it.
    this.bot = this.addUser('ficus', { displayName: 'Ficus', bot: true });
  }

  /** The bot's application has the id of its user, as in every application of today. */
  get applicationId(): Snowflake {
    return this.bot.id;
  }

  /** The public key that an application shows: 32 bytes in hexadecimal. */
  get verifyKey(): string {
    return this.keys.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex');
  }

  /** The requests that the double refused, and would have without any fault. */
  get refusals(): readonly RequestRecord[] {
    return this.requests.filter(({ status, fault }) => status >= 400 && fault === null);
  }

  /** As in the developer portal: the old one is worth nothing from now on. */
  resetToken(): void {
    this.token = newToken();
  }

  record(request: RequestRecord): void {
    if (this.requests.length >= requestsKept) this.requests.splice(0, requestsKept / 2);
    this.requests.push(request);
    this.changed({ kind: 'requested', request });
  }

  changed(change: Change): void {
    this.emit('change', change);
    if (change.kind === 'interaction-changed') for (const look of this.#watched.get(change.interaction) ?? []) look();
  }

  now(): string {
    return new Date(this.clock.now()).toISOString();
  }

  addUser(
    username: string,
    { displayName, bot = false, locale = Locale.EnglishUS }: Partial<Omit<User, 'id' | 'username'>> = {},
  ): User {
    const name = displayName ?? username.charAt(0).toUpperCase() + username.slice(1);
    const user: User = { id: this.ids.next(), username, displayName: name, bot, locale };
    this.users.set(user.id, user);
    return user;
  }

  /** @throws Error where nobody has that id or username. */
  user(name: string): User {
    const user = this.users.get(name) ?? [...this.users.values()].find(({ username }) => username === name);
    return (
      user ??
      unknown(
        'member',
        name,
        [...this.users.values()].map(({ username }) => username),
      )
    );
  }

  /** Finds a guild by its id, its name, or its name as one writes it in an address: `reading-room`. */
  guild(name: string | Guild): Guild {
    if (typeof name !== 'string') return name;
    const guilds = [...this.guilds.values()];
    const guild = this.guilds.get(name) ?? guilds.find((each) => each.name === name || slug(each.name) === name);
    return (
      guild ??
      unknown(
        'guild',
        name,
        guilds.map((each) => slug(each.name)),
      )
    );
  }

  get firstGuild(): Guild {
    const [guild] = this.guilds.values();
    return guild ?? unknown('guild', 'first', []);
  }

  /** Finds a channel or thread by its id or, within a guild, by its name: `#general`. Of threads of one name, the newest. */
  channel(name: string | Channel, guild: Guild = this.firstGuild): Channel {
    if (typeof name !== 'string') return name;
    const known = this.channels.get(name);
    if (known) return known;
    const own = this.channelsOf(guild);
    const plain = name.replace(/^#/, '');
    const channel = own.findLast((each) => each.name === plain || each.name === name);
    return (
      channel ??
      unknown(
        'channel',
        name,
        own.map((each) => `#${each.name}`),
      )
    );
  }

  /** Channels and threads, oldest first. */
  channelsOf(guild: Guild): Channel[] {
    return this.channels.of(guild.id).filter(({ deleted }) => !deleted);
  }

  threadsOf(channel: Channel): Channel[] {
    return this.channels.of(channel.guildId).filter(({ parentId, deleted }) => parentId === channel.id && !deleted);
  }

  messagesOf(channel: Channel): Message[] {
    return this.messages.of(channel.id).filter(({ deleted }) => !deleted);
  }

  guildOf(place: { readonly guildId: Snowflake | null }): Guild | null {
    return place.guildId === null ? null : (this.guilds.get(place.guildId) ?? null);
  }

  parentOf(channel: Channel): Channel | null {
    return channel.thread && channel.parentId !== null ? (this.channels.get(channel.parentId) ?? null) : null;
  }

  /** A thread is as restricted as its channel. */
  isAgeRestricted(channel: Channel): boolean {
    return (this.parentOf(channel) ?? channel).nsfw;
  }

  permissionsIn(channel: Channel, userId: Snowflake): bigint {
    return channelPermissions(this.guildOf(channel), channel, this.parentOf(channel), userId);
  }

  /** Whether this person sees the channel at all: a private thread takes an invitation or ManageThreads. */
  canSee(channel: Channel, userId: Snowflake): boolean {
    if (channel.type === ChannelType.DM) return userId === this.bot.id || channel.recipientIds.includes(userId);
    const permissions = this.permissionsIn(channel, userId);
    if (!(permissions & PermissionFlagsBits.ViewChannel)) return false;
    if (channel.type !== ChannelType.PrivateThread) return true;
    return Boolean(channel.thread?.members.has(userId) || permissions & PermissionFlagsBits.ManageThreads);
  }

  /** The commands of a place: the application's and, in a guild, the guild's own. */
  commandsIn(guildId: Snowflake | null): APIApplicationCommand[] {
    return [...this.commands.values()].filter(({ guild_id }) => guild_id === undefined || guild_id === guildId);
  }

  /**
   * Waits, event by event, until the question has an answer.
   *
   * @param milliseconds - of real time; a promise that nobody keeps ends with an Error.
   */
  until<T>(find: () => T | null | undefined | false, milliseconds = 60_000): Promise<T> {
    return waitFor(find, milliseconds, (look) => {
      this.on('change', look);
      return () => this.off('change', look);
    });
  }

  /** As `until`, for what only this interaction's changes can answer. */
  untilInteraction<T>(
    interaction: Interaction,
    find: () => T | null | undefined | false,
    milliseconds: number,
  ): Promise<T> {
    return waitFor(find, milliseconds, (look) => {
      const looks = this.#watched.getOrInsertComputed(interaction, () => new Set());
      looks.add(look);
      return () => {
        looks.delete(look);
        if (looks.size === 0) this.#watched.delete(interaction);
      };
    });
  }
}

/** @param listen - calls when it may be time to look again; the answer ends that. */
function waitFor<T>(
  find: () => T | null | undefined | false,
  milliseconds: number,
  listen: (look: () => void) => () => void,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const look = () => {
    try {
      const found = find();
      if (found !== null && found !== undefined && found !== false) resolve(found);
    } catch (error) {
      reject(error);
    }
  };
  const timer = setTimeout(() => {
    reject(new Error(`Waited ${milliseconds} ms in vain until ${find}`));
  }, milliseconds);
  const stop = listen(look);
  look();
  return promise.finally(() => {
    clearTimeout(timer);
    stop();
  });
}

function newToken(): string {
  return `playground.${randomBytes(24).toString('base64url')}`;
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/^the /, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-');
}

function unknown(kind: string, name: string, known: readonly string[]): never {
  throw new Error(`The playground has no ${kind} "${name}"; it has ${known.join(', ') || 'none'}.`);
}
