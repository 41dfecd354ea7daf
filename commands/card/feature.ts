/**
 * A fic's card: `/fic show`, opened from lists, shared, and what leads to one.
 */
import * as moreBy from '#commands/card/more-by.ts';
import * as open from '#commands/card/open.ts';
import * as pick from '#commands/card/pick.ts';
import type { CardPorts } from '#commands/card/ports.ts';
import { CARD_ROUTES } from '#commands/card/routes.ts';
import * as show from '#commands/card/show.ts';
import { commandsIn, feature, pressesIn } from '#src/kit/feature.ts';

export const cardFeature = feature<CardPorts, typeof CARD_ROUTES>({
  name: 'card',
  routes: CARD_ROUTES,
  commands: commandsIn(show),
  presses: pressesIn(moreBy, open, pick),
  kept: [],
});
