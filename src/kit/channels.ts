/**
 * What handlers may do in channels beside answering: post, and open a reader's own thread. The edge implements it.
 */
import type { MessageBody } from '#src/views/message.ts';
import type { ThreadRefusal } from '#src/views/reading-notices.ts';

export interface Channels {
  /**
   * Posts a message as the bot.
   *
   * @param once - what makes this post the one it is: within some minutes it stands only once in a channel.
   * @throws FicError `bot-may-not-post` where Discord does not let it.
   */
  post(channelId: string, body: MessageBody, once: string): Promise<{ readonly messageId: string }>;
  /**
   * Writes to a person.
   *
   * @param once - as of `post`.
   * @returns null where they take no direct messages.
   */
  postDirect(userId: string, body: MessageBody, once: string): Promise<{ readonly messageId: string } | null>;
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
