/**
 * `/fic shelf`: what a reader keeps for later.
 */
import * as keep from '#commands/shelf/keep.ts';
import { SHELF } from '#commands/shelf/kept.ts';
import type { ShelfPorts } from '#commands/shelf/ports.ts';
import { SHELF_ROUTES } from '#commands/shelf/routes.ts';
import * as shelf from '#commands/shelf/shelf.ts';
import { commandsIn, feature, pressesIn } from '#src/kit/feature.ts';

export const shelfFeature = feature<ShelfPorts, typeof SHELF_ROUTES>({
  name: 'shelf',
  routes: SHELF_ROUTES,
  commands: commandsIn(shelf),
  presses: pressesIn(keep, shelf),
  kept: [SHELF],
});
