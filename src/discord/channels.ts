/**
 * Posting and threads over Discord's REST, with Discord's refusals read as what they mean for a reader.
 */
import { ChannelType, DiscordAPIError, Routes, ThreadAutoArchiveDuration } from 'discord.js';
import { wireBody } from '#src/discord/acknowledgement.ts';
import type { Channels } from '#src/kit/channels.ts';
import { FicError } from '#src/story/errors.ts';
import { clipLine } from '#src/views/clip.ts';
import { LIMITS } from '#src/views/limits.ts';
import type { ThreadRefusal } from '#src/views/reading-notices.ts';

/** Discord's JSON error codes. */
const UNKNOWN_CHANNEL = 10003;
const MISSING_ACCESS = 50001;
const MISSING_PERMISSIONS = 50013;
const THREAD_IS_ARCHIVED = 50083;
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

export function channelsOver(wire: ChannelWire): Channels {
  /** The known thread, out of the archive; null where it is gone and a new one is due. */
  async function reopen(threadId: string, parentId: string): Promise<string | null | { refused: ThreadRefusal }> {
    const thread = (await wire.get(Routes.channel(threadId)).catch(goneAsNull)) as ThreadJson | null;
    if (!thread || thread.parent_id !== parentId) return null;
    if (thread.thread_metadata?.locked) return { refused: 'thread-locked' };
    if (thread.thread_metadata?.archived) await wire.patch(Routes.channel(threadId), { body: { archived: false } });
    return threadId;
  }

  async function create(parentId: string, name: string): Promise<string> {
    const thread = (await wire.post(Routes.threads(parentId), {
      body: {
        name: clipLine(name, LIMITS.threadName),
        type: ChannelType.PrivateThread,
        invitable: false,
        auto_archive_duration: ThreadAutoArchiveDuration.OneWeek,
      },
    })) as ThreadJson;
    return thread.id;
  }

  return {
    async post(channelId, body) {
      try {
        const message = (await wire.post(Routes.channelMessages(channelId), { body: wireBody(body) })) as {
          id: string;
        };
        return { messageId: message.id };
      } catch (error) {
        if (error instanceof DiscordAPIError && REFUSALS[error.code])
          throw new FicError('bot-may-not-post', {}, { cause: error });
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
    async openThread({ parentId, readerId, name, known }) {
      return threadOrRefusal(async () => {
        const reopened = known === null ? null : await reopen(known, parentId);
        if (reopened !== null && typeof reopened === 'object') return reopened;
        const threadId = reopened ?? (await create(parentId, name));
        await wire.put(Routes.threadMembers(threadId, readerId));
        return { threadId };
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
