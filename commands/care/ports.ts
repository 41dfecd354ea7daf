/**
 * What care works with, and the declaring functions bound to it.
 */

import type { CARE_ROUTES } from '#commands/care/routes.ts';
import type { DeskPort } from '#commands/reports/desk.ts';
import { kitFor } from '#src/kit/declaration.ts';
import type { Ports } from '#src/kit/ports.ts';

export type CarePorts = Ports<'catalog' | 'moderation' | 'now' | 'record' | 'settings'> & DeskPort;

export const { command, component } = kitFor<CarePorts, typeof CARE_ROUTES>();
