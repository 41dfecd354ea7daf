/**
 * What a choice is refused for.
 */
import type { Nothing } from '#src/story/errors.ts';

declare module '#src/story/errors.ts' {
  interface FicErrors {
    'everyone-moderates': Nothing;
    'managers-only': Nothing;
  }
}
