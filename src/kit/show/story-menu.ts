/**
 * A menu of fics.
 */

import { ActionRowBuilder, StringSelectMenuBuilder, StringSelectMenuOptionBuilder } from '@discordjs/builders';
import { clipLine } from '#src/kit/show/clip.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import { byline, titleOf } from '#src/kit/show/story-text.ts';
import type { Language } from '#src/language/language.ts';
import { pairingName } from '#src/story/pairing.ts';
import type { StoryCard } from '#src/story/story.ts';

/** @param id - the menu's custom id; a story's is its value. */
export function menuOfStories(language: Language, id: string, stories: readonly StoryCard[]) {
  return new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
    new StringSelectMenuBuilder()
      .setCustomId(id)
      .setPlaceholder(language.say('card.pick.choose'))
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

function describe(language: Language, story: StoryCard): string {
  const first = story.pairings[0];
  return [
    byline(language, story),
    language.say(`kit.bands.${story.rating.band}`),
    ...(first ? [pairingName(first)] : []),
  ].join(' · ');
}
