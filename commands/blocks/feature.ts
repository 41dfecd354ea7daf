/**
 * `/fic block`: names that a member does not want to meet.
 */
import * as block from '#commands/blocks/block.ts';
import { BLOCKS } from '#commands/blocks/kept.ts';
import type { BlocksPorts } from '#commands/blocks/ports.ts';
import { BLOCKS_ROUTES } from '#commands/blocks/routes.ts';
import { commandsIn, feature, pressesIn } from '#src/kit/feature.ts';

export const blocksFeature = feature<BlocksPorts, typeof BLOCKS_ROUTES>({
  name: 'blocks',
  routes: BLOCKS_ROUTES,
  commands: commandsIn(block),
  presses: pressesIn(block),
  kept: [BLOCKS],
});
