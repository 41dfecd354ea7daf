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
  return modalOf(language, id, place ? 'reports.modal.page-title' : 'reports.modal.title', [
    new LabelBuilder()
      .setLabel(clip(language.say('reports.modal.reason'), LIMITS.inputLabel))
      .setStringSelectMenuComponent(
        new StringSelectMenuBuilder()
          .setCustomId('reason')
          .setRequired(true)
          .setPlaceholder(language.say('reports.modal.choose'))
          .addOptions(
            REPORT_REASONS.map((reason) =>
              new StringSelectMenuOptionBuilder()
                .setLabel(clip(language.say(`reports.reason-${reason}`), LIMITS.selectLabel))
                .setValue(reason),
            ),
          ),
      ),
    textLabel(language, { id: 'text', name: 'reports.modal.text', hint: 'reports.modal.hint', long: true }),
  ]);
}

export function endReportModal(
  language: Language,
  report: string,
  view: ReportView,
): APIModalInteractionResponseCallbackData {
  return modalOf(language, reportId('report-ended', { report, view }), 'reports.end-modal.title', [
    textLabel(language, {
      id: 'answer',
      name: 'reports.end-modal.answer',
      hint: 'reports.end-modal.hint',
      long: true,
      max: 400,
    }),
  ]);
}
