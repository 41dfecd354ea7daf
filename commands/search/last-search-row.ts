/**
 * The button that leads back to the last search.
 */

import type { ActionRowBuilder, ButtonBuilder } from '@discordjs/builders';
import { button, buttonRows } from '#commands/search/chips.ts';
import { searchId } from '#commands/search/routes.ts';
import { clipLine } from '#src/kit/show/clip.ts';
import type { Language } from '#src/language/language.ts';

export function lastSearchRow(
  language: Language,
  { asked, page }: { readonly asked: string; readonly page: number },
): ActionRowBuilder<ButtonBuilder>[] {
  const words = { asked: clipLine(asked, 40), page: page + 1 };
  const label = language.say(page === 0 ? 'search.buttons.last-search-first' : 'search.buttons.last-search', words);
  return buttonRows([button(searchId('last-search', {}), label)]);
}
