/**
 * What a takedown works with, and the declaring functions bound to it.
 */
import type { DeskPort } from '#commands/reports/desk.ts';
import type { TAKEDOWN_ROUTES } from '#commands/takedown/routes.ts';
import { kitFor } from '#src/kit/declaration.ts';
import type { Ports } from '#src/kit/ports.ts';

export type TakedownPorts = Ports<'catalog' | 'kept' | 'now' | 'takedowns' | 'tell'> & DeskPort;

export const { command, component } = kitFor<TakedownPorts, typeof TAKEDOWN_ROUTES>();
