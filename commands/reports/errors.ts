/**
 * What a report, or its settling, is refused for.
 */
import type { Nothing } from '#src/story/errors.ts';

declare module '#src/story/errors.ts' {
  interface FicErrors {
    'report-note-missing': Nothing;
    'report-settled': Nothing;
    'report-not-found': Nothing;
    'report-too-mature-here': { title: string; rating: string };
  }
}
