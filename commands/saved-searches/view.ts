/**
 * What a member searched for last, and what they saved: to run again, and to remove.
 */

import { ActionRowBuilder, StringSelectMenuBuilder, StringSelectMenuOptionBuilder } from '@discordjs/builders';
import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { savedSearchId } from '#commands/saved-searches/routes.ts';
import { lastSearchRow } from '#commands/search/last-search-row.ts';
import { clipLine } from '#src/kit/show/clip.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { modalOf, textLabel } from '#src/kit/show/modals.ts';
import { notice, type Row } from '#src/kit/show/notices.ts';
import { clipMarkdown } from '#src/kit/show/story-text.ts';
import type { Language } from '#src/language/language.ts';

/** What a saved search is called, in UTF-16 units. */
export const SEARCH_NAME = 60;

interface Listed {
  readonly id: string;
  readonly name: string;
  /** Plain; '' for a search that only sorts. */
  readonly asked: string;
}

export interface SearchesPage {
  readonly last: { readonly asked: string; readonly page: number } | null;
  readonly saved: readonly Listed[];
  /** What was just done, escaped. */
  readonly said?: string;
}

/** 25 lines of at most 60 + 70 units and a little each, and the frame, stay under Discord's 4000. */
export function searchesView(language: Language, { last, saved, said }: SearchesPage): MessageBody {
  const asked = (text: string, limit: number) => clipMarkdown(text, limit) || language.say('saved-searches.everything');
  const lines = [
    ...(said ? [said] : []),
    language.say('saved-searches.head'),
    ...(last
      ? [
          language.say(last.page === 0 ? 'saved-searches.last-first' : 'saved-searches.last', {
            asked: asked(last.asked, 200),
            page: last.page + 1,
          }),
        ]
      : []),
    ...(saved.length === 0 ? [language.say('saved-searches.none')] : []),
    ...saved.map((each) =>
      language.say('saved-searches.line', { name: clipMarkdown(each.name, SEARCH_NAME), asked: asked(each.asked, 70) }),
    ),
  ];
  const rows: Row[] = [
    ...(last ? lastSearchRow(language, last) : []),
    ...(saved.length === 0 ? [] : [menu(language, 'saved-run', saved), menu(language, 'saved-remove', saved)]),
  ];
  return notice(lines.join('\n'), rows);
}

function menu(
  language: Language,
  route: 'saved-run' | 'saved-remove',
  saved: readonly Listed[],
): ActionRowBuilder<StringSelectMenuBuilder> {
  return new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
    new StringSelectMenuBuilder()
      .setCustomId(savedSearchId(route, {}))
      .setPlaceholder(language.say(route === 'saved-run' ? 'saved-searches.run' : 'saved-searches.remove'))
      .addOptions(
        saved
          .slice(0, LIMITS.selectOptions)
          .map(({ id, name }) =>
            new StringSelectMenuOptionBuilder().setLabel(clipLine(name, LIMITS.selectLabel)).setValue(id),
          ),
      ),
  );
}

/** @param asked - plain: the name that it has unless somebody thinks of a better one. */
export function saveSearchModal(
  language: Language,
  session: string,
  asked: string,
): APIModalInteractionResponseCallbackData {
  return modalOf(language, savedSearchId('search-saved', { session }), 'saved-searches.modal.title', [
    textLabel(language, {
      ...{ id: 'name', name: 'saved-searches.modal.name', hint: 'saved-searches.modal.hint' },
      ...{ value: clipLine(asked.replace(/[“”]/g, ''), SEARCH_NAME), required: true, max: SEARCH_NAME },
    }),
  ]);
}
