/**
 * What a card works with, and the declaring functions bound to it.
 */

import type { CARD_ROUTES } from '#commands/card/routes.ts';
import type { ReadingPorts } from '#commands/reading/ports.ts';
import type { SearchPorts } from '#commands/search/ports.ts';
import { kitFor } from '#src/kit/declaration.ts';
import type { Ports } from '#src/kit/ports.ts';

export type CardPorts = Ports<'channels' | 'mayModerate'> & SearchPorts & ReadingPorts;

export const { command, component } = kitFor<CardPorts, typeof CARD_ROUTES>();
