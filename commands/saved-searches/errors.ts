/**
 * What the list of saved searches refuses.
 */
import type { Nothing } from '#src/story/errors.ts';

declare module '#src/story/errors.ts' {
  interface FicErrors {
    'search-name-blank': Nothing;
    'saved-search-unknown': { name: string };
    'saved-search-taken': { name: string };
    'saved-searches-full': { most: number };
  }
}
