/**
 * What a member blocks, with menus to let it go.
 */
import { ActionRowBuilder, StringSelectMenuBuilder, StringSelectMenuOptionBuilder } from '@discordjs/builders';
import type { Language } from '#src/language/language.ts';
import type { BlockedName } from '#src/story/audience.ts';
import { clipMarkdown } from '#src/views/card.ts';
import { clipLine } from '#src/views/clip.ts';
import { customId } from '#src/views/custom-id.ts';
import { LIMITS } from '#src/views/limits.ts';
import type { MessageBody } from '#src/views/message.ts';
import { notice, type Row } from '#src/views/notices.ts';

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
      .setCustomId(customId('unblock', { page }))
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
