/**
 * The Refine menu: what the results of a search have in common, each value with how many there are, to see only those or to
 * leave them out in one step.
 */

import {
  ActionRowBuilder,
  ButtonBuilder,
  StringSelectMenuBuilder,
  StringSelectMenuOptionBuilder,
} from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import { askedText } from '#commands/search/asked.ts';
import { searchId } from '#commands/search/routes.ts';
import type { Facets, FacetValue } from '#src/catalog/contract.ts';
import { clipLine } from '#src/kit/show/clip.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { notice, type Row } from '#src/kit/show/notices.ts';
import { clipMarkdown } from '#src/kit/show/story-text.ts';
import type { Language } from '#src/language/language.ts';
import { conjuncts, type Sort, type StoryQuery } from '#src/query/ast.ts';
import { facetCondition } from '#src/query/facets.ts';
import { type Facet, REFINED } from '#src/query/fields.ts';
import { filterKey, filtersOf } from '#src/query/filters.ts';
import { isBlank, oneLine } from '#src/story/characters.ts';

/** Kudos are for the query's own `sort:` until there are some. */
export const OFFERED_SORTS = [
  'best',
  'updated',
  'published',
  'words',
  'title',
  'author',
] as const satisfies readonly Sort[];

export const REFINE_MODES = ['only', 'without'] as const;
export type RefineMode = (typeof REFINE_MODES)[number];

export interface RefineMenu {
  readonly session: string;
  /** The page to go back to, 0-based. */
  readonly page: number;
  readonly mode: RefineMode;
  readonly query: StoryQuery;
  readonly total: number;
  readonly facets: Facets;
  /** What was just done, escaped. */
  readonly said?: string;
}

export function refineView(language: Language, menu: RefineMenu): MessageBody {
  const { session, page, mode, query, total, said } = menu;
  const asked = askedText(language, query);
  const menus = REFINED.flatMap((facet) => facetMenu(language, menu, facet));
  const lines = [
    ...(said ? [said] : []),
    [language.say('search.results.head', { count: total }), ...(asked === '' ? [] : [clipMarkdown(asked, 300)])].join(
      ' · ',
    ),
    language.say(menus.length === 0 ? 'search.refine.nothing' : `search.refine.${mode}`),
  ];
  const other = mode === 'only' ? 'without' : 'only';
  const row = new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder()
      .setCustomId(searchId('results', { session, page }))
      .setLabel(language.say('search.refine.back'))
      .setStyle(ButtonStyle.Primary),
    new ButtonBuilder()
      .setCustomId(searchId('refine', { session, page, mode: other }))
      .setLabel(language.say(`search.refine.to-${other}`))
      .setStyle(ButtonStyle.Secondary),
  );
  return notice(lines.join('\n'), [...menus, ...(mode === 'only' ? [sortMenu(language, session, query)] : []), row]);
}

/** What of a value a menu's option carries, which takes 100 units; null where nobody could see or choose it. */
export function optionValue(value: string): string | null {
  const cut = value.slice(0, LIMITS.selectLabel).replace(/[\ud800-\udbff]$/, '');
  return isBlank(oneLine(cut)) ? null : cut;
}

interface Choosable extends FacetValue {
  readonly option: string;
  readonly asked: boolean;
}

/** None where no value of it would change anything. */
function facetMenu(language: Language, menu: RefineMenu, facet: Facet): Row[] {
  const { session, mode, total } = menu;
  const filters = filtersOf(menu.query);
  const options = new Map<string, Choosable>();
  for (const { value, count } of menu.facets[facet]) {
    const option = optionValue(value);
    const condition = facetCondition(facet, value);
    const asked = condition !== null && filters.has(filterKey(condition));
    // What all have narrows nothing; what was asked for can be taken away, and is not left out.
    const useful = mode === 'only' ? asked || count < total : !asked && count < total;
    if (option !== null && useful && !options.has(option)) options.set(option, { value, count, option, asked });
  }
  if (options.size === 0) return [];
  return [
    new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
      new StringSelectMenuBuilder()
        .setCustomId(searchId('refine-by', { session, facet, mode }))
        .setPlaceholder(language.say(`search.refine.${facet}`))
        .addOptions(
          [...options.values()]
            .slice(0, LIMITS.selectOptions)
            .map((choosable) =>
              new StringSelectMenuOptionBuilder()
                .setLabel(optionLabel(language, facet, choosable))
                .setValue(choosable.option),
            ),
        ),
    ),
  ];
}

function optionLabel(language: Language, facet: Facet, { value, count, asked }: Choosable): string {
  const key = asked ? 'search.refine.asked' : 'search.refine.value';
  const frame = language.say(key, { name: '', number: count }).length;
  return language.say(key, {
    name: clipLine(valueText(language, facet, value), LIMITS.selectLabel - frame),
    number: count,
  });
}

function valueText(language: Language, facet: Facet, value: string): string {
  switch (facet) {
    case 'rating':
      return language.sayOf(`kit.bands.${value}`, {});
    case 'status':
      return language.sayOf(`kit.status.${value}`, {});
    case 'length':
      return language.sayOf(`search.lengths.${value}`, {});
    case 'language':
      return language.languageName(value);
    default:
      return value;
  }
}

function sortMenu(language: Language, session: string, query: StoryQuery): Row {
  const hasWords = conjuncts(query.where).some(({ kind }) => kind === 'words');
  const sort = query.sort ?? (hasWords ? 'best' : 'updated');
  return new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
    new StringSelectMenuBuilder()
      .setCustomId(searchId('results-sort', { session }))
      .setPlaceholder(language.say('search.sorts.choose'))
      .addOptions(
        OFFERED_SORTS.map((each) =>
          new StringSelectMenuOptionBuilder()
            .setLabel(language.say(`search.sorts.${each}`))
            .setValue(each)
            .setDefault(each === sort),
        ),
      ),
  );
}
