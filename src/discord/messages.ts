/**
 * The bot's own messages over Discord's REST: posted once, however often that is tried, and edited wherever they stand.
 */

import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Routes } from 'discord.js';
import { wireBody } from '#src/discord/acknowledgement.ts';
import { fateOf, PATIENT } from '#src/discord/exchange.ts';
import {
  editRefusal,
  isAsleep,
  isNotReached,
  isRefusal,
  threadOrRefusal,
  threadRefusal,
} from '#src/discord/refusals.ts';
import type { ChannelWire } from '#src/discord/threads.ts';
import type { Channels, Edited } from '#src/kit/channels.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import type { Showing } from '#src/moderation/showing.ts';
import { FicError } from '#src/story/errors.ts';

/** Discord's limit of a message's nonce. */
const NONCE_LENGTH = 25;

interface Made {
  readonly id: string;
}

/** @param wait - between tries, in ms. */
export function messagesOver(
  wire: ChannelWire,
  showing: Showing,
  wait: (ms: number) => Promise<unknown> = (ms) => delay(ms),
): Pick<Channels, 'post' | 'edit' | 'remove' | 'postDirect'> {
  /** Posts under way, by nonce. */
  const posting = new Map<string, Promise<Made>>();

  /** For a request that may be sent again, since what it makes stands only once. */
  async function insistently(route: `/${string}`, body: object): Promise<Made> {
    for (const pause of [...PATIENT, null]) {
      try {
        return (await wire.post(route, { body })) as Made;
      } catch (error) {
        if (fateOf(error) === 'refused' || pause === null) throw error;
        await wait(pause);
      }
    }
    throw new Error('There is a last try.');
  }

  /** Discord keeps a nonce unique for some minutes. @throws FicError `story-taken-down`. */
  async function post(channelId: string, body: MessageBody, once: string): Promise<{ readonly messageId: string }> {
    if (showing.hidden(body.shows) !== null) throw new FicError('story-taken-down');
    const nonce = createHash('sha256').update(`${channelId} ${once}`).digest('base64url').slice(0, NONCE_LENGTH);
    try {
      const posted =
        posting.get(nonce) ??
        insistently(Routes.channelMessages(channelId), { ...wireBody(body), nonce, enforce_nonce: true });
      posting.set(nonce, posted);
      const messageId = (await posted).id;
      if (body.shows?.length) await showing.stands({ message: messageId, channel: channelId }, body.shows);
      return { messageId };
    } finally {
      posting.delete(nonce);
    }
  }

  /** @returns false where the message's thread sleeps in the archive. */
  async function editAwake(channelId: string, messageId: string, body: object): Promise<boolean> {
    try {
      await wire.patch(Routes.channelMessage(channelId, messageId), { body });
      return true;
    } catch (error) {
      if (isAsleep(error)) return false;
      throw error;
    }
  }

  async function editAnywhere(channelId: string, messageId: string, body: object): Promise<Edited> {
    try {
      if (await editAwake(channelId, messageId, body)) return 'done';
      const woken = await threadOrRefusal(() => wire.patch(Routes.channel(channelId), { body: { archived: false } }));
      // Whoever may write in a thread may wake it, unless it is locked.
      if (isRefusal(woken)) return woken.refused === 'thread-cap' ? 'not-allowed' : 'thread-locked';
      const edited = await editAwake(channelId, messageId, body);
      // Others' threads may be put to sleep by moderators alone; they fall asleep by themselves.
      await threadOrRefusal(() => wire.patch(Routes.channel(channelId), { body: { archived: true } }));
      return edited ? 'done' : 'thread-locked';
    } catch (error) {
      const refused = editRefusal(error);
      if (refused === undefined) throw error;
      return refused;
    }
  }

  /** A sleeping thread takes no changes; awake, it falls asleep again by itself. */
  async function removeAnywhere(channelId: string, messageId: string): Promise<'gone' | 'not-allowed'> {
    const remove = () => wire.delete(Routes.channelMessage(channelId, messageId));
    try {
      await remove().catch(async (error: unknown) => {
        if (!isAsleep(error)) throw error;
        await wire.patch(Routes.channel(channelId), { body: { archived: false } });
        await remove();
      });
      return 'gone';
    } catch (error) {
      const refused = isAsleep(error) ? 'thread-locked' : editRefusal(error);
      if (refused === undefined) throw error;
      return refused === 'gone' ? 'gone' : 'not-allowed';
    }
  }

  return {
    async post(channelId, body, once) {
      try {
        return await post(channelId, body, once);
      } catch (error) {
        if (threadRefusal(error)) throw new FicError('bot-may-not-post', {}, { cause: error });
        throw error;
      }
    },
    edit: (channelId, messageId, body) =>
      showing.inTurn(messageId, async () => {
        // Whatever it was, nothing of it stays: only a message of Components V2 has neither content nor embeds.
        const whole = { ...wireBody(body), content: null, embeds: [], attachments: [] };
        const edited = await editAnywhere(channelId, messageId, whole);
        const shows = edited === 'gone' ? [] : (body.shows ?? []);
        if (edited === 'done' || edited === 'gone') {
          await showing.standsInTurn({ message: messageId, channel: channelId }, shows);
        }
        return edited;
      }),
    remove: (channelId, messageId) =>
      showing.inTurn(messageId, async () => {
        const removed = await removeAnywhere(channelId, messageId);
        if (removed === 'gone') await showing.standsInTurn({ message: messageId, channel: channelId }, []);
        return removed;
      }),
    async postDirect(userId, body, once) {
      try {
        // The same conversation each time: Discord makes it once.
        const direct = await insistently(Routes.userChannels(), { recipient_id: userId });
        return await post(direct.id, body, once);
      } catch (error) {
        if (isNotReached(error)) return null;
        throw error;
      }
    },
  };
}
