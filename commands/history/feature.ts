/**
 * `/library history`: who changed what, of one fic or of the library.
 */
import * as history from '#commands/history/history.ts';
import type { HistoryPorts } from '#commands/history/ports.ts';
import { HISTORY_ROUTES } from '#commands/history/routes.ts';
import { commandsIn, feature, pressesIn } from '#src/kit/feature.ts';

export const historyFeature = feature<HistoryPorts, typeof HISTORY_ROUTES>({
  name: 'history',
  routes: HISTORY_ROUTES,
  commands: commandsIn(history),
  presses: pressesIn(history),
  kept: [],
});
