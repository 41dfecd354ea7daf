/**
 * What a library refuses of whoever cares for it, or tells of it.
 */
import type { Nothing } from '#src/story/errors.ts';

declare module '#src/story/errors.ts' {
  interface FicErrors {
    'name-blank': Nothing;
    'alias-of-itself': { name: string };
    'reports-too-many': { limit: number; hours: number; minutes: number };
  }
}
