/**
 * What reports works with, and the declaring functions bound to it.
 */
import type { DeskPort } from '#commands/reports/desk.ts';
import type { REPORTS_ROUTES } from '#commands/reports/routes.ts';
import { kitFor } from '#src/kit/declaration.ts';
import type { Ports } from '#src/kit/ports.ts';

export type ReportsPorts = Ports<'catalog' | 'channels' | 'moderation' | 'newId' | 'now' | 'pages' | 'settings'> &
  DeskPort;

export const { command, component, modalSubmit } = kitFor<ReportsPorts, typeof REPORTS_ROUTES>();
