/**
 * A fic's card: `/fic show`, opened from lists, shared, and what leads to one.
 */
import { moreByAuthor } from '#commands/card/more-by.ts';
import { openResult, shareCard } from '#commands/card/open.ts';
import { pick } from '#commands/card/pick.ts';
import type { CardPorts } from '#commands/card/ports.ts';
import { CARD_ROUTES } from '#commands/card/routes.ts';
import { show } from '#commands/card/show.ts';
import { feature } from '#src/kit/feature.ts';

export const cardFeature = feature<CardPorts, typeof CARD_ROUTES>({
  name: 'card',
  routes: CARD_ROUTES,
  commands: [show],
  presses: {
    open: openResult,
    share: shareCard,
    'more-by': moreByAuthor,
    pick,
  },
  kept: [],
});
