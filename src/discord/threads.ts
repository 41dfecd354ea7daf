/**
 * Readers' own threads over Discord's REST: opened once, found again, and taken out of the archive.
 */

import { setTimeout as delay } from 'node:timers/promises';
import { type APIThreadList, ChannelType, Routes, ThreadAutoArchiveDuration } from 'discord.js';
import { fateOf, mayHaveArrived, PATIENT } from '#src/discord/exchange.ts';
import { goneAsNull, isRefusal, threadOrRefusal } from '#src/discord/refusals.ts';
import type { Channels, ThreadRefusal } from '#src/kit/channels.ts';
import { clipLine } from '#src/kit/show/clip.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import { KeyedQueue } from '#src/workers/queue.ts';

/** The part of a REST client that threads need. */
export interface ChannelWire {
  get(route: `/${string}`): Promise<unknown>;
  post(route: `/${string}`, options: { body: unknown }): Promise<unknown>;
  patch(route: `/${string}`, options: { body: unknown }): Promise<unknown>;
  put(route: `/${string}`): Promise<unknown>;
  delete(route: `/${string}`): Promise<unknown>;
}

interface ThreadJson {
  readonly id: string;
  readonly parent_id?: string;
  readonly thread_metadata?: { readonly archived: boolean; readonly locked: boolean };
}

/** @param wait - between tries, in ms. */
export function threadsOver(
  wire: ChannelWire,
  wait: (ms: number) => Promise<unknown> = (ms) => delay(ms),
): Pick<Channels, 'wakeThread' | 'openThread'> {
  const creating = new KeyedQueue();
  /** Of whose creation nothing was heard to the end: the thread may be there. */
  const unheardOf = new Set<string>();

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

  return {
    async wakeThread(threadId) {
      const woken = await threadOrRefusal(() => wire.patch(Routes.channel(threadId), { body: { archived: false } }));
      // Discord lets anyone who may write in a thread wake it, unless it is locked.
      return isRefusal(woken) ? { refused: 'thread-locked' } : { threadId };
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
