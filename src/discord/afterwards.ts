/**
 * What a person is to hear besides the answer to their command, once they have that.
 */

import type { ChatInputCommandInteraction } from 'discord.js';
import type { Acknowledgement } from '#src/discord/acknowledgement.ts';
import { fateOf } from '#src/discord/exchange.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import type { Language } from '#src/language/language.ts';
import type { Log } from '#src/ops/log.ts';
import type { Repeats } from '#src/ops/repeats.ts';

/**
 * @param command - `fic search`.
 * @param say - tells them in private; gives false where that certainly did not arrive.
 */
export type Afterwards = (
  command: string,
  who: string,
  language: Language,
  say: (body: MessageBody) => Promise<boolean>,
) => Promise<void>;

/** Where it fails they are not told so: they have the answer to what they asked. Never rejects. */
export async function sayMore(
  parts: { readonly afterwards?: Afterwards; readonly log: Log; readonly repeats: Repeats },
  { commandName, options, user }: ChatInputCommandInteraction,
  language: Language,
  acknowledgement: Acknowledgement,
): Promise<void> {
  const command = `${commandName} ${options.getSubcommand(false)}`;
  const say = async (body: MessageBody) => {
    try {
      await acknowledgement.followUp(body);
      return true;
    } catch (error) {
      parts.repeats.happened('unsaid', { err: error, command }, 'a follow-up did not get through, as far as is known');
      return fateOf(error) === 'unknown';
    }
  };
  try {
    await parts.afterwards?.(command, user.id, language, say);
  } catch (error) {
    parts.log.error({ err: error, command }, 'what somebody was to hear besides could not be told');
  }
}
