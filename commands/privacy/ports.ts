/**
 * What privacy works with, and the declaring functions bound to it.
 */
import type { PRIVACY_ROUTES } from '#commands/privacy/routes.ts';
import { kitFor } from '#src/kit/declaration.ts';
import type { Ports } from '#src/kit/ports.ts';

export type PrivacyPorts = Ports<'forgetting' | 'now' | 'privacy'>;

export const { command, component } = kitFor<PrivacyPorts, typeof PRIVACY_ROUTES>();
