/** Messages by the mark that their author gave them, for as long as a second one of that mark would be the same one. */
import type { Snowflake } from 'discord-api-types/v10';
import type { Message } from './model.ts';

/** In ms. Discord says "the past few minutes", and no number. */
const remembered = 5 * 60_000;

export class MarkedMessages {
  readonly #messages = new Map<string, Message>();

  add(message: Message): void {
    if (message.nonce !== null) this.#messages.set(`${message.authorId} ${message.nonce}`, message);
  }

  /** @param now - ms since 1970, on the world's clock. */
  find(authorId: Snowflake, nonce: string | number, now: number): Message | null {
    const key = `${authorId} ${nonce}`;
    const message = this.#messages.get(key);
    if (!message) return null;
    if (!message.deleted && now - Date.parse(message.createdAt) < remembered) return message;
    this.#messages.delete(key);
    return null;
  }
}
