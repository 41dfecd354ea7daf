/** The bot's leave to do things, as Discord refuses it: what it cannot see is 50001, what it may not do is 50013. */
import { ChannelType, type Snowflake } from 'discord-api-types/v10';
import type { RuleName } from '../rules/book.ts';
import { refusal } from '../rules/discord-error.ts';
import type { Channel, Guild, Message } from '../world/model.ts';
import { type PermissionName, permissionBits } from '../world/permissions.ts';
import { isThread, type ThreadChannel } from '../world/threads.ts';
import type { World } from '../world/world.ts';

/** @throws DiscordError 10003, 50001 */
export function channelForBot(world: World, id: Snowflake): Channel {
  const channel = world.channels.get(id);
  if (!channel || channel.deleted) throw refusal('unknownChannel');
  if (!world.canSee(channel, world.bot.id)) {
    const isHidden = channel.type === ChannelType.PrivateThread && botMay(world, channel, 'ViewChannel');
    throw refusal('missingAccess', isHidden ? 'thread.private-seen' : 'permission.ViewChannel');
  }
  return channel;
}

/** @throws DiscordError 10003, 50001, 50024 */
export function threadForBot(world: World, id: Snowflake): ThreadChannel {
  const channel = channelForBot(world, id);
  if (!isThread(channel)) throw refusal('wrongChannelType', 'thread.only');
  return channel;
}

/** @throws DiscordError 10004 */
export function guildForBot(world: World, id: Snowflake): Guild {
  const guild = world.guilds.get(id);
  if (!guild?.members.has(world.bot.id)) throw refusal('unknownGuild');
  return guild;
}

export function botMay(world: World, channel: Channel, ...names: readonly PermissionName[]): boolean {
  const wanted = permissionBits(...names);
  return (world.permissionsIn(channel, world.bot.id) & wanted) === wanted;
}

/** @throws DiscordError 50013 */
export function needPermission(world: World, channel: Channel, name: NeededPermission): void {
  if (!botMay(world, channel, name)) throw refusal('missingPermissions', `permission.${name}`);
}

/** The permissions that some route asks for, each a rule of its own. */
export type NeededPermission = {
  [Name in PermissionName]: `permission.${Name}` extends RuleName ? Name : never;
}[PermissionName];

/** A message as the channel's own routes know it: ephemeral ones are not there. @throws DiscordError 10008 */
export function messageIn(world: World, channel: Channel, id: Snowflake): Message {
  const message = world.messages.get(id);
  if (!message || message.deleted || message.channelId !== channel.id || message.ephemeralTo !== null) {
    throw refusal('unknownMessage');
  }
  return message;
}

/** @throws DiscordError 50013, 40058, 160005, 50007 */
export function needToSend(world: World, channel: Channel): void {
  if (channel.type === ChannelType.GuildForum) throw refusal('forumTakesNoMessages');
  if (channel.recipientIds.some((id) => world.closedToMessages.has(id))) throw refusal('directMessagesClosed');
  needPermission(world, channel, channel.thread ? 'SendMessagesInThreads' : 'SendMessages');
  if (channel.thread?.locked && !botMay(world, channel, 'ManageThreads')) throw refusal('threadLocked');
}

/** @throws DiscordError 50083 */
export function needUnarchived(channel: Channel): void {
  if (channel.thread?.archived) throw refusal('threadArchived');
}
