/**
 * Discord's clock for one interaction: answers at once when the reply is ready in time, else acknowledges by itself, so that
 * nobody is left with "The application did not respond".
 *
 * Discord's rules (Interactions, "Receiving and Responding"): the first response within 3 s of creation, everything after it
 * within 15 min; what is ephemeral is fixed by the first response; a deferral carries the ephemeral flag alone.
 */

import {
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  MessageFlags,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord-api-types/v10';
import { fateOf } from '#src/discord/exchange.ts';
import type { ReplyWire, ToldMessage } from '#src/discord/reply-wire.ts';
import type { Answer } from '#src/kit/declaration.ts';
import type { Reply } from '#src/kit/reply.ts';
import type { MessageBody } from '#src/kit/show/message.ts';

/** Of Discord's 3,000 ms, what we use before acknowledging: the rest is for the way there and back. */
const ACKNOWLEDGE_AFTER_MS = 1800;

/** Runs something after some ms, unless the returned function is called before. */
export type Timer = (ms: number, run: () => void) => () => void;

/** A message as the wire takes it: nothing in it can ping anyone. */
export function wireBody(body: MessageBody, flags: MessageFlags | 0 = 0): RESTPostAPIChannelMessageJSONBody {
  const { v2, shows, files, ...rest } = body;
  return {
    ...rest,
    flags: flags | (v2 ? MessageFlags.IsComponentsV2 : 0),
    allowed_mentions: { parse: [] },
    // Named, they take the place of those of an edit that was sent before and never answered.
    ...(files && { attachments: files.map(({ name }, id) => ({ id, filename: name })) }),
  };
}

/** Where the reply went: into the message that was pressed, or a new one, of which Discord may have told nothing; null: a modal. */
export type Sent =
  | { readonly kind: 'updated' }
  | { readonly kind: 'new' | 'follow-up'; readonly message: ToldMessage | null }
  | null;

export class Acknowledgement {
  readonly #wire: ReplyWire;
  readonly #answer: Answer;
  readonly #cancelTimer: () => void;
  /** Resolves when the deferral under way is through; null where none was sent. */
  #deferral: Promise<unknown> | null = null;
  #answered = false;
  /** The placeholder of a public deferral is gone: an apology that follows must not trip over it. */
  #removed = false;

  /** Starts the clock; `answer` is what the declaration says. */
  constructor(wire: ReplyWire, answer: Answer, timer: Timer) {
    this.#wire = wire;
    this.#answer = answer;
    this.#cancelTimer = answer === 'modal' ? () => {} : timer(ACKNOWLEDGE_AFTER_MS, () => this.#defer());
  }

  /** Sends the handler's reply, whichever way is still open. */
  async send(reply: Reply): Promise<Sent> {
    this.#cancelTimer();
    // A file may take longer on its way than Discord waits for a first response.
    if (reply.kind === 'message' && reply.body.files && !this.#deferral) this.#defer();
    this.#answered = true;
    if (reply.kind === 'modal') {
      await this.#callback(InteractionResponseType.Modal, reply.modal);
      return null;
    }
    const hide = reply.only === 'private';
    return this.#deferral ? this.#afterDeferral(reply.body, hide) : this.#atOnce(reply.body, hide);
  }

  /** One more message, for the asker alone, once the answer is through. */
  followUp(body: MessageBody): Promise<unknown> {
    return this.#wire.followUp(wireBody(body, MessageFlags.Ephemeral));
  }

  async #atOnce(body: MessageBody, hide: boolean): Promise<Sent> {
    if (this.#answer === 'update' && !hide) {
      await this.#callback(InteractionResponseType.UpdateMessage, wireBody(body));
      return { kind: 'updated' };
    }
    const ephemeral = hide || this.#answer !== 'reply-public';
    const flags = ephemeral ? MessageFlags.Ephemeral : 0;
    const data = wireBody(body, flags);
    const told = Boolean(body.shows?.length);
    const message = await this.#callback(InteractionResponseType.ChannelMessageWithSource, data, told);
    return { kind: 'new', message };
  }

  async #afterDeferral(body: MessageBody, hide: boolean): Promise<Sent> {
    // Of a promise whose fate nobody knows, the reply finds out.
    await this.#deferral?.catch((error: unknown) => {
      if (fateOf(error) === 'refused') throw error;
    });
    const mustMove = hide && this.#answer !== 'reply-private';
    if (!mustMove) {
      const message = await this.#wire.edit(wireBody(body), { files: body.files });
      return this.#answer === 'update' ? { kind: 'updated' } : { kind: 'new', message };
    }
    // The deferral promised a public message; what is for one person's eyes goes beside it.
    if (this.#answer === 'reply-public' && !this.#removed) {
      await this.#wire.remove();
      this.#removed = true;
    }
    const message = await this.#wire.followUp(wireBody(body, MessageFlags.Ephemeral), body.files);
    return { kind: 'follow-up', message };
  }

  #defer(): void {
    if (this.#answered) return;
    this.#deferral =
      this.#answer === 'update'
        ? this.#callback(InteractionResponseType.DeferredMessageUpdate)
        : this.#callback(
            InteractionResponseType.DeferredChannelMessageWithSource,
            this.#answer === 'reply-private' ? { flags: MessageFlags.Ephemeral } : undefined,
          );
    // A failed deferral is told by the `send` that awaits it.
    this.#deferral.catch(() => {});
  }

  #callback(
    type: InteractionResponseType,
    data?: RESTPostAPIChannelMessageJSONBody | APIModalInteractionResponseCallbackData,
    told = false,
  ): Promise<ToldMessage | null> {
    return this.#wire.respond({ type, data }, told);
  }
}
