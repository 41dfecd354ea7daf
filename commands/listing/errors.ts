/**
 * Why a list does not go on.
 */
import type { Nothing } from '#src/story/errors.ts';

declare module '#src/story/errors.ts' {
  interface FicErrors {
    'list-over': Nothing;
  }
}
