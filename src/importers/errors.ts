/**
 * What is wrong with a file that was to be a story.
 */
import type { Nothing } from '#src/story/errors.ts';

declare module '#src/story/errors.ts' {
  interface FicErrors {
    'file-empty': Nothing;
    'file-binary': Nothing;
    'file-too-large': { limit: number; megabytes?: number };
    'file-without-body': Nothing;
  }
}
