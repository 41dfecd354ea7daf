/**
 * Why somebody cannot read on.
 */
import type { Nothing } from '#src/story/errors.ts';

declare module '#src/story/errors.ts' {
  interface FicErrors {
    'session-over': Nothing;
    'forgotten-meanwhile': Nothing;
    'nothing-to-read': Nothing;
  }
}
