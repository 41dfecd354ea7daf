/** Which of the world's changes the gateway tells, and in which words: those of the GUILDS intent, and interactions. */
import { GatewayDispatchEvents, type Snowflake } from 'discord-api-types/v10';
import type { Change, Channel, Guild } from '../world/model.ts';
import { isThread } from '../world/threads.ts';
import { wireChannel, wireGuild, wireGuildCreate, wireMember, wireThreadMember } from '../world/wire.ts';
import type { World } from '../world/world.ts';
import type { GatewayEvent } from './gateway-event.ts';

export interface AddressedEvent extends GatewayEvent {
  /** Which guild it is about decides which shard hears of it. */
  readonly guildId: Snowflake | null;
  readonly needsGuilds: boolean;
}

/** Of a guild with an outage nothing is heard but that it has one, and that the bot is no longer in it. */
export function eventOf(world: World, change: Change): AddressedEvent | null {
  const event = eventOfGuild(world, change);
  const guild = event && world.guildOf(event);
  const isHeard = change.kind === 'guild-unavailable' || change.kind === 'guild-left';
  return guild?.unavailable && !isHeard ? null : event;
}

function eventOfGuild(world: World, change: Change): AddressedEvent | null {
  switch (change.kind) {
    case 'guild-joined':
      return about(change.guild.id, GatewayDispatchEvents.GuildCreate, wireGuildCreate(world, change.guild));
    case 'guild-available':
      return botIsInGuild(world, change.guild)
        ? about(change.guild.id, GatewayDispatchEvents.GuildCreate, wireGuildCreate(world, change.guild))
        : null;
    case 'guild-unavailable':
      return botIsInGuild(world, change.guild)
        ? about(change.guild.id, GatewayDispatchEvents.GuildDelete, { id: change.guild.id, unavailable: true })
        : null;
    case 'guild-updated':
      return botIsInGuild(world, change.guild)
        ? about(change.guild.id, GatewayDispatchEvents.GuildUpdate, wireGuild(change.guild))
        : null;
    case 'guild-left':
      return about(change.guild.id, GatewayDispatchEvents.GuildDelete, { id: change.guild.id });
    case 'role-created':
    case 'role-updated': {
      const { guild, role, kind } = change;
      if (!guild.members.has(world.bot.id)) return null;
      const { GuildRoleCreate, GuildRoleUpdate } = GatewayDispatchEvents;
      return about(guild.id, kind === 'role-created' ? GuildRoleCreate : GuildRoleUpdate, { guild_id: guild.id, role });
    }
    case 'role-deleted': {
      const { guild, role } = change;
      if (!guild.members.has(world.bot.id)) return null;
      return about(guild.id, GatewayDispatchEvents.GuildRoleDelete, { guild_id: guild.id, role_id: role.id });
    }
    case 'member-changed': {
      const { guild, userId } = change;
      const bot = guild.members.get(world.bot.id);
      // Of other members only those hear who ask for them.
      if (!bot || userId !== world.bot.id) return null;
      return about(guild.id, GatewayDispatchEvents.GuildMemberUpdate, {
        ...wireMember(world, bot),
        guild_id: guild.id,
      });
    }
    case 'channel-created':
    case 'channel-updated':
    case 'channel-deleted':
      return channelEvent(world, change.kind, change.channel);
    case 'thread-members': {
      const { channel, added, removed } = change;
      const botIsMeant = added.includes(world.bot.id) || removed.includes(world.bot.id);
      if (!isThread(channel) || !botIsMeant || !botIsIn(world, channel)) return null;
      return about(channel.guildId, GatewayDispatchEvents.ThreadMembersUpdate, {
        id: channel.id,
        guild_id: channel.guildId,
        member_count: channel.thread.members.size,
        added_members: added.map((id) => wireThreadMember(channel, id)),
        removed_member_ids: removed,
      });
    }
    case 'interaction-created': {
      const { guildId, payload, userInstalledOnly } = change.interaction;
      if (world.hasEndpoint) return null;
      const guild = world.guildOf(change.interaction);
      if (guild && !guild.members.has(world.bot.id) && !userInstalledOnly) return null;
      return { t: GatewayDispatchEvents.InteractionCreate, d: payload, guildId, needsGuilds: false };
    }
    default:
      return null;
  }
}

const channelEvents = {
  'channel-created': [GatewayDispatchEvents.ChannelCreate, GatewayDispatchEvents.ThreadCreate],
  'channel-updated': [GatewayDispatchEvents.ChannelUpdate, GatewayDispatchEvents.ThreadUpdate],
  'channel-deleted': [GatewayDispatchEvents.ChannelDelete, GatewayDispatchEvents.ThreadDelete],
} as const;

function channelEvent(world: World, kind: keyof typeof channelEvents, channel: Channel): AddressedEvent | null {
  const { guildId, id, parentId, type } = channel;
  if (guildId === null || !botIsIn(world, channel)) return null;
  const [ofChannel, ofThread] = channelEvents[kind];
  if (!isThread(channel)) return about(guildId, ofChannel, wireChannel(world, channel));
  if (!world.canSee(channel, world.bot.id)) return null;
  if (kind === 'channel-deleted') return about(guildId, ofThread, { id, guild_id: guildId, parent_id: parentId, type });
  const news = kind === 'channel-created' && { newly_created: true };
  return about(guildId, ofThread, { ...wireChannel(world, channel), ...news });
}

function botIsInGuild(world: World, guild: Guild): boolean {
  return guild.members.has(world.bot.id);
}

function botIsIn(world: World, channel: Channel): boolean {
  return world.guildOf(channel)?.members.has(world.bot.id) ?? false;
}

function about(guildId: Snowflake | null, t: GatewayEvent['t'], d: unknown): AddressedEvent {
  return { t, d, guildId, needsGuilds: true };
}
