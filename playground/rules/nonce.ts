/** The mark that a bot gives a message, so that a request that was sent twice makes one message. */
import { z } from 'zod';
import { parseBody, problem } from './form.ts';

/** UTF-16 units. Source: https://docs.discord.com/developers/resources/message#create-message */
const longestNonce = 25;

const marked = z.object({
  nonce: z
    .unknown()
    .superRefine((value, context) => {
      if (value === undefined || value === null || Number.isInteger(value)) return;
      if (typeof value !== 'string') problem(context, 'UNION_TYPE_CHOICES', 'Must be a string or an integer.');
      else if (value.length > longestNonce) {
        problem(context, 'BASE_TYPE_MAX_LENGTH', `Must be ${longestNonce} or fewer in length.`);
      }
    })
    .optional(),
  enforce_nonce: z.boolean().nullish(),
});

export interface Mark {
  readonly nonce: string | number | null;
  /** Whether a message with this mark is to stand for the new one. */
  readonly enforced: boolean;
}

/** @throws DiscordError 50035 */
export function parseMark(body: unknown): Mark {
  const said = parseBody<{ nonce?: string | number; enforce_nonce?: boolean }>(marked, body ?? {});
  return { nonce: said.nonce ?? null, enforced: said.enforce_nonce ?? false };
}
