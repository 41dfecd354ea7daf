/**
 * `/library list`: the library by state.
 */
import { LIST_SESSIONS } from '#commands/listing/kept.ts';
import { list, listState, turnList } from '#commands/listing/list.ts';
import { openListed } from '#commands/listing/open.ts';
import type { ListingPorts } from '#commands/listing/ports.ts';
import { LISTING_ROUTES } from '#commands/listing/routes.ts';
import { feature } from '#src/kit/feature.ts';

export const listingFeature = feature<ListingPorts, typeof LISTING_ROUTES>({
  name: 'listing',
  routes: LISTING_ROUTES,
  commands: [list],
  presses: {
    list: turnList,
    'list-state': listState,
    'list-open': openListed,
  },
  kept: [LIST_SESSIONS],
});
