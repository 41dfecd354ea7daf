/**
 * "Which one did you mean?": stories that a typed text may have meant, in a menu that goes on with the command.
 */
import { ActionRowBuilder, StringSelectMenuBuilder, StringSelectMenuOptionBuilder } from '@discordjs/builders';
import type { Language } from '#src/language/language.ts';
import { pairingName } from '#src/story/pairing.ts';
import type { Story } from '#src/story/story.ts';
import { byline, titleOf } from '#src/views/card.ts';
import { clipLine } from '#src/views/clip.ts';
import { customId } from '#src/views/custom-id.ts';
import { LIMITS } from '#src/views/limits.ts';
import type { MessageBody } from '#src/views/message.ts';
import { notice } from '#src/views/notices.ts';

/** What the choice leads to. */
export type Picked = 'show' | 'read' | 'open';

/** @param stories - at least one and at most 25. */
export function candidatesView(
  language: Language,
  picked: Picked,
  stories: readonly Story[],
  chapter = 0,
): MessageBody {
  const body = notice(language.say('candidates.head'), [storyMenu(language, picked, stories, chapter)]);
  return { ...body, shows: stories.map(({ id }) => id) };
}

/** @param chapter - to read from; 0 goes on at the reader's place. */
export function storyMenu(language: Language, picked: Picked, stories: readonly Story[], chapter = 0) {
  return menuOfStories(language, customId('pick', { command: picked, chapter }), stories);
}

/** @param id - the menu's custom id; a story's is its value. */
export function menuOfStories(language: Language, id: string, stories: readonly Story[]) {
  return new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
    new StringSelectMenuBuilder()
      .setCustomId(id)
      .setPlaceholder(language.say('candidates.choose'))
      .addOptions(
        stories.map((story) =>
          new StringSelectMenuOptionBuilder()
            .setLabel(clipLine(titleOf(language, story), LIMITS.selectLabel))
            .setDescription(clipLine(describe(language, story), LIMITS.selectDescription))
            .setValue(story.id),
        ),
      ),
  );
}

function describe(language: Language, story: Story): string {
  const first = story.pairings[0];
  return [
    byline(language, story),
    language.say(`bands.${story.rating.band}`),
    ...(first ? [pairingName(first)] : []),
  ].join(' · ');
}
