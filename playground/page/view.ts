/** What one member sees of the world, and what of it is new since they last looked. */
import { ChannelType, InteractionType, MessageType } from 'discord-api-types/v10';
import type { Playground } from '#playground/playground.ts';
import type { Channel, Guild, Message, User } from '#playground/world/model.ts';
import type { Refusals } from './refusals.ts';
import type { Kind, PageChannel, PageMember, PageMessage, PageName, PageThings, Update } from './wire.ts';

type Things = { readonly [K in Kind]: readonly PageThings[K][] };

/** The people whom one may be, in the order in which they came. */
export function membersOf(playground: Playground): PageMember[] {
  const people = [...playground.users.values()].filter(({ bot }) => !bot);
  return people.map((user) => ({ id: user.username, name: user.displayName, part: partOf(playground, user) }));
}

/** Everything that this member sees; what was refused is nobody's secret. */
export function seenBy(playground: Playground, user: User, refusals: Refusals): Things {
  const guilds = [...playground.guilds.values()].filter((guild) => guild.members.has(user.id));
  const channels = [...playground.channels.values()].filter(
    (channel) => !channel.deleted && playground.canSee(channel, user.id),
  );
  const ids = new Set(channels.map(({ id }) => id));
  const messages = [...playground.messages.values()].filter(
    ({ channelId, deleted, ephemeralTo }) =>
      !deleted && ids.has(channelId) && (ephemeralTo === null || ephemeralTo === user.id),
  );
  const lastSaid = new Map(
    messages
      .filter(({ ephemeralTo }) => ephemeralTo === null)
      .map(({ channelId, createdAt }) => [channelId, createdAt]),
  );
  return {
    guild: guilds.map(({ id, name }) => ({ id, name })),
    channel: channels.map((channel) => pageChannel(playground, channel, user, lastSaid.get(channel.id))),
    message: messages.map((message) => pageMessage(playground, message)),
    name: [...[...playground.users.values()].map((each) => userName(playground, each)), ...guilds.flatMap(roleNames)],
    refusal: refusals.all,
    command: [...playground.commands.values()].map(({ id, type, name, description, options = [] }) => ({
      id,
      type,
      name,
      description,
      options,
    })),
  };
}

/** Remembers what was told, so that an update holds what differs and nothing else. */
export class Telling {
  readonly #told: { readonly [K in Kind]: Map<string, string> } = {
    guild: new Map(),
    channel: new Map(),
    message: new Map(),
    name: new Map(),
    command: new Map(),
    refusal: new Map(),
  };

  /** Null where there is nothing new. */
  next(things: Things): Update | null {
    const all = {
      guild: this.#differing('guild', things.guild),
      channel: this.#differing('channel', things.channel),
      message: this.#differing('message', things.message),
      name: this.#differing('name', things.name),
      command: this.#differing('command', things.command),
      refusal: this.#differing('refusal', things.refusal),
    };
    if (Object.values(all).every(({ put, gone }) => put.length === 0 && gone.length === 0)) return null;
    const { guild, channel, message, name, command, refusal } = all;
    return {
      put: {
        guild: guild.put,
        channel: channel.put,
        message: message.put,
        name: name.put,
        command: command.put,
        refusal: refusal.put,
      },
      gone: {
        guild: guild.gone,
        channel: channel.gone,
        message: message.gone,
        name: name.gone,
        command: command.gone,
        refusal: refusal.gone,
      },
    };
  }

  #differing<Thing extends { readonly id: string }>(kind: Kind, things: readonly Thing[]) {
    const told = this.#told[kind];
    const put: Thing[] = [];
    const here = new Set<string>();
    for (const thing of things) {
      const json = JSON.stringify(thing);
      here.add(thing.id);
      if (told.get(thing.id) !== json) put.push(thing);
      told.set(thing.id, json);
    }
    const gone = [...told.keys()].filter((id) => !here.has(id));
    for (const id of gone) told.delete(id);
    return { put, gone };
  }
}

function partOf(playground: Playground, user: User): string {
  const guild = [...playground.guilds.values()].find(({ members }) => members.has(user.id));
  if (!guild) return '';
  if (guild.ownerId === user.id) return 'owner';
  const roleIds = guild.members.get(user.id)?.roleIds ?? [];
  return roleIds.map((id) => guild.roles.get(id)?.name.toLowerCase()).join(', ') || 'newcomer';
}

function pageChannel(playground: Playground, channel: Channel, user: User, lastSaid?: string): PageChannel {
  const seat = playground.member(user.username).in(channel);
  const isDirect = channel.type === ChannelType.DM;
  return {
    id: channel.id,
    type: channel.type,
    guildId: channel.guildId,
    parentId: channel.thread ? channel.parentId : null,
    name: isDirect ? playground.bot.displayName : channel.name,
    topic: channel.topic,
    position: channel.position,
    ageRestricted: playground.isAgeRestricted(channel),
    maySend: seat.maySend(),
    archived: channel.thread?.archived ?? false,
    locked: channel.thread?.locked ?? false,
    openedBy: channel.thread ? (playground.users.get(channel.thread.ownerId)?.displayName ?? null) : null,
    activeAt: channel.thread ? (lastSaid ?? channel.thread.createdAt) : null,
    commandIds: seat.commands().map(({ id }) => id),
  };
}

function pageMessage(playground: Playground, message: Message): PageMessage {
  const author = playground.user(message.authorId);
  return {
    id: message.id,
    channelId: message.channelId,
    author: { id: author.id, name: author.displayName, bot: author.bot },
    createdAt: message.createdAt,
    edited: message.editedAt !== null,
    content: message.content,
    embeds: message.embeds,
    components: message.components,
    attachments: message.attachments,
    flags: message.flags,
    event: eventOf(message),
    used: usedFor(playground, message),
    replyToId: message.type === MessageType.Reply ? message.referenceId : null,
    threadId: message.threadId,
  };
}

function eventOf(message: Message): string | null {
  return message.type === MessageType.ThreadCreated ? `started a thread: ${message.content}` : null;
}

/** The command at the root of it: also behind a modal that the command opened. */
function usedFor(playground: Playground, message: Message): PageMessage['used'] {
  const answered = playground.interactions.get(message.interactionId ?? '');
  const interaction = playground.interactions.get(answered?.openedBy ?? '') ?? answered;
  if (interaction?.type !== InteractionType.ApplicationCommand) return null;
  return { name: playground.user(interaction.userId).displayName, command: interaction.name };
}

function userName(playground: Playground, user: User): PageName {
  const { id, displayName, username, bot } = user;
  const part = bot ? 'app' : partOf(playground, user);
  return { id, kind: 'user', name: displayName, note: [`@${username}`, part].filter(Boolean).join(' · ') };
}

const roleNames = (guild: Guild): PageName[] =>
  [...guild.roles.values()].map(({ id, name }) => ({ id, kind: 'role', name: name.replace(/^@/, ''), note: '' }));
