/** Channels themselves: looked at, renamed, deleted; a thread's archiving and locking is a change of its channel. */
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { refusal } from '../../rules/discord-error.ts';
import { parseThreadChange } from '../../rules/threads.ts';
import { deleteChannel } from '../../world/guilds.ts';
import { activeThreads, isThread, type ThreadChannel, updateThread } from '../../world/threads.ts';
import { wireChannel } from '../../world/wire.ts';
import type { World } from '../../world/world.ts';
import { channelForBot, needPermission, needToSend, needUnarchived } from '../access.ts';
import { noContent, ok, type Route } from '../route.ts';

export const channelRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/channels/:channel',
    handle: (world, request) => ok(wireChannel(world, channelForBot(world, request.param('channel')))),
  },
  {
    method: 'PATCH',
    pattern: '/channels/:channel',
    handle(world, request) {
      const channel = channelForBot(world, request.param('channel'));
      if (!isThread(channel)) {
        needPermission(world, channel, 'ManageChannels');
        throw refusal('wrongChannelType', 'thread.only');
      }
      changeThread(world, channel, request.body);
      return ok(wireChannel(world, channel));
    },
  },
  {
    method: 'DELETE',
    pattern: '/channels/:channel',
    handle(world, request) {
      const channel = channelForBot(world, request.param('channel'));
      needPermission(world, channel, channel.thread ? 'ManageThreads' : 'ManageChannels');
      deleteChannel(world, channel);
      return ok(wireChannel(world, channel));
    },
  },
  {
    method: 'POST',
    pattern: '/channels/:channel/typing',
    handle(world, request) {
      const channel = channelForBot(world, request.param('channel'));
      needToSend(world, channel);
      world.changed({ kind: 'typing', channel });
      return noContent;
    },
  },
];

/** The bot may change its own threads; others', locks and what is locked take ManageThreads. */
function changeThread(world: World, channel: ThreadChannel, body: unknown): void {
  const { name, archived, locked, invitable, auto_archive_duration } = parseThreadChange(body);
  const { thread } = channel;
  const permissions = world.permissionsIn(channel, world.bot.id);
  const manages = Boolean(permissions & PermissionFlagsBits.ManageThreads);
  const wakes = thread.archived && archived === false;

  if (!manages) {
    const isOwn = thread.ownerId === world.bot.id;
    const onlyWakes = wakes && name === undefined && invitable === undefined && auto_archive_duration === undefined;
    const mayWake = Boolean(permissions & PermissionFlagsBits.SendMessagesInThreads);
    if (thread.locked || locked !== undefined) throw refusal('missingPermissions', 'permission.ManageThreads');
    if (!isOwn && !(onlyWakes && mayWake)) throw refusal('missingPermissions');
  }
  if (!wakes) needUnarchived(channel);
  const guild = world.guildOf(channel);
  if (wakes && guild && activeThreads(world, guild).length >= guild.activeThreadCap) throw refusal('tooManyThreads');

  updateThread(world, channel, {
    ...(name !== undefined && { name }),
    ...(archived !== undefined && { archived }),
    ...(locked !== undefined && { locked }),
    ...(invitable !== undefined && { invitable }),
    ...(auto_archive_duration !== undefined && { autoArchiveDuration: auto_archive_duration }),
  });
}
