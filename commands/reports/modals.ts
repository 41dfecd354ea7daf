/**
 * What somebody who reports a fic is asked, and a moderator who closes a report.
 */

import { LabelBuilder, StringSelectMenuBuilder, StringSelectMenuOptionBuilder } from '@discordjs/builders';
import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { ReportView } from '#commands/reports/post-view.ts';
import { reportId } from '#commands/reports/routes.ts';
import { clip } from '#src/kit/show/clip.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import { modalOf, textLabel } from '#src/kit/show/modals.ts';
import type { Language } from '#src/language/language.ts';
import { REPORT_REASONS } from '#src/moderation/reports.ts';
import type { Target } from '#src/story/page.ts';

/** @param place - null is the fic as a whole. */
export function reportModal(
  language: Language,
  story: string,
  place: Target | null,
): APIModalInteractionResponseCallbackData {
  const id = place ? reportId('report-page-send', { story, ...place }) : reportId('report-send', { story });
  return modalOf(language, id, place ? 'modals.report.page-title' : 'modals.report.title', [
    new LabelBuilder()
      .setLabel(clip(language.say('modals.report.reason'), LIMITS.inputLabel))
      .setStringSelectMenuComponent(
        new StringSelectMenuBuilder()
          .setCustomId('reason')
          .setRequired(true)
          .setPlaceholder(language.say('modals.report.choose'))
          .addOptions(
            REPORT_REASONS.map((reason) =>
              new StringSelectMenuOptionBuilder()
                .setLabel(clip(language.say(`reports.reason-${reason}`), LIMITS.selectLabel))
                .setValue(reason),
            ),
          ),
      ),
    textLabel(language, { id: 'text', name: 'modals.report.text', hint: 'modals.report.hint', long: true }),
  ]);
}

export function endReportModal(
  language: Language,
  report: string,
  view: ReportView,
): APIModalInteractionResponseCallbackData {
  return modalOf(language, reportId('report-ended', { report, view }), 'modals.end-report.title', [
    textLabel(language, {
      id: 'answer',
      name: 'modals.end-report.answer',
      hint: 'modals.end-report.hint',
      long: true,
      max: 400,
    }),
  ]);
}
