/**
 * The custom ids of reports.
 */
import { idsOf, type RouteTable } from '#src/kit/custom-id.ts';

export const REPORTS_ROUTES = {
  report: { story: 'word' },
  'report-send': { story: 'word' },
  'report-page': { story: 'word', chapter: 'number', offset: 'number' },
  'report-page-send': { story: 'word', chapter: 'number', offset: 'number' },
  'report-look': { report: 'word' },
  'report-withdraw': { report: 'word', view: 'word' },
  'report-end': { report: 'word', view: 'word' },
  'report-ended': { report: 'word', view: 'word' },
  /** Of lists that an earlier release showed. */
  'report-close': { report: 'word' },
} as const satisfies RouteTable;

export const reportId = idsOf(REPORTS_ROUTES);
