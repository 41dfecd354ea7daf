/**
 * The open reports of a server, each with a button that closes it.
 */
import { ButtonBuilder, SectionBuilder, TextDisplayBuilder } from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import type { Report } from '#src/catalog/contract.ts';
import type { Language } from '#src/language/language.ts';
import type { Story } from '#src/story/story.ts';
import { clipMarkdown, titleOf } from '#src/views/card.ts';
import { customId } from '#src/views/custom-id.ts';
import type { MessageBody } from '#src/views/message.ts';
import { notice } from '#src/views/notices.ts';
import { personShown } from '#src/views/person.ts';

/** Eight sections of at most 460 units stay under Discord's 4000 and its 40 components. */
export const SHOWN_REPORTS = 8;

/** @param reports - oldest first; one more than SHOWN_REPORTS says that there are more. */
export function reportsView(
  language: Language,
  reports: readonly { readonly report: Report; readonly story: Story | null }[],
): MessageBody {
  if (reports.length === 0) return notice(language.say('reports.none'));
  const sections = reports.slice(0, SHOWN_REPORTS).map(({ report, story }) => {
    const title = story ? clipMarkdown(titleOf(language, story), 100) : language.say('reports.story-gone');
    const from = language.say('reports.from', {
      who: personShown(language, report.by),
      when: `<t:${Math.floor(report.at / 1000)}:R>`,
    });
    return new SectionBuilder()
      .addTextDisplayComponents(
        new TextDisplayBuilder().setContent(`**${title}**\n-# ${from}\n${clipMarkdown(report.text, 250)}`),
      )
      .setButtonAccessory(
        new ButtonBuilder()
          .setCustomId(customId('report-close', { report: report.id }))
          .setLabel(language.say('buttons.close-report'))
          .setStyle(ButtonStyle.Secondary),
      );
  });
  const head = language.say(reports.length > SHOWN_REPORTS ? 'reports.head-more' : 'reports.head');
  return {
    v2: true,
    components: [new TextDisplayBuilder().setContent(head).toJSON(), ...sections.map((section) => section.toJSON())],
  };
}
