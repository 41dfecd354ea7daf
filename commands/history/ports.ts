/**
 * What the history works with, and the declaring functions bound to it.
 */
import type { EditingPorts } from '#commands/editing/ports.ts';
import type { HISTORY_ROUTES } from '#commands/history/routes.ts';
import { kitFor } from '#src/kit/declaration.ts';

export type HistoryPorts = EditingPorts;

export const { command, component } = kitFor<HistoryPorts, typeof HISTORY_ROUTES>();
