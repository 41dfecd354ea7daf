/**
 * Why an edit does not go on.
 */
import type { Nothing } from '#src/story/errors.ts';

declare module '#src/story/errors.ts' {
  interface FicErrors {
    'edit-over': Nothing;
  }
}
