/**
 * What other names works with, and the declaring functions bound to it.
 */
import type { ALIASES_ROUTES } from '#commands/aliases/routes.ts';
import { kitFor } from '#src/kit/declaration.ts';
import type { Ports } from '#src/kit/ports.ts';

export type AliasesPorts = Ports<'catalog' | 'kept' | 'moderation' | 'now' | 'settings' | 'tell'>;

export const { command, component } = kitFor<AliasesPorts, typeof ALIASES_ROUTES>();
