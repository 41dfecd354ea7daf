/**
 * The help on searching: the query language by examples, each a button that runs it.
 */

import { ActionRowBuilder, ButtonBuilder, ContainerBuilder, TextDisplayBuilder } from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import { helpId } from '#commands/help/routes.ts';
import { ACCENT, divider } from '#src/kit/show/look.ts';
import { codeLine } from '#src/kit/show/markdown.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import type { Language } from '#src/language/language.ts';
import { SEARCH_EXAMPLES } from '#src/query/examples.ts';

/** 35 of Discord's 40 components. */
export function searchHelpView(language: Language): MessageBody {
  const container = new ContainerBuilder()
    .setAccentColor(ACCENT)
    .addTextDisplayComponents(text(`${language.say('help.search.head')}\n${language.say('help.search.about')}`));
  for (const { name: group, examples } of SEARCH_EXAMPLES) {
    const lines = examples.map(
      ({ name, query }) => `${codeLine(query)}: ${language.say(`help.search.examples.${name}`)}`,
    );
    const buttons = examples.map(({ name, query }) =>
      new ButtonBuilder()
        .setCustomId(helpId('search-example', { name }))
        .setLabel(query)
        .setStyle(ButtonStyle.Secondary),
    );
    container
      .addTextDisplayComponents(text([`**${language.say(`help.search.groups.${group}`)}**`, ...lines].join('\n')))
      .addActionRowComponents(new ActionRowBuilder<ButtonBuilder>().addComponents(buttons));
  }
  const back = new ButtonBuilder()
    .setCustomId(helpId('help', { part: 'readers' }))
    .setLabel(language.say('help.buttons.back'))
    .setStyle(ButtonStyle.Primary);
  container
    .addSeparatorComponents(divider())
    .addActionRowComponents(new ActionRowBuilder<ButtonBuilder>().addComponents(back));
  return { v2: true, components: [container.toJSON()] };
}

function text(content: string): TextDisplayBuilder {
  return new TextDisplayBuilder().setContent(content);
}
