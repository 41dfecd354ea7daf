/**
 * What a member blocks, with menus to let it go.
 */

import { ActionRowBuilder, StringSelectMenuBuilder, StringSelectMenuOptionBuilder } from '@discordjs/builders';
import { blockId } from '#commands/blocks/routes.ts';
import { clipLine } from '#src/kit/show/clip.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { notice, type Row } from '#src/kit/show/notices.ts';
import { clipMarkdown } from '#src/kit/show/story-text.ts';
import type { Language } from '#src/language/language.ts';
import type { BlockedName } from '#src/story/audience.ts';

type Listed = BlockedName & { readonly id: string };

/** @param said - what was just done, escaped; null where they only looked. */
export function blocksView(language: Language, names: readonly Listed[], said: string | null): MessageBody {
  const first = said === null ? [] : [said];
  if (names.length === 0) return notice([...first, language.say('blocks.none')].join('\n'));
  const lines = names.map(
    ({ kind, name }) => `- **${clipMarkdown(name, 40)}** · ${language.say(`blocks.kinds.${kind}`)}`,
  );
  const text = [...first, language.say('blocks.head', { count: names.length }), ...lines].join('\n');
  const menus: Row[] = [];
  for (let at = 0; at < names.length; at += LIMITS.selectOptions) {
    menus.push(menu(language, at / LIMITS.selectOptions, names.slice(at, at + LIMITS.selectOptions)));
  }
  return notice(text, menus);
}

function menu(language: Language, page: number, names: readonly Listed[]): ActionRowBuilder<StringSelectMenuBuilder> {
  return new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
    new StringSelectMenuBuilder()
      .setCustomId(blockId('unblock', { page }))
      .setPlaceholder(language.say('blocks.choose'))
      .addOptions(
        names.map(({ id, kind, name }) =>
          new StringSelectMenuOptionBuilder()
            .setLabel(clipLine(name, LIMITS.selectLabel))
            .setDescription(language.say(`blocks.kinds.${kind}`))
            .setValue(id),
        ),
      ),
  );
}
