/**
 * How containers of ours look.
 */
import { SeparatorBuilder } from '@discordjs/builders';
import { SeparatorSpacingSize } from 'discord-api-types/v10';

/** The green of a ficus leaf: the colour of what the bot says about itself. */
export const ACCENT = 0x4f9d69;

export function divider(): SeparatorBuilder {
  return new SeparatorBuilder().setSpacing(SeparatorSpacingSize.Small);
}
