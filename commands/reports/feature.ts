/**
 * `/library reports`: what members tell the moderators about fics.
 */
import * as filing from '#commands/reports/filing.ts';
import * as openReports from '#commands/reports/open-reports.ts';
import type { ReportsPorts } from '#commands/reports/ports.ts';
import { REPORTS_ROUTES } from '#commands/reports/routes.ts';
import * as settling from '#commands/reports/settling.ts';
import { commandsIn, feature, pressesIn } from '#src/kit/feature.ts';

export const reportsFeature = feature<ReportsPorts, typeof REPORTS_ROUTES>({
  name: 'reports',
  routes: REPORTS_ROUTES,
  commands: commandsIn(openReports),
  presses: pressesIn(filing, settling),
  kept: [],
  begins: ({ reportDesk }) => ({ begin: () => reportDesk.catchUp() }),
});
