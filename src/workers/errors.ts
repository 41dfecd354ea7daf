/**
 * Why work is not done.
 */
import type { Nothing } from '#src/story/errors.ts';

declare module '#src/story/errors.ts' {
  interface FicErrors {
    'queue-full': { waiting: number };
    stopping: Nothing;
  }
}
