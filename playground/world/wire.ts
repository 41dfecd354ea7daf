/** The world in Discord's own words: what REST answers and what the gateway sends. */
import {
  type APIApplication,
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  type APIThreadChannel,
  type APIThreadMember,
  type APIUser,
  ChannelType,
  type GatewayGuildCreateDispatchData,
  type GuildChannelType,
  GuildFeature,
  type Snowflake,
  type ThreadChannelType,
} from 'discord-api-types/v10';
import type { Channel, Guild, Membership, User } from './model.ts';
import { isThread, type ThreadChannel } from './threads.ts';
import type { World } from './world.ts';

/** Discord's flag types have no name for none at all. */
const noFlags: number = 0;

export function wireUser(user: User): APIUser {
  const { id, username, displayName, bot } = user;
  return {
    id,
    username,
    global_name: bot ? null : displayName,
    discriminator: bot ? '0001' : '0',
    avatar: null,
    ...(bot && { bot }),
    flags: noFlags,
    public_flags: noFlags,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
  };
}

/** The bot as it is told of itself. */
export function wireSelf(world: World): APIUser {
  return { ...wireUser(world.bot), mfa_enabled: true, locale: world.bot.locale, verified: true, email: null };
}

export function wireMember(world: World, member: Membership): APIGuildMember {
  return {
    user: wireUser(world.user(member.userId)),
    nick: member.nick,
    avatar: null,
    banner: null,
    roles: [...member.roleIds],
    joined_at: member.joinedAt,
    premium_since: null,
    deaf: false,
    mute: false,
    flags: noFlags,
    pending: false,
    communication_disabled_until: null,
  };
}

export function wireChannel(world: World, channel: Channel): APIChannel {
  if (isThread(channel)) return wireThread(world, channel);
  if (channel.type === ChannelType.DM) {
    const recipients = channel.recipientIds.map((id) => wireUser(world.user(id)));
    return { id: channel.id, type: ChannelType.DM, name: null, recipients, flags: noFlags, last_message_id: null };
  }
  const common = {
    id: channel.id,
    name: channel.name,
    position: channel.position,
    topic: channel.topic,
    nsfw: channel.nsfw,
    permission_overwrites: channel.overwrites,
    parent_id: null,
    last_message_id: null,
    rate_limit_per_user: 0,
    flags: noFlags,
    ...(channel.guildId !== null && { guild_id: channel.guildId }),
  };
  const tags = { available_tags: [], default_reaction_emoji: null, default_sort_order: null };
  switch (channel.type) {
    case ChannelType.GuildForum:
      return { ...common, ...tags, type: channel.type, default_forum_layout: 0 };
    case ChannelType.GuildVoice:
      return { ...common, type: channel.type, bitrate: 64_000, user_limit: 0, rtc_region: null };
    case ChannelType.GuildAnnouncement:
      return { ...common, type: channel.type };
    case ChannelType.GuildText:
      return { ...common, type: channel.type };
    default:
      throw new Error(`The playground has no channels of type ${channel.type}.`);
  }
}

/** @param viewer - the bot by default: whether it is a member of the thread is part of what Discord tells it. */
export function wireThread(world: World, channel: ThreadChannel, viewer: Snowflake = world.bot.id): APIThreadChannel {
  const { thread } = channel;
  const member = wireThreadMember(channel, viewer);
  const count = world.messagesOf(channel).length;
  return {
    id: channel.id,
    type: threadType(channel),
    name: channel.name,
    ...(channel.guildId !== null && { guild_id: channel.guildId }),
    ...(channel.parentId !== null && { parent_id: channel.parentId }),
    owner_id: thread.ownerId,
    last_message_id: null,
    rate_limit_per_user: 0,
    flags: noFlags,
    message_count: count,
    total_message_sent: count,
    member_count: Math.min(thread.members.size, 50),
    thread_metadata: {
      archived: thread.archived,
      archive_timestamp: thread.archivedAt,
      auto_archive_duration: thread.autoArchiveDuration,
      locked: thread.locked,
      create_timestamp: thread.createdAt,
      ...(channel.type === ChannelType.PrivateThread && { invitable: thread.invitable }),
    },
    ...(member && { member }),
  };
}

export function wireThreadMember(channel: ThreadChannel, userId: Snowflake): APIThreadMember | null {
  const joined = channel.thread.members.get(userId);
  return joined === undefined ? null : { id: channel.id, user_id: userId, join_timestamp: joined, flags: noFlags };
}

export function wireGuild(guild: Guild): APIGuild {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: guild.ownerId,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    roles: [...guild.roles.values()],
    emojis: [],
    stickers: [],
    features: [GuildFeature.Community, GuildFeature.News],
    mfa_level: 0,
    application_id: null,
    system_channel_id: guild.systemChannelId,
    system_channel_flags: noFlags,
    rules_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    preferred_locale: guild.locale,
    public_updates_channel_id: null,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    hub_type: null,
    safety_alerts_channel_id: null,
    incidents_data: null,
    approximate_member_count: guild.members.size,
  };
}

/** The guild as it arrives at the gateway: with the channels, with the threads that the bot sees, and with the bot alone as member. */
export function wireGuildCreate(world: World, guild: Guild): GatewayGuildCreateDispatchData {
  const channels = world.channelsOf(guild);
  const bot = guild.members.get(world.bot.id);
  const seen = channels
    .filter(isThread)
    .filter((thread) => !thread.thread.archived && world.canSee(thread, world.bot.id));
  return {
    ...wireGuild(guild),
    joined_at: bot?.joinedAt ?? world.now(),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: bot ? [wireMember(world, bot)] : [],
    channels: channels.filter(({ thread }) => !thread).map((each) => wireGuildChannel(world, each)),
    threads: seen.map((thread) => wireThread(world, thread)),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

export function wireApplication(world: World): APIApplication {
  const [guild] = world.guilds.values();
  const owner = guild && wireUser(world.user(guild.ownerId));
  return {
    id: world.applicationId,
    name: world.bot.displayName,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    bot: wireUser(world.bot),
    ...(owner && { owner }),
    summary: '',
    verify_key: world.verifyKey,
    team: null,
    flags: noFlags,
    flags_new: '0',
    approximate_guild_count: [...world.guilds.values()].filter(({ members }) => members.has(world.bot.id)).length,
  };
}

type GuildChannelOnWire = Extract<APIChannel, { type: Exclude<GuildChannelType, ThreadChannelType> }>;

function wireGuildChannel(world: World, channel: Channel): GuildChannelOnWire {
  const wire = wireChannel(world, channel);
  if (!('position' in wire)) throw new Error(`#${channel.name} is not a channel of a guild.`);
  return wire;
}

function threadType({ type }: Channel): ThreadChannelType {
  const types: readonly ThreadChannelType[] = [
    ChannelType.AnnouncementThread,
    ChannelType.PublicThread,
    ChannelType.PrivateThread,
  ];
  const found = types.find((each) => each === type);
  if (found === undefined) throw new Error(`${type} is not a type of thread.`);
  return found;
}
