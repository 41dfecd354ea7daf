/**
 * Posting and threads over Discord's REST, with Discord's refusals read as what they mean for a reader.
 */
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type APIThreadList, ChannelType, DiscordAPIError, Routes, ThreadAutoArchiveDuration } from 'discord.js';
import { wireBody } from '#src/discord/acknowledgement.ts';
import { fateOf, mayHaveArrived, PATIENT } from '#src/discord/exchange.ts';
import type { Channels } from '#src/kit/channels.ts';
import { FicError } from '#src/story/errors.ts';
import { KeyedQueue } from '#src/threads/queue.ts';
import { clipLine } from '#src/views/clip.ts';
import { LIMITS } from '#src/views/limits.ts';
import type { MessageBody } from '#src/views/message.ts';
import type { ThreadRefusal } from '#src/views/reading-notices.ts';

/** Discord's JSON error codes. */
const UNKNOWN_CHANNEL = 10003;
const UNKNOWN_USER = 10013;
const MISSING_ACCESS = 50001;
const DIRECT_MESSAGES_CLOSED = 50007;
const MISSING_PERMISSIONS = 50013;
const THREAD_IS_ARCHIVED = 50083;
const NO_SERVER_IN_COMMON = 50278;
const THREAD_IS_LOCKED = 160005;
const TOO_MANY_THREADS = 160006;

const REFUSALS: Readonly<Record<string, ThreadRefusal>> = {
  [TOO_MANY_THREADS]: 'thread-cap',
  [THREAD_IS_LOCKED]: 'thread-locked',
  [THREAD_IS_ARCHIVED]: 'thread-locked',
  [MISSING_ACCESS]: 'thread-not-allowed',
  [MISSING_PERMISSIONS]: 'thread-not-allowed',
  [UNKNOWN_CHANNEL]: 'thread-not-allowed',
};

/** Whoever this is said of cannot be written to. */
const NOT_REACHED: ReadonlySet<unknown> = new Set([UNKNOWN_USER, DIRECT_MESSAGES_CLOSED, NO_SERVER_IN_COMMON]);

/** Discord's limit of a message's nonce. */
const NONCE_LENGTH = 25;

/** The part of a REST client that channels need. */
export interface ChannelWire {
  get(route: `/${string}`): Promise<unknown>;
  post(route: `/${string}`, options: { body: unknown }): Promise<unknown>;
  patch(route: `/${string}`, options: { body: unknown }): Promise<unknown>;
  put(route: `/${string}`): Promise<unknown>;
}

interface ThreadJson {
  readonly id: string;
  readonly parent_id?: string;
  readonly thread_metadata?: { readonly archived: boolean; readonly locked: boolean };
}

/** @param wait - between tries, in ms. */
export function channelsOver(wire: ChannelWire, wait: (ms: number) => Promise<unknown> = (ms) => delay(ms)): Channels {
  const creating = new KeyedQueue();
  /** Of whose creation nothing was heard to the end: the thread may be there. */
  const unheardOf = new Set<string>();
  /** Posts under way, by nonce. */
  const posting = new Map<string, Promise<{ readonly id: string }>>();

  /** The known thread, out of the archive; null where it is gone and a new one is due. */
  async function reopen(threadId: string, parentId: string): Promise<string | null | { refused: ThreadRefusal }> {
    const thread = (await wire.get(Routes.channel(threadId)).catch(goneAsNull)) as ThreadJson | null;
    if (!thread || thread.parent_id !== parentId) return null;
    if (thread.thread_metadata?.locked) return { refused: 'thread-locked' };
    if (thread.thread_metadata?.archived) await wire.patch(Routes.channel(threadId), { body: { archived: false } });
    return threadId;
  }

  /** Discord may have made the thread although nobody heard of it: then that one is taken, and no second one made. */
  async function create(guildId: string, parentId: string, name: string): Promise<string> {
    const key = `${parentId} ${name}`;
    const body = {
      ...{ name, type: ChannelType.PrivateThread, invitable: false },
      auto_archive_duration: ThreadAutoArchiveDuration.OneWeek,
    };
    for (const pause of [...PATIENT, null]) {
      const found = unheardOf.has(key) ? await findUnheardOf(guildId, parentId, name) : null;
      if (found) {
        unheardOf.delete(key);
        return found;
      }
      try {
        const thread = (await wire.post(Routes.threads(parentId), { body })) as ThreadJson;
        unheardOf.delete(key);
        return thread.id;
      } catch (error) {
        if (mayHaveArrived(error)) unheardOf.add(key);
        if (fateOf(error) === 'refused' || pause === null) throw error;
        await wait(pause);
      }
    }
    throw new Error('There is a last try.');
  }

  /** Of our own and for nobody yet: whatever a reader ever saw in a thread of this name, this is not that thread. */
  async function findUnheardOf(guildId: string, parentId: string, name: string): Promise<string | null> {
    const { threads, members } = (await wire.get(Routes.guildActiveThreads(guildId))) as APIThreadList;
    const own = new Map(members.map((member) => [member.id, member.user_id]));
    const found = threads.find(
      (thread) =>
        thread.type === ChannelType.PrivateThread &&
        thread.parent_id === parentId &&
        thread.name === name &&
        thread.owner_id === own.get(thread.id) &&
        thread.message_count === 0 &&
        (thread.member_count ?? 0) <= 1,
    );
    return found?.id ?? null;
  }

  /** With a nonce that Discord keeps unique for some minutes, a post may be sent again: it stands once. */
  async function postOnce(channelId: string, body: object): Promise<{ readonly id: string }> {
    return (await insistently(() => wire.post(Routes.channelMessages(channelId), { body }))) as { readonly id: string };
  }

  /** A POST that does no more when it is sent twice. */
  async function insistently(post: () => Promise<unknown>): Promise<unknown> {
    for (const pause of [...PATIENT, null]) {
      try {
        return await post();
      } catch (error) {
        if (fateOf(error) === 'refused' || pause === null) throw error;
        await wait(pause);
      }
    }
    throw new Error('There is a last try.');
  }

  async function post(channelId: string, body: MessageBody, once: string): Promise<{ readonly messageId: string }> {
    const nonce = createHash('sha256').update(`${channelId} ${once}`).digest('base64url').slice(0, NONCE_LENGTH);
    try {
      const posted = posting.get(nonce) ?? postOnce(channelId, { ...wireBody(body), nonce, enforce_nonce: true });
      posting.set(nonce, posted);
      return { messageId: (await posted).id };
    } finally {
      posting.delete(nonce);
    }
  }

  return {
    async post(channelId, body, once) {
      try {
        return await post(channelId, body, once);
      } catch (error) {
        if (error instanceof DiscordAPIError && REFUSALS[error.code])
          throw new FicError('bot-may-not-post', {}, { cause: error });
        throw error;
      }
    },
    async postDirect(userId, body, once) {
      try {
        // The same conversation each time: Discord makes it once.
        const direct = (await insistently(() =>
          wire.post(Routes.userChannels(), { body: { recipient_id: userId } }),
        )) as { readonly id: string };
        return await post(direct.id, body, once);
      } catch (error) {
        if (error instanceof DiscordAPIError && NOT_REACHED.has(error.code)) return null;
        throw error;
      }
    },
    async wakeThread(threadId) {
      const woken = await threadOrRefusal(() => wire.patch(Routes.channel(threadId), { body: { archived: false } }));
      // Discord lets anyone who may write in a thread wake it, unless it is locked.
      return typeof woken === 'object' && woken !== null && 'refused' in woken
        ? { refused: 'thread-locked' }
        : { threadId };
    },
    async openThread({ guildId, parentId, readerId, name, known }) {
      const line = clipLine(name, LIMITS.threadName);
      const join = async (threadId: string) => {
        await wire.put(Routes.threadMembers(threadId, readerId));
        return { threadId };
      };
      return threadOrRefusal(async () => {
        const reopened = known === null ? null : await reopen(known, parentId);
        if (reopened !== null && typeof reopened === 'object') return reopened;
        if (reopened !== null) return join(reopened);
        // Two readers of one name: a thread is somebody's before the next one of that name is made or found.
        return creating.run(`${parentId} ${line}`, async () => join(await create(guildId, parentId, line)));
      });
    },
  };
}

/** What Discord refuses for a reason that a reader can be told comes back as that reason. */
async function threadOrRefusal<T>(attempt: () => Promise<T>): Promise<T | { readonly refused: ThreadRefusal }> {
  try {
    return await attempt();
  } catch (error) {
    const refused = error instanceof DiscordAPIError ? REFUSALS[error.code] : undefined;
    if (!refused) throw error;
    return { refused };
  }
}

function goneAsNull(error: unknown): null {
  if (error instanceof DiscordAPIError && (error.code === UNKNOWN_CHANNEL || error.code === MISSING_ACCESS))
    return null;
  throw error;
}
