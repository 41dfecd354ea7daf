/**
 * What the help works with, and the declaring functions bound to it.
 */

import type { HELP_ROUTES } from '#commands/help/routes.ts';
import type { SearchPorts } from '#commands/search/ports.ts';
import { kitFor } from '#src/kit/declaration.ts';
import type { Ports } from '#src/kit/ports.ts';

export type HelpPorts = Ports<'commands' | 'mayModerate'> & SearchPorts;

export const { command, component } = kitFor<HelpPorts, typeof HELP_ROUTES>();
