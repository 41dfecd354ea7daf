/**
 * `/fic shelf`: what a reader keeps for later.
 */
import { keepForLater } from '#commands/shelf/keep.ts';
import { SHELF } from '#commands/shelf/kept.ts';
import type { ShelfPorts } from '#commands/shelf/ports.ts';
import { SHELF_ROUTES } from '#commands/shelf/routes.ts';
import { shelf, turnShelf } from '#commands/shelf/shelf.ts';
import { feature } from '#src/kit/feature.ts';

export const shelfFeature = feature<ShelfPorts, typeof SHELF_ROUTES>({
  name: 'shelf',
  routes: SHELF_ROUTES,
  commands: [shelf],
  presses: {
    shelf: turnShelf,
    keep: keepForLater,
  },
  kept: [SHELF],
});
