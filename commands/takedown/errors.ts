/**
 * Why a takedown is not confirmed.
 */
import type { Nothing } from '#src/story/errors.ts';

declare module '#src/story/errors.ts' {
  interface FicErrors {
    'takedown-over': Nothing;
  }
}
