/** The lives of threads: opened, joined, left, archived by hand or by time, locked, and woken by a message. */
import { ChannelType, type Snowflake, ThreadAutoArchiveDuration, type ThreadChannelType } from 'discord-api-types/v10';
import type { Channel, Guild, Message, Thread } from './model.ts';
import type { World } from './world.ts';

/** A channel that is known to be a thread. */
export type ThreadChannel = Channel & { readonly thread: Thread };

export interface NewThread {
  readonly name: string;
  readonly type: ThreadChannelType;
  readonly ownerId: Snowflake;
  readonly autoArchiveDuration?: ThreadAutoArchiveDuration | undefined;
  readonly invitable?: boolean | undefined;
  /** The message that it hangs from: the thread then has the message's id. */
  readonly from?: Message;
}

export function isThread(channel: Channel): channel is ThreadChannel {
  return channel.thread !== null;
}

/** The threads that count against the guild's cap. */
export function activeThreads(world: World, guild: Guild): ThreadChannel[] {
  return world
    .channelsOf(guild)
    .filter(isThread)
    .filter(({ thread }) => !thread.archived);
}

export function openThread(world: World, parent: Channel, options: NewThread): ThreadChannel {
  const { name, type, ownerId, from, invitable = true } = options;
  const now = world.now();
  const channel: ThreadChannel = {
    id: from?.id ?? world.ids.next(),
    type,
    guildId: parent.guildId,
    name,
    position: 0,
    topic: null,
    nsfw: false,
    overwrites: [],
    parentId: parent.id,
    thread: {
      ownerId,
      createdAt: now,
      archived: false,
      archivedAt: now,
      locked: false,
      invitable: type !== ChannelType.PrivateThread || invitable,
      autoArchiveDuration: options.autoArchiveDuration ?? ThreadAutoArchiveDuration.OneDay,
      members: new Map([[ownerId, now]]),
    },
    recipientIds: [],
    deleted: false,
  };
  world.channels.set(channel.id, channel);
  keepAwake(world, channel);
  world.changed({ kind: 'channel-created', channel });
  if (from) {
    from.threadId = channel.id;
    world.changed({ kind: 'message-updated', message: from });
  }
  return channel;
}

export function updateThread(
  world: World,
  channel: ThreadChannel,
  change: Partial<Pick<Thread, 'archived' | 'locked' | 'invitable' | 'autoArchiveDuration'>> & { name?: string },
): void {
  const { name = channel.name, ...state } = change;
  const { thread } = channel;
  const isOther = (key: 'archived' | 'autoArchiveDuration') => state[key] !== undefined && state[key] !== thread[key];
  if (isOther('archived') || isOther('autoArchiveDuration')) thread.archivedAt = world.now();
  channel.name = name;
  Object.assign(thread, state);
  if (state.archived !== undefined || state.autoArchiveDuration !== undefined) restartWatch(world, channel);
  world.changed({ kind: 'channel-updated', channel });
}

export function joinThread(world: World, channel: ThreadChannel, userId: Snowflake): void {
  if (channel.thread.members.has(userId)) return;
  channel.thread.members.set(userId, world.now());
  world.changed({ kind: 'thread-members', channel, added: [userId], removed: [] });
}

export function leaveThread(world: World, channel: ThreadChannel, userId: Snowflake): void {
  if (channel.thread.members.delete(userId)) {
    world.changed({ kind: 'thread-members', channel, added: [], removed: [userId] });
  }
}

interface Watch {
  /** Milliseconds of the world's clock. */
  activeAt: number;
  /** One timer a thread, however much is written there. */
  stop: () => void;
}

const watches = new WeakMap<Thread, Watch>();

/**
 * Tells of activity: opened, written to, woken, or given another duration.
 * Source: https://docs.discord.com/developers/topics/threads#active-archived-threads
 */
export function keepAwake(world: World, channel: ThreadChannel): void {
  const activeAt = world.clock.now();
  const watch = watches.get(channel.thread);
  if (watch) watch.activeAt = activeAt;
  else watchFrom(world, channel, { activeAt, stop: () => {} });
}

/** Starts over with the duration that the thread has now. */
function restartWatch(world: World, channel: ThreadChannel): void {
  watches.get(channel.thread)?.stop();
  watches.delete(channel.thread);
  if (!channel.thread.archived) keepAwake(world, channel);
}

function watchFrom(world: World, channel: ThreadChannel, watch: Watch): void {
  const { thread } = channel;
  const due = watch.activeAt + thread.autoArchiveDuration * 60_000;
  watch.stop = world.clock.after(due - world.clock.now(), () => {
    watches.delete(thread);
    if (channel.deleted || thread.archived) return;
    if (watch.activeAt + thread.autoArchiveDuration * 60_000 > world.clock.now()) watchFrom(world, channel, watch);
    else updateThread(world, channel, { archived: true });
  });
  watches.set(thread, watch);
}
