/**
 * `/library history`: who changed what, of one fic or of the library.
 */
import {
  history,
  historyFromCard,
  lookAtRevision,
  putHeaderBack,
  turnHistory,
  turnLog,
} from '#commands/history/history.ts';
import type { HistoryPorts } from '#commands/history/ports.ts';
import { HISTORY_ROUTES } from '#commands/history/routes.ts';
import { feature } from '#src/kit/feature.ts';

export const historyFeature = feature<HistoryPorts, typeof HISTORY_ROUTES>({
  name: 'history',
  routes: HISTORY_ROUTES,
  commands: [history],
  presses: {
    history: turnHistory,
    'history-open': historyFromCard,
    'history-look': lookAtRevision,
    'history-back': putHeaderBack,
    log: turnLog,
  },
  kept: [],
});
