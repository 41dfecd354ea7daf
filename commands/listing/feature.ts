/**
 * `/library list`: the library by state.
 */
import { LIST_SESSIONS } from '#commands/listing/kept.ts';
import * as list from '#commands/listing/list.ts';
import * as open from '#commands/listing/open.ts';
import type { ListingPorts } from '#commands/listing/ports.ts';
import { LISTING_ROUTES } from '#commands/listing/routes.ts';
import { commandsIn, feature, pressesIn } from '#src/kit/feature.ts';

export const listingFeature = feature<ListingPorts, typeof LISTING_ROUTES>({
  name: 'listing',
  routes: LISTING_ROUTES,
  commands: commandsIn(list),
  presses: pressesIn(list, open),
  kept: [LIST_SESSIONS],
});
