/**
 * What editing works with, and the declaring functions bound to it.
 */
import type { CarePorts } from '#commands/care/ports.ts';
import type { EDITING_ROUTES } from '#commands/editing/routes.ts';
import { kitFor } from '#src/kit/declaration.ts';
import type { Ports } from '#src/kit/ports.ts';

export type EditingPorts = Ports<'kept'> & CarePorts;

export const { command, component, modalSubmit } = kitFor<EditingPorts, typeof EDITING_ROUTES>();
