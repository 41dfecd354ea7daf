/**
 * What is not theirs to ask.
 */
import type { Nothing } from '#src/story/errors.ts';

declare module '#src/story/errors.ts' {
  interface FicErrors {
    'privacy-not-yours': Nothing;
  }
}
