/**
 * What a server is told when the bot joins it, and when it comes back.
 */
import type { WelcomePorts } from '#commands/welcome/ports.ts';
import { feature } from '#src/kit/feature.ts';

export const welcomeFeature = feature<WelcomePorts, Record<never, never>>({
  name: 'welcome',
  routes: {},
  commands: [],
  presses: {},
  kept: [],
  begins: ({ servers }) => servers,
});
