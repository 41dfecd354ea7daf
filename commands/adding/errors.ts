/**
 * What is missing of what is to be added.
 */
import type { Nothing } from '#src/story/errors.ts';

declare module '#src/story/errors.ts' {
  interface FicErrors {
    'answers-over': Nothing;
    'text-and-file': Nothing;
    'text-or-file': Nothing;
  }
}
