/**
 * `/fic read`: reading page by page.
 */
import * as buttons from '#commands/reading/buttons.ts';
import { LAST_READ, PLACES, READING_SESSIONS } from '#commands/reading/kept.ts';
import { PREFERENCES, READER_THREADS } from '#commands/reading/kept-ways.ts';
import type { ReadingPorts } from '#commands/reading/ports.ts';
import * as read from '#commands/reading/read.ts';
import { READING_ROUTES } from '#commands/reading/routes.ts';
import { commandsIn, feature, pressesIn } from '#src/kit/feature.ts';

export const readingFeature = feature<ReadingPorts, typeof READING_ROUTES>({
  name: 'reading',
  routes: READING_ROUTES,
  commands: commandsIn(read),
  presses: pressesIn(buttons),
  kept: [PLACES, LAST_READ, READING_SESSIONS, PREFERENCES, READER_THREADS],
});
