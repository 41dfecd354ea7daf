/**
 * What no press and no command does.
 */
import type { Nothing } from '#src/story/errors.ts';

declare module '#src/story/errors.ts' {
  interface FicErrors {
    'server-only': Nothing;
    'not-your-button': Nothing;
    'button-outdated': Nothing;
  }
}
