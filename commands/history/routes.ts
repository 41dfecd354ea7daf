/**
 * The custom ids of the history and the log.
 */
import { idsOf, type RouteTable } from '#src/kit/custom-id.ts';

export const HISTORY_ROUTES = {
  /** Those from the revision `from` on down; 0 is the newest. */
  history: { story: 'word', from: 'number' },
  'history-open': { story: 'word' },
  'history-look': { story: 'word' },
  /** `expected` is the revision that stood there when the button was made. */
  'history-back': { story: 'word', revision: 'number', expected: 'number' },
  /** Entries before this one; 0 is the newest. */
  log: { before: 'number' },
} as const satisfies RouteTable;

export const historyId = idsOf(HISTORY_ROUTES);
