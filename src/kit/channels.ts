/**
 * What handlers may do in channels beside answering: post, and open a reader's own thread. The edge implements it.
 */
import type { MessageBody } from '#src/kit/show/message.ts';

/** Why no private thread can be had. */
export type ThreadRefusal = 'thread-cap' | 'thread-locked' | 'thread-not-allowed';

/** `gone`: the message, or its channel, is not there any more. The others stand as they were. */
export type Edited = 'done' | 'gone' | 'not-allowed' | 'thread-locked';

export interface Channels {
  /**
   * Posts a message as the bot.
   *
   * @param once - what makes this post the one it is: within some minutes it stands only once in a channel.
   * @throws FicError `bot-may-not-post` where Discord does not let it, `story-taken-down` where it shows what was taken down.
   */
  post(channelId: string, body: MessageBody, once: string): Promise<{ readonly messageId: string }>;
  /**
   * Puts another body, of Components V2, in the place of a message of the bot's, whatever it was before. Where its thread sleeps
   * in the archive, it sleeps on. Idempotent.
   */
  edit(channelId: string, messageId: string, body: MessageBody & { readonly v2: true }): Promise<Edited>;
  /**
   * Writes to a person.
   *
   * @param once - as of `post`.
   * @returns null where they take no direct messages.
   */
  postDirect(userId: string, body: MessageBody, once: string): Promise<{ readonly messageId: string } | null>;
  /** What the gate needs to know of a channel; null where the bot does not see it. */
  look(channelId: string): Promise<{ readonly guildId: string; readonly ageRestricted: boolean } | null>;
  /** The server that a channel is in, or the member with whom it is a direct message; null where the bot does not see it. */
  whose(channelId: string): Promise<{ readonly guildId: string } | { readonly member: string } | null>;
  /** Whose server it is; null where the bot is not in it. */
  ownerOf(guildId: string): Promise<string | null>;
  /**
   * Takes a message of the bot's away, also out of a thread in the archive. Idempotent.
   *
   * @returns whether it is gone; it stands where Discord does not let the bot reach it.
   */
  remove(channelId: string, messageId: string): Promise<'gone' | 'not-allowed'>;
  /** Takes a thread out of the archive. */
  wakeThread(threadId: string): Promise<{ readonly threadId: string } | { readonly refused: ThreadRefusal }>;
  /**
   * The reader's own private thread under a text channel: the known one, taken out of the archive where it is there, or a new
   * one. The reader is a member of it when this resolves.
   */
  openThread(asked: {
    readonly guildId: string;
    readonly parentId: string;
    readonly readerId: string;
    readonly name: string;
    /** The thread used before, if any. */
    readonly known: string | null;
  }): Promise<{ readonly threadId: string } | { readonly refused: ThreadRefusal }>;
}
