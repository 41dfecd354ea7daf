/**
 * What adding works with, and the declaring functions bound to it.
 */
import type { ADDING_ROUTES } from '#commands/adding/routes.ts';
import { kitFor } from '#src/kit/declaration.ts';
import type { Ports } from '#src/kit/ports.ts';

export type AddingPorts = Ports<'fetchAttachment' | 'kept' | 'now' | 'publishing' | 'record'>;

export const { command, component, modalSubmit } = kitFor<AddingPorts, typeof ADDING_ROUTES>();
