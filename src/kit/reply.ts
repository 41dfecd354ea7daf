/**
 * What a handler gives back: a message or a modal. The dispatcher alone knows how and when it goes to Discord.
 */

import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { MessageBody } from '#src/kit/show/message.ts';

export type Reply =
  | {
      readonly kind: 'message';
      readonly body: MessageBody;
      /** `private` where this answer is for the asker's eyes although the declaration answers in public or by an update. */
      readonly only?: 'private';
      /** What takes the answer's place when it is known, while Discord lets the answer be edited. */
      readonly afterwards?: Promise<MessageBody>;
    }
  | { readonly kind: 'modal'; readonly modal: APIModalInteractionResponseCallbackData };

export function message(body: MessageBody): Reply {
  return { kind: 'message', body };
}

/** For the asker alone, whatever the declaration says; a message that was to be updated stays as it is. */
export function privately(body: MessageBody): Reply {
  return { kind: 'message', body, only: 'private' };
}

export function modal(body: APIModalInteractionResponseCallbackData): Reply {
  return { kind: 'modal', modal: body };
}
