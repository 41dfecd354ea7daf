/**
 * What a search refuses.
 */
import type { Nothing } from '#src/story/errors.ts';

declare module '#src/story/errors.ts' {
  interface FicErrors {
    'search-over': Nothing;
    'no-last-search': Nothing;
    'page-number-unreadable': { text: string; pages: number };
  }
}
