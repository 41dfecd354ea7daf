/**
 * The button that leads to where a fic was posted.
 */

import { ButtonBuilder } from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import type { Language } from '#src/language/language.ts';

/** Leads to where the story was posted. */
export function sourceButton(language: Language, url: string): ButtonBuilder {
  return new ButtonBuilder()
    .setURL(url)
    .setLabel(language.say('reading.buttons.go-to-source'))
    .setStyle(ButtonStyle.Link);
}
