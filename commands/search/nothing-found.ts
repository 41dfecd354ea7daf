/**
 * What is said where a search finds nothing, and what would find something.
 */

import { ButtonBuilder } from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import { askedText, conditionText } from '#commands/search/asked.ts';
import { buttonRows } from '#commands/search/chips.ts';
import { searchId } from '#commands/search/routes.ts';
import { changesText, correctionButtons, hiddenLines } from '#commands/search/view.ts';
import type { SearchResult } from '#src/catalog/contract.ts';
import { clipLine } from '#src/kit/show/clip.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { notice } from '#src/kit/show/notices.ts';
import { clipMarkdown } from '#src/kit/show/story-text.ts';
import type { Language } from '#src/language/language.ts';
import type { Condition, StoryQuery } from '#src/query/ast.ts';
import { filterKey, pairingKind } from '#src/query/filters.ts';
import type { RatingFloor } from '#src/story/audience.ts';

/** What there is without one condition, or without all words of the search. */
export interface Offer {
  readonly without: Condition | 'words';
  /** At least 1. */
  readonly count: number;
}

export interface NothingFound {
  readonly session: string;
  readonly result: SearchResult;
  readonly floor: RatingFloor;
  readonly query: StoryQuery;
  /** As of `ResultsPage`. */
  readonly note?: string;
  /** Best first. */
  readonly offers: readonly Offer[];
}

export function nothingFoundView(language: Language, found: NothingFound): MessageBody {
  const { session, result, floor, query, note, offers } = found;
  const asked = askedText(language, query);
  const hidden = hiddenLines(language, result, floor);
  const other = result.otherKind > 0 ? pairingKind(query) : null;
  if (asked === '') {
    const what = language.say(hidden.length > 0 ? 'search.results.none-shown-at-all' : 'search.results.empty');
    return notice([...(note ? [note] : []), what, ...hidden].join('\n'));
  }
  const key = result.unfinished ? 'none-unfinished' : hidden.length > 0 ? 'none-shown' : 'none';
  const lines = [
    ...(note ? [note] : []),
    language.say(`search.results.${key}`, { asked: clipMarkdown(asked, 200) }),
    ...changesText(language, result, other),
    ...hidden,
    language.say(offers.length > 0 ? 'search.results.none-drop' : 'search.results.none-at-all'),
  ];
  const buttons = [
    ...offers.map((offer) => offerButton(language, session, offer)),
    ...correctionButtons(language, found),
    ...(other === null
      ? []
      : [
          plain(
            searchId('search-other-kind', { session }),
            language.say(other === 'romantic' ? 'search.buttons.as-friends' : 'search.buttons.as-romantic'),
          ),
        ]),
    plain(searchId('search-newest', { session }), language.say('search.buttons.newest')),
  ];
  return notice(lines.join('\n'), buttonRows(buttons));
}

function offerButton(language: Language, session: string, { without, count }: Offer): ButtonBuilder {
  if (without === 'words') {
    return plain(searchId('filter-words', { session }), language.say('search.results.drop-words', { number: count }));
  }
  // The number is what the offer is worth: names give way to it.
  const what = clipLine(conditionText(language, without), LIMITS.buttonLabel - 25);
  const id = searchId('filter', { session, key: filterKey(without) });
  return plain(id, language.say('search.results.drop', { what, number: count })).setStyle(ButtonStyle.Primary);
}

function plain(id: string, label: string): ButtonBuilder {
  return new ButtonBuilder()
    .setCustomId(id)
    .setLabel(clipLine(label, LIMITS.buttonLabel))
    .setStyle(ButtonStyle.Secondary);
}
