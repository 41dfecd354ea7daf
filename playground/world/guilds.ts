/** How guilds come about and change: channels, roles, members, overwrites, and the bot's coming and going. */
import { type APIRole, ChannelType, Locale, OverwriteType, type Snowflake } from 'discord-api-types/v10';
import type { Channel, Guild, User } from './model.ts';
import { type PermissionName, permissionBits } from './permissions.ts';
import type { World } from './world.ts';

/** Discord's own number for large communities. */
const activeThreadCap = 1_000;

/** What everyone may do in a new guild. */
const everyonePermissions: readonly PermissionName[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'CreatePrivateThreads',
  'EmbedLinks',
  'AttachFiles',
  'AddReactions',
  'ReadMessageHistory',
  'UseApplicationCommands',
  'Connect',
  'Speak',
];

/** What an invitation of the bot asks for: enough to show stories and to open threads, and no more. */
const invitedPermissions: readonly PermissionName[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'CreatePrivateThreads',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
];

export interface ChannelOptions {
  readonly type?: ChannelType;
  readonly topic?: string;
  readonly nsfw?: boolean;
}

export interface OverwriteOptions {
  readonly allow?: readonly PermissionName[];
  readonly deny?: readonly PermissionName[];
}

/** A guild with its @everyone role and its owner, but without the bot: `addMember(world, guild, world.bot)` brings it in. */
export function addGuild(world: World, name: string, owner: User): Guild {
  const id = world.ids.next();
  const everyone = newRole(id, '@everyone', everyonePermissions, 0);
  const guild: Guild = {
    id,
    name,
    ownerId: owner.id,
    locale: Locale.EnglishUS,
    systemChannelId: null,
    unavailable: false,
    takesCommands: true,
    roles: new Map([[id, everyone]]),
    members: new Map(),
    activeThreadCap,
    commandOverrides: new Map(),
  };
  world.guilds.set(id, guild);
  addMember(world, guild, owner);
  return guild;
}

export function addRole(
  world: World,
  guild: Guild,
  name: string,
  permissions: readonly PermissionName[] = [],
  managedBy?: User,
): APIRole {
  const role = newRole(world.ids.next(), name, permissions, guild.roles.size);
  if (managedBy) Object.assign(role, { managed: true, tags: { bot_id: managedBy.id } });
  guild.roles.set(role.id, role);
  world.changed({ kind: 'role-created', guild, role });
  return role;
}

export function setRolePermissions(world: World, guild: Guild, role: APIRole, permissions: readonly PermissionName[]) {
  role.permissions = String(permissionBits(...permissions));
  world.changed({ kind: 'role-updated', guild, role });
}

/** Deletes a role: its members and the channels' overwrites lose it with that. */
export function deleteRole(world: World, guild: Guild, role: APIRole): void {
  guild.roles.delete(role.id);
  for (const member of guild.members.values()) member.roleIds = member.roleIds.filter((id) => id !== role.id);
  for (const channel of world.channelsOf(guild)) {
    channel.overwrites = channel.overwrites.filter(({ id }) => id !== role.id);
  }
  world.changed({ kind: 'role-deleted', guild, role });
}

/** Lets someone in, or gives more roles to someone who is in already. */
export function addMember(world: World, guild: Guild, user: User, ...roles: readonly APIRole[]): void {
  const before = guild.members.get(user.id);
  const roleIds = [...new Set([...(before?.roleIds ?? []), ...roles.map(({ id }) => id)])];
  if (before) before.roleIds = roleIds;
  else
    guild.members.set(user.id, {
      userId: user.id,
      nick: null,
      roleIds,
      joinedAt: new Date(world.ids.moment).toISOString(),
    });
  if (user === world.bot && !before) world.changed({ kind: 'guild-joined', guild });
  else world.changed({ kind: 'member-changed', guild, userId: user.id });
}

export interface InvitationOptions {
  /** What its role may do; what a fic bot's invitation asks for by default. */
  readonly permissions?: readonly PermissionName[];
  /** The scope `applications.commands`: without it the guild takes no commands of its own. */
  readonly commands?: boolean;
}

/** As an administrator who follows the bot's invitation: the bot comes in with a role of its own. */
export function addBot(
  world: World,
  guild: Guild,
  { permissions = invitedPermissions, commands = true }: InvitationOptions = {},
): void {
  guild.takesCommands = commands;
  addMember(world, guild, world.bot, addRole(world, guild, world.bot.displayName, permissions, world.bot));
}

/** Throws the bot out of a guild, and its role and its commands with it; what else was in it stays, out of the bot's reach. */
export function removeBot(world: World, guild: Guild): void {
  guild.members.delete(world.bot.id);
  for (const { id, tags } of guild.roles.values()) if (tags?.bot_id === world.bot.id) guild.roles.delete(id);
  for (const { id, guild_id } of world.commands.values()) if (guild_id === guild.id) world.commands.delete(id);
  world.changed({ kind: 'guild-left', guild });
}

/** Where Discord itself posts its notices; null for nowhere. */
export function setSystemChannel(world: World, guild: Guild, channel: Channel | null): void {
  guild.systemChannelId = channel?.id ?? null;
  world.changed({ kind: 'guild-updated', guild });
}

/** The language that its owner chose for it. */
export function setLocale(world: World, guild: Guild, locale: Locale): void {
  guild.locale = locale;
  world.changed({ kind: 'guild-updated', guild });
}

/** An outage of one guild, as Discord has them: the bot is told that it is unavailable, and hears nothing of it until it ends. */
export function setUnavailable(world: World, guild: Guild, unavailable: boolean): void {
  guild.unavailable = unavailable;
  world.changed({ kind: unavailable ? 'guild-unavailable' : 'guild-available', guild });
}

export function addChannel(world: World, guild: Guild, name: string, options: ChannelOptions = {}): Channel {
  const { type = ChannelType.GuildText, topic = null, nsfw = false } = options;
  const channel: Channel = {
    id: world.ids.next(),
    type,
    guildId: guild.id,
    name,
    position: world.channelsOf(guild).filter(({ thread }) => !thread).length,
    topic,
    nsfw,
    overwrites: [],
    parentId: null,
    thread: null,
    recipientIds: [],
    deleted: false,
  };
  world.channels.set(channel.id, channel);
  world.changed({ kind: 'channel-created', channel });
  return channel;
}

/** The conversation of one person with the bot; it is the same one each time. */
export function directMessage(world: World, user: User): Channel {
  const open = world.channels
    .of(null)
    .find(({ type, recipientIds }) => type === ChannelType.DM && recipientIds.includes(user.id));
  if (open) return open;
  const channel: Channel = {
    id: world.ids.next(),
    type: ChannelType.DM,
    guildId: null,
    name: user.username,
    position: 0,
    topic: null,
    nsfw: false,
    overwrites: [],
    parentId: null,
    thread: null,
    recipientIds: [user.id],
    deleted: false,
  };
  world.channels.set(channel.id, channel);
  world.changed({ kind: 'channel-created', channel });
  return channel;
}

/** Sets what a role or a member may and may not do in one channel, in place of what was set before. */
export function setOverwrite(
  world: World,
  channel: Channel,
  whom: APIRole | User,
  { allow = [], deny = [] }: OverwriteOptions,
): void {
  const type = 'username' in whom ? OverwriteType.Member : OverwriteType.Role;
  channel.overwrites = [
    ...channel.overwrites.filter(({ id }) => id !== whom.id),
    { id: whom.id, type, allow: String(permissionBits(...allow)), deny: String(permissionBits(...deny)) },
  ];
  world.changed({ kind: 'channel-updated', channel });
}

/** As a server's administrator does under Integrations: says who may use a command, whatever the bot's own default is. */
export function permitCommand(guild: Guild, command: string, whom: APIRole | User, allowed = true): void {
  const overrides = guild.commandOverrides.get(command) ?? new Map<Snowflake, boolean>();
  guild.commandOverrides.set(command, overrides.set(whom.id, allowed));
}

export function updateChannel(
  world: World,
  channel: Channel,
  change: Partial<Pick<Channel, 'name' | 'topic' | 'nsfw'>>,
): void {
  Object.assign(channel, change);
  world.changed({ kind: 'channel-updated', channel });
}

/** Deletes a channel or thread; the threads of a channel go with it. */
export function deleteChannel(world: World, channel: Channel): void {
  for (const thread of world.threadsOf(channel)) deleteChannel(world, thread);
  channel.deleted = true;
  for (const message of world.messages.of(channel.id)) message.deleted = true;
  world.changed({ kind: 'channel-deleted', channel });
}

function newRole(id: Snowflake, name: string, permissions: readonly PermissionName[], position: number): APIRole {
  const noFlags: number = 0;
  return {
    id,
    name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    position,
    permissions: String(permissionBits(...permissions)),
    managed: false,
    mentionable: false,
    flags: noFlags,
  };
}
