/**
 * What is wrong with a database.
 */
import type { Nothing } from '#src/story/errors.ts';

declare module '#src/story/errors.ts' {
  interface FicErrors {
    'database-newer': { file: string; found: number; known: number };
    'database-in-use': { file: string };
    'database-full': Nothing;
    'database-broken': { file: string; reason: string };
    'database-stopped': { file: string; reason: string };
  }
}
