/**
 * A library as its moderators look through it: a state at a time, with how many there are of each.
 *
 * Titles of every rating stand here, since only a moderator sees it; summaries do not.
 */

import {
  ActionRowBuilder,
  ButtonBuilder,
  StringSelectMenuBuilder,
  StringSelectMenuOptionBuilder,
} from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import { listId } from '#commands/listing/routes.ts';
import { type DraftEntry, LIBRARY_STATES, type LibraryState } from '#src/catalog/contract.ts';
import { clipLine } from '#src/kit/show/clip.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { notice, type Row } from '#src/kit/show/notices.ts';
import { doer } from '#src/kit/show/person.ts';
import { menuOfStories } from '#src/kit/show/story-menu.ts';
import { byline, clipMarkdown, ratingText, titleOf } from '#src/kit/show/story-text.ts';
import { turnRow } from '#src/kit/show/turns.ts';
import { agoText } from '#src/kit/show/when.ts';
import type { Language } from '#src/language/language.ts';
import { isBlank } from '#src/story/characters.ts';
import { SHARED_LIBRARY, type StoryCard } from '#src/story/story.ts';

/** Ten entries of at most 310 units and a little each stay under Discord's 4000. */
export const LISTED_PER_PAGE = 10;

export interface ListPage {
  readonly session: string;
  readonly state: LibraryState;
  /** 0-based. */
  readonly page: number;
  readonly counts: Readonly<Record<LibraryState, number>>;
  /** What was asked for; '' where nothing was. */
  readonly words: string;
  /** Of those that have the words. */
  readonly total: number;
  readonly entries:
    | { readonly stories: readonly StoryCard[]; readonly drafts?: never }
    | { readonly drafts: readonly DraftEntry[]; readonly stories?: never };
}

export function libraryListView(language: Language, list: ListPage): MessageBody {
  const { session, state, page, words, total, entries } = list;
  const asked = isBlank(words) ? [] : [language.say('listing.asked', { words: clipMarkdown(words, 150) })];
  const lines = entries.stories
    ? entries.stories.map((story) => storyLine(language, story))
    : entries.drafts.map((draft) => draftLine(language, draft));
  const last = Math.max(0, Math.ceil(total / LISTED_PER_PAGE) - 1);
  const text = [
    `${[language.say('listing.head'), ...asked].join(' · ')}\n`,
    ...(lines.length > 0 ? lines : [language.say(asked.length === 0 ? `listing.none-${state}` : 'listing.none-found')]),
    ...(last > 0 ? [`-# ${language.say('kit.page', { page: page + 1, pages: last + 1 })}`] : []),
  ];
  const labels = { back: language.say('kit.buttons.previous'), on: language.say('kit.buttons.next') };
  const idOf = (to: number) => listId('list', { session, state, page: to });
  const rows: Row[] = [
    stateRow(language, list),
    ...(lines.length > 0 ? [openMenu(language, entries)] : []),
    ...(last > 0 ? [turnRow(page, last, labels, idOf)] : []),
  ];
  // What was taken down is named to moderators alone, who may give it back.
  const shows = (entries.stories ?? []).filter((story) => story.state !== 'taken-down').map(({ id }) => id);
  return { ...notice(text.join('\n'), rows), shows };
}

function storyLine(language: Language, story: StoryCard): string {
  const facts = [
    ratingText(language, story),
    language.say('kit.story.words', { count: story.words }),
    ...(story.library === SHARED_LIBRARY ? [language.say('listing.shared')] : []),
    agoText(story.updatedAt),
  ];
  return `**${clipMarkdown(titleOf(language, story), 100)}** ${clipMarkdown(byline(language, story), 80)}\n-# ${facts.join(' · ')}`;
}

function draftLine(language: Language, draft: DraftEntry): string {
  const facts = language.say('listing.draft', {
    ...doer(draft.by),
    when: agoText(draft.savedAt),
    expires: agoText(draft.expiresAt),
  });
  return `**${clipMarkdown(draftName(language, draft), 150)}**\n-# ${facts}`;
}

/** Its title, else the name of its file. */
function draftName(language: Language, { title, fileName }: DraftEntry): string {
  const name = [title, fileName].find((text) => text !== null && !isBlank(clipLine(text, 200)));
  return name ?? language.say('listing.pasted');
}

function stateRow(language: Language, { session, state, counts }: ListPage): ActionRowBuilder<ButtonBuilder> {
  return new ActionRowBuilder<ButtonBuilder>().addComponents(
    LIBRARY_STATES.map((each) =>
      new ButtonBuilder()
        .setCustomId(listId('list-state', { session, state: each }))
        .setLabel(language.say(`listing.state-${each}`, { number: counts[each] }))
        .setStyle(each === state ? ButtonStyle.Primary : ButtonStyle.Secondary),
    ),
  );
}

function openMenu(language: Language, entries: ListPage['entries']): ActionRowBuilder<StringSelectMenuBuilder> {
  if (entries.stories) return menuOfStories(language, listId('list-open', { what: 'story' }), entries.stories);
  return new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
    new StringSelectMenuBuilder()
      .setCustomId(listId('list-open', { what: 'draft' }))
      .setPlaceholder(language.say('listing.choose-draft'))
      .addOptions(
        entries.drafts.map((draft) =>
          new StringSelectMenuOptionBuilder()
            .setLabel(clipLine(draftName(language, draft), LIMITS.selectLabel))
            .setValue(draft.id),
        ),
      ),
  );
}
