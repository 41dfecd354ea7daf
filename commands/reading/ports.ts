/**
 * What reading works with, and the declaring functions bound to it.
 */
import type { READING_ROUTES } from '#commands/reading/routes.ts';
import { kitFor } from '#src/kit/declaration.ts';
import type { Ports } from '#src/kit/ports.ts';

export type ReadingPorts = Ports<'catalog' | 'channels' | 'guilds' | 'kept' | 'pages' | 'settings'>;

export const { command, component } = kitFor<ReadingPorts, typeof READING_ROUTES>();
