/**
 * What blocking works with, and the declaring functions bound to it.
 */
import type { BLOCKS_ROUTES } from '#commands/blocks/routes.ts';
import { kitFor } from '#src/kit/declaration.ts';
import type { Ports } from '#src/kit/ports.ts';

export type BlocksPorts = Ports<'catalog' | 'kept' | 'settings'>;

export const { command, component } = kitFor<BlocksPorts, typeof BLOCKS_ROUTES>();
