/**
 * Which page of the results somebody wants to see.
 */

import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { searchId } from '#commands/search/routes.ts';
import { modalOf, textLabel } from '#src/kit/show/modals.ts';
import type { Language } from '#src/language/language.ts';

export function pageModal(language: Language, session: string, pages: number): APIModalInteractionResponseCallbackData {
  return modalOf(language, searchId('results-jumped', { session, pages }), 'search.modal.title', [
    textLabel(language, {
      id: 'page',
      name: 'search.modal.number',
      hint: 'search.modal.hint',
      required: true,
      max: 10,
    }),
  ]);
}
