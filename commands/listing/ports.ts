/**
 * What the library list works with, and the declaring functions bound to it.
 */
import type { CarePorts } from '#commands/care/ports.ts';
import type { LISTING_ROUTES } from '#commands/listing/routes.ts';
import { kitFor } from '#src/kit/declaration.ts';
import type { Ports } from '#src/kit/ports.ts';

export type ListingPorts = Ports<'kept' | 'publishing'> & CarePorts;

export const { command, component } = kitFor<ListingPorts, typeof LISTING_ROUTES>();
