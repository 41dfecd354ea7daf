/**
 * What a search works with, and the declaring functions bound to it.
 */
import type { SEARCH_ROUTES } from '#commands/search/routes.ts';
import { kitFor } from '#src/kit/declaration.ts';
import type { Ports } from '#src/kit/ports.ts';

export type SearchPorts = Ports<'catalog' | 'kept' | 'mention' | 'now' | 'settings' | 'sharedTexts'>;

export const { command, component, modalSubmit } = kitFor<SearchPorts, typeof SEARCH_ROUTES>();
