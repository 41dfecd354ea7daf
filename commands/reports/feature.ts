/**
 * `/library reports`: what members tell the moderators about fics.
 */
import { reportPage, reportStory, sendPageReport, sendReport } from '#commands/reports/filing.ts';
import type { ReportsPorts } from '#commands/reports/ports.ts';
import { reports } from '#commands/reports/reports.ts';
import { REPORTS_ROUTES } from '#commands/reports/routes.ts';
import { closeListed, endReport, lookAtReport, reportEnded, withdrawReported } from '#commands/reports/settling.ts';
import { feature } from '#src/kit/feature.ts';

export const reportsFeature = feature<ReportsPorts, typeof REPORTS_ROUTES>({
  name: 'reports',
  routes: REPORTS_ROUTES,
  commands: [reports],
  presses: {
    report: reportStory,
    'report-send': sendReport,
    'report-page': reportPage,
    'report-page-send': sendPageReport,
    'report-look': lookAtReport,
    'report-withdraw': withdrawReported,
    'report-end': endReport,
    'report-ended': reportEnded,
    'report-close': closeListed,
  },
  kept: [],
  begins: ({ reportDesk }) => ({ begin: () => reportDesk.catchUp() }),
});
