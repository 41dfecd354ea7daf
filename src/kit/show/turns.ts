/**
 * Back and on through a list that has pages.
 */
import { ActionRowBuilder, ButtonBuilder } from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';

/**
 * @param page - 0-based, as `last`.
 * @param idOf - the custom id that leads to a page.
 */
export function turnRow(
  page: number,
  last: number,
  labels: { readonly back: string; readonly on: string },
  idOf: (page: number) => string,
): ActionRowBuilder<ButtonBuilder> {
  const turn = (to: number, label: string, possible: boolean) =>
    new ButtonBuilder().setCustomId(idOf(to)).setLabel(label).setStyle(ButtonStyle.Secondary).setDisabled(!possible);
  return new ActionRowBuilder<ButtonBuilder>().addComponents(
    // Disabled at the ends, they still need ids that differ: one beyond the end is never asked for.
    turn(page === 0 ? last + 2 : page - 1, labels.back, page > 0),
    turn(page + 1, labels.on, page < last),
  );
}
