/**
 * The custom ids of a card, and of menus that lead to one.
 */
import { idsOf, type RouteTable } from '#src/kit/custom-id.ts';

export const CARD_ROUTES = {
  open: { story: 'word' },
  share: { story: 'word' },
  'more-by': { story: 'word' },
  /** `chapter` 0 goes on at the reader's place. */
  pick: { command: 'word', chapter: 'number' },
} as const satisfies RouteTable;

export const cardId = idsOf(CARD_ROUTES);
