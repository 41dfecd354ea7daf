/**
 * A library's own other names, in pages, with a menu to remove one.
 */

import { ActionRowBuilder, StringSelectMenuBuilder, StringSelectMenuOptionBuilder } from '@discordjs/builders';
import { aliasId } from '#commands/aliases/routes.ts';
import { clipLine } from '#src/kit/show/clip.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { notice, type Row } from '#src/kit/show/notices.ts';
import { clipMarkdown } from '#src/kit/show/story-text.ts';
import { turnRow } from '#src/kit/show/turns.ts';
import type { Language } from '#src/language/language.ts';
import { type LibraryAlias, MOST_ALIASES } from '#src/moderation/library-aliases.ts';

/** With names of any length, a message has room for them. */
const PER_PAGE = 15;
/** Of a name, in rendered UTF-16 units. */
const NAME = 80;

/**
 * @param page - 0-based; one beyond the last is the last.
 * @param said - what was just done, escaped; null where they only looked.
 */
export function aliasesView(
  language: Language,
  aliases: readonly LibraryAlias[],
  page: number,
  said: string | null,
): MessageBody {
  const first = said === null ? [] : [said];
  if (aliases.length === 0) return notice([...first, language.say('aliases.none')].join('\n'));
  const last = Math.ceil(aliases.length / PER_PAGE) - 1;
  const here = Math.min(page, last);
  const shown = aliases.slice(here * PER_PAGE, (here + 1) * PER_PAGE);
  const lines = shown.map(({ kind, alias, standsFor }) =>
    language.say('aliases.line', {
      alias: clipMarkdown(alias, NAME),
      standsFor: clipMarkdown(standsFor, NAME),
      kind: language.say(`aliases.kinds.${kind}`),
    }),
  );
  const head = language.say('aliases.head', { count: aliases.length, most: MOST_ALIASES });
  const labels = { back: language.say('aliases.buttons.back'), on: language.say('aliases.buttons.on') };
  const turns: Row[] = last > 0 ? [turnRow(here, last, labels, (to) => aliasId('aliases', { page: to }))] : [];
  return notice([...first, head, ...lines].join('\n'), [menu(language, shown, here), ...turns]);
}

function menu(
  language: Language,
  shown: readonly LibraryAlias[],
  page: number,
): ActionRowBuilder<StringSelectMenuBuilder> {
  return new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
    new StringSelectMenuBuilder()
      .setCustomId(aliasId('alias-remove', { page }))
      .setPlaceholder(language.say('aliases.choose'))
      .addOptions(
        shown.map(({ number, alias, standsFor }) =>
          new StringSelectMenuOptionBuilder()
            .setLabel(clipLine(alias, LIMITS.selectLabel))
            .setDescription(clipLine(standsFor, LIMITS.selectDescription))
            .setValue(String(number)),
        ),
      ),
  );
}
