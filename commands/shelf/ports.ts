/**
 * What the shelf works with, and the declaring functions bound to it.
 */
import type { SHELF_ROUTES } from '#commands/shelf/routes.ts';
import { kitFor } from '#src/kit/declaration.ts';
import type { Ports } from '#src/kit/ports.ts';

export type ShelfPorts = Ports<'catalog' | 'kept' | 'settings'>;

export const { command, component } = kitFor<ShelfPorts, typeof SHELF_ROUTES>();
