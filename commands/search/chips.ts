/**
 * The filters of a search, each as a button that takes it away; a menu where they are too many for buttons.
 */

import {
  ActionRowBuilder,
  ButtonBuilder,
  StringSelectMenuBuilder,
  StringSelectMenuOptionBuilder,
} from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import { conditionText } from '#commands/search/asked.ts';
import { searchId } from '#commands/search/routes.ts';
import { clipLine } from '#src/kit/show/clip.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import type { Row } from '#src/kit/show/notices.ts';
import type { Language } from '#src/language/language.ts';
import type { StoryQuery } from '#src/query/ast.ts';
import { filtersOf } from '#src/query/filters.ts';

/** On a phone more of them than this push the results out of sight. */
const MOST_BUTTONS = 10;

/**
 * @param room - components that they may take, rows counted; a menu takes two.
 * @returns whether they are buttons, which say what was asked, beside the rows.
 */
export function chipRows(
  language: Language,
  session: string,
  query: StoryQuery,
  room: number,
): { readonly rows: readonly Row[]; readonly said: boolean } {
  const filters = [...filtersOf(query)].map(([key, condition]) => ({ key, what: conditionText(language, condition) }));
  if (filters.length === 0) return { rows: [], said: true };
  const rowCount = Math.ceil(filters.length / LIMITS.buttonsInRow);
  if (filters.length > MOST_BUTTONS || filters.length + rowCount > room) {
    return { rows: [menu(language, session, filters)], said: false };
  }
  const buttons = filters.map(({ key, what }) =>
    new ButtonBuilder()
      .setCustomId(searchId('filter', { session, key }))
      .setLabel(clipLine(language.say('search.buttons.take-away', { what }), LIMITS.buttonLabel))
      .setStyle(ButtonStyle.Secondary),
  );
  return { rows: buttonRows(buttons), said: true };
}

/** As many rows as they need. */
export function buttonRows(buttons: readonly ButtonBuilder[]): ActionRowBuilder<ButtonBuilder>[] {
  const rows: ActionRowBuilder<ButtonBuilder>[] = [];
  for (let at = 0; at < buttons.length; at += LIMITS.buttonsInRow) {
    rows.push(new ActionRowBuilder<ButtonBuilder>().addComponents(buttons.slice(at, at + LIMITS.buttonsInRow)));
  }
  return rows;
}

function menu(
  language: Language,
  session: string,
  filters: readonly { readonly key: string; readonly what: string }[],
): ActionRowBuilder<StringSelectMenuBuilder> {
  return new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
    new StringSelectMenuBuilder()
      .setCustomId(searchId('filters', { session }))
      .setPlaceholder(language.say('search.results.take-away'))
      .addOptions(
        filters
          .slice(0, LIMITS.selectOptions)
          .map(({ key, what }) =>
            new StringSelectMenuOptionBuilder().setLabel(clipLine(what, LIMITS.selectLabel)).setValue(key),
          ),
      ),
  );
}

/** One of those below results. */
export function button(id: string, label: string): ButtonBuilder {
  return new ButtonBuilder()
    .setCustomId(id)
    .setLabel(clipLine(label, LIMITS.buttonLabel))
    .setStyle(ButtonStyle.Secondary);
}
