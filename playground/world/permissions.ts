/** Who may do what where, computed as Discord does: roles, then the channel's overwrites, then what follows from them. */
import { OverwriteType, PermissionFlagsBits, type Snowflake } from 'discord-api-types/v10';
import type { Channel, Guild } from './model.ts';

export type PermissionName = keyof typeof PermissionFlagsBits;

const all = Object.values(PermissionFlagsBits).reduce((sum, bit) => sum | bit, 0n);

/** In a direct message with the bot nobody needs leave. */
const inDirectMessage = permissionBits(
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
  'AddReactions',
  'UseExternalEmojis',
  'MentionEveryone',
);

/** Without SendMessages these mean nothing. */
const besideSending = permissionBits('MentionEveryone', 'SendTTSMessages', 'AttachFiles', 'EmbedLinks');

export function permissionBits(...names: readonly PermissionName[]): bigint {
  return names.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n);
}

/** What a member may do in the guild as a whole; 0 for those who are not in it. */
export function guildPermissions(guild: Guild, userId: Snowflake): bigint {
  const member = guild.members.get(userId);
  if (!member) return 0n;
  if (guild.ownerId === userId) return all;
  const roleIds = [guild.id, ...member.roleIds];
  const sum = roleIds.reduce((bits, id) => bits | BigInt(guild.roles.get(id)?.permissions ?? 0), 0n);
  return sum & PermissionFlagsBits.Administrator ? all : sum;
}

/**
 * What a member may do in a channel. A thread is asked with its parent's overwrites.
 *
 * @param guild - null for a direct message.
 * @param parent - the channel of a thread.
 */
export function channelPermissions(
  guild: Guild | null,
  channel: Channel,
  parent: Channel | null,
  userId: Snowflake,
): bigint {
  if (!guild) return inDirectMessage;
  const base = guildPermissions(guild, userId);
  const member = guild.members.get(userId);
  if (!member || base & PermissionFlagsBits.Administrator) return base;

  const { overwrites } = parent ?? channel;
  const roles = overwrites.filter(({ type, id }) => type === OverwriteType.Role && member.roleIds.includes(id));
  const steps = [
    overwrites.filter(({ id }) => id === guild.id),
    roles,
    overwrites.filter(({ type, id }) => type === OverwriteType.Member && id === userId),
  ];
  const bits = steps.reduce((sum, step) => {
    const denied = step.reduce((those, { deny }) => those | BigInt(deny), 0n);
    const allowed = step.reduce((those, { allow }) => those | BigInt(allow), 0n);
    return (sum & ~denied) | allowed;
  }, base);

  if (!(bits & PermissionFlagsBits.ViewChannel)) return 0n;
  const maySend = channel.thread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  return bits & maySend ? bits : bits & ~besideSending;
}
