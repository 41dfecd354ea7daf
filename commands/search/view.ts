/**
 * A page of search results: five stories to a page, each with a button that opens its card.
 */

import { ActionRowBuilder, ButtonBuilder, SeparatorBuilder, TextDisplayBuilder } from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import { savedSearchId } from '#commands/saved-searches/routes.ts';
import { askedText } from '#commands/search/asked.ts';
import { button, buttonRows, chipRows } from '#commands/search/chips.ts';
import { hitComponents, hitParts } from '#commands/search/hit.ts';
import { lastSearchRow } from '#commands/search/last-search-row.ts';
import { searchId } from '#commands/search/routes.ts';
import type { SearchResult } from '#src/catalog/contract.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { notice } from '#src/kit/show/notices.ts';
import { clipMarkdown } from '#src/kit/show/story-text.ts';
import { turnRow } from '#src/kit/show/turns.ts';
import type { Language } from '#src/language/language.ts';
import type { StoryQuery } from '#src/query/ast.ts';
import { filterKey, isEverything, pairingKind, typedWord } from '#src/query/filters.ts';
import type { RatingFloor } from '#src/story/audience.ts';

export const RESULTS_PER_PAGE = 5;

const MOST_CORRECTIONS = 3;
/** What is said above and below the hits, in UTF-16 units: five of them need 2,500 of Discord's 4,000 where each has a passage. */
const FRAME = 1500;
/** Of the frame, what is for the note. */
const NOTE = 800;
/** Components of the menu that takes the place of chips. */
const CHIP_MENU = 2;

export interface ResultsPage {
  readonly session: string;
  /** 0-based. */
  readonly page: number;
  readonly result: SearchResult;
  /** What the gate here hides by. */
  readonly floor: RatingFloor;
  readonly query: StoryQuery;
  /** What is said above the results, as Markdown of ours; where it is too long, its last lines go. */
  readonly note?: string;
  /** What this member searched for last, where they are shown what is new; `asked` is plain. */
  readonly last?: { readonly asked: string; readonly page: number } | null;
}

/** Components that say what was asked stand above what was found; those that go on stand below. */
export function resultsView(language: Language, results: ResultsPage): MessageBody {
  const { session, result, floor, query, last } = results;
  const note = fitting(results.note ?? '', NOTE);
  const pages = Math.max(1, Math.ceil(result.total / RESULTS_PER_PAGE));
  const other = result.otherKind > 0 ? pairingKind(query) : null;
  const go = [actionRow(language, results, pages), ...(last ? lastSearchRow(language, last) : [])];
  const foot = hiddenLines(language, result, floor).join('\n');
  const hits = result.hits.map((story) => ({ story, passage: result.passages[story.id] ?? null }));

  const below = go.reduce((sum, row) => sum + 1 + row.components.length, 0);
  const texts = 1 + (note === '' ? 0 : 1) + (foot === '' ? 0 : 2);
  const taken = hits.reduce((sum, { passage }) => sum + hitComponents(passage), below + texts);
  const buttons = [...correctionButtons(language, results), ...otherKindButton(language, session, other)];
  // A row for them, and a menu of the filters: what has no button is still said.
  const ask = buttonRows(buttons.slice(0, Math.max(0, LIMITS.components - taken - 1 - CHIP_MENU)));
  const asked = ask.reduce((sum, row) => sum + 1 + row.components.length, taken);
  const chips = chipRows(language, session, query, LIMITS.components - asked);

  const head = [headText(language, results, chips.said)];
  const frame = () => head.join('\n').length + foot.length + note.length;
  for (const line of changesText(language, result, other)) if (frame() + line.length < FRAME) head.push(line);
  const room = Math.floor((LIMITS.componentsText - frame()) / Math.max(1, hits.length));
  return {
    v2: true,
    shows: result.hits.map(({ id }) => id),
    components: [
      ...[note, head.join('\n')].filter((text) => text !== '').map(textOf),
      ...[...chips.rows, ...ask].map((row) => row.toJSON()),
      ...hits.flatMap(({ story, passage }) => hitParts(language, story, passage, room)),
      ...(foot === '' ? [] : [new SeparatorBuilder().toJSON(), textOf(foot)]),
      ...go.filter((row) => row.components.length > 0).map((row) => row.toJSON()),
    ],
  };
}

/** As many of its first lines as fit: a line cut in two could be half a mark. */
function fitting(text: string, limit: number): string {
  const lines = text.split('\n');
  while (lines.length > 0 && lines.join('\n').length > limit) lines.pop();
  return lines.join('\n');
}

function textOf(markdown: string) {
  return new TextDisplayBuilder().setContent(markdown).toJSON();
}

/** @param said - the chips say what was asked. */
function headText(language: Language, { result, query }: ResultsPage, said: boolean): string {
  const asked = said ? '' : askedText(language, query);
  const found = language.say(result.unfinished ? 'search.results.unfinished' : 'search.results.head', {
    count: result.total,
  });
  const head = asked === '' ? found : `${found} · ${clipMarkdown(asked, 150)}`;
  return result.unfinished ? `${head}\n${language.say('search.results.unfinished-why')}` : head;
}

/** What was searched in the place of what was typed, and what a pairing would find as the other kind. */
export function changesText(
  language: Language,
  { corrections, otherKind }: Pick<SearchResult, 'corrections' | 'otherKind'>,
  asked: 'romantic' | 'friends' | null,
): string[] {
  const lines = corrections.slice(0, MOST_CORRECTIONS).map(({ typed, searched }) =>
    language.say('search.results.corrected', {
      typed: clipMarkdown(typed, 40),
      searched: clipMarkdown(language.list(searched.slice(0, 3)), 80),
    }),
  );
  if (asked === null) return lines;
  const key = asked === 'romantic' ? 'search.results.other-friends' : 'search.results.other-romantic';
  return [...lines, language.say(key, { count: otherKind })];
}

/** Of what stands for a word of the query; a name that was corrected is corrected by choosing another. */
export function correctionButtons(
  language: Language,
  { session, query, result }: Pick<ResultsPage, 'session' | 'query' | 'result'>,
): ButtonBuilder[] {
  const typed = new Map(
    result.corrections.slice(0, MOST_CORRECTIONS).flatMap((correction) => {
      const word = typedWord(query, correction.typed);
      return word ? [[filterKey(word), word.text] as const] : [];
    }),
  );
  return [...typed].map(([key, word]) =>
    button(searchId('search-typed', { session, key }), language.say('search.buttons.as-typed', { typed: word })),
  );
}

function otherKindButton(language: Language, session: string, asked: 'romantic' | 'friends' | null): ButtonBuilder[] {
  if (asked === null) return [];
  const key = asked === 'romantic' ? 'search.buttons.as-friends' : 'search.buttons.as-romantic';
  return [button(searchId('search-other-kind', { session }), language.say(key))];
}

function actionRow(
  language: Language,
  { session, page, result, query }: ResultsPage,
  pages: number,
): ActionRowBuilder<ButtonBuilder> {
  const row = new ActionRowBuilder<ButtonBuilder>();
  if (pages > 1) {
    const words = { page: page + 1, pages };
    const turn = turnRow(
      page,
      pages - 1,
      { back: language.say('kit.buttons.previous'), on: language.say('kit.buttons.next') },
      (to) => searchId('results', { session, page: to }),
    ).components;
    const jump = button(searchId('results-jump', { session, pages }), language.say('search.buttons.page-of', words));
    row.addComponents(...turn.slice(0, 1), jump, ...turn.slice(1));
  }
  if (result.total > 1) {
    const refine = button(searchId('refine', { session, page, mode: 'only' }), language.say('search.buttons.refine'));
    row.addComponents(refine.setStyle(ButtonStyle.Primary));
  }
  if (!isEverything(query)) {
    row.addComponents(button(savedSearchId('search-save', { session }), language.say('saved-searches.buttons.save')));
  }
  return row;
}

export function hiddenLines(language: Language, { hidden }: SearchResult, floor: RatingFloor): string[] {
  return hidden.map(({ reason, count }) => {
    const key = reason === 'blocked' ? 'blocked' : floor;
    return `-# ${language.say(`search.hidden.${key}`, { count })}`;
  });
}

/** Its time is over: what was asked is still known, and one press asks it again. */
export function searchOverView(language: Language, session: string): MessageBody {
  return notice(language.say('search.results.over'), [
    new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder()
        .setCustomId(searchId('search-again', { session }))
        .setLabel(language.say('search.buttons.search-again'))
        .setStyle(ButtonStyle.Primary),
    ),
  ]);
}
