/** Threads: opened beside a channel's messages or from one of them, and who is in them. */
import { ChannelType, type Snowflake, type ThreadChannelType } from 'discord-api-types/v10';
import { limitOf } from '../../rules/book.ts';
import { refusal } from '../../rules/discord-error.ts';
import { parseNewThread, takesThreads } from '../../rules/threads.ts';
import type { Channel, Message } from '../../world/model.ts';
import {
  activeThreads,
  isThread,
  joinThread,
  leaveThread,
  openThread,
  type ThreadChannel,
} from '../../world/threads.ts';
import { wireChannel, wireThreadMember } from '../../world/wire.ts';
import type { World } from '../../world/world.ts';
import { botMay, channelForBot, messageIn, needPermission, needUnarchived, threadForBot } from '../access.ts';
import { noContent, ok, type RestAnswer, type Route } from '../route.ts';

export const threadRoutes: readonly Route[] = [
  {
    method: 'POST',
    pattern: '/channels/:channel/threads',
    handle(world, request) {
      const parent = channelForBot(world, request.param('channel'));
      return open(world, parent, request.body, null);
    },
  },
  {
    method: 'POST',
    pattern: '/channels/:channel/messages/:message/threads',
    handle(world, request) {
      const parent = channelForBot(world, request.param('channel'));
      const message = messageIn(world, parent, request.param('message'));
      if (message.threadId !== null) throw refusal('threadOfMessageExists');
      return open(world, parent, request.body, message);
    },
  },
  {
    method: 'GET',
    pattern: '/channels/:channel/thread-members',
    handle(world, request) {
      const thread = threadForBot(world, request.param('channel'));
      return ok([...thread.thread.members.keys()].map((id) => wireThreadMember(thread, id)));
    },
  },
  {
    method: 'GET',
    pattern: '/channels/:channel/thread-members/:user',
    handle(world, request) {
      const thread = threadForBot(world, request.param('channel'));
      const member = wireThreadMember(thread, userOf(world, request.param('user')));
      if (!member) throw refusal('unknownMember');
      return ok(member);
    },
  },
  {
    method: 'PUT',
    pattern: '/channels/:channel/thread-members/:user',
    handle(world, request) {
      const thread = threadForBot(world, request.param('channel'));
      add(world, thread, userOf(world, request.param('user')));
      return noContent;
    },
  },
  {
    method: 'DELETE',
    pattern: '/channels/:channel/thread-members/:user',
    handle(world, request) {
      const thread = threadForBot(world, request.param('channel'));
      const userId = userOf(world, request.param('user'));
      needUnarchived(thread);
      const isOwnPrivate = thread.type === ChannelType.PrivateThread && thread.thread.ownerId === world.bot.id;
      if (userId !== world.bot.id && !isOwnPrivate) needPermission(world, thread, 'ManageThreads');
      leaveThread(world, thread, userId);
      return noContent;
    },
  },
];

function open(world: World, parent: Channel, body: unknown, from: Message | null): RestAnswer {
  if (isThread(parent)) throw refusal('wrongChannelType', 'thread.nesting');
  const { name, type: asked, invitable, auto_archive_duration } = parseNewThread(body);
  // A thread of a message is as public as the message; any other is private unless it says otherwise.
  const besideMessages = asked ?? ChannelType.PrivateThread;
  const type = from ? threadOfMessage(parent) : besideMessages;
  if (!takesThreads(parent.type, type)) throw refusal('wrongChannelType');
  needPermission(world, parent, type === ChannelType.PrivateThread ? 'CreatePrivateThreads' : 'CreatePublicThreads');
  const guild = world.guildOf(parent);
  if (guild && activeThreads(world, guild).length >= guild.activeThreadCap) throw refusal('tooManyThreads');
  const thread = openThread(world, parent, {
    name,
    type,
    ownerId: world.bot.id,
    invitable,
    autoArchiveDuration: auto_archive_duration,
    ...(from && { from }),
  });
  return { status: 201, body: wireChannel(world, thread) };
}

function threadOfMessage({ type }: Channel): ThreadChannelType {
  return type === ChannelType.GuildAnnouncement ? ChannelType.AnnouncementThread : ChannelType.PublicThread;
}

/** Whoever is added must see the channel of the thread. */
function add(world: World, channel: ThreadChannel, userId: Snowflake): void {
  const { thread } = channel;
  const parent = world.parentOf(channel);
  if (!world.users.has(userId)) throw refusal('unknownUser');
  needUnarchived(channel);
  needPermission(world, channel, 'SendMessagesInThreads');
  if (!parent || !world.canSee(parent, userId)) throw refusal('missingAccess', 'thread.member-sees-parent');
  const mayInvite = thread.invitable || thread.ownerId === world.bot.id || botMay(world, channel, 'ManageThreads');
  if (!mayInvite) throw refusal('missingPermissions', 'thread.invitable');
  if (thread.members.size >= limitOf('thread.members')) throw refusal('tooManyThreadMembers');
  joinThread(world, channel, userId);
}

function userOf(world: World, name: string): Snowflake {
  return name === '@me' ? world.bot.id : name;
}
