/**
 * What keeps a draft from being published, and words from being saved.
 */
import type { Nothing } from '#src/story/errors.ts';

declare module '#src/story/errors.ts' {
  interface FicErrors {
    'file-several': { count: number };
    'draft-not-found': Nothing;
    'draft-unreadable': Nothing;
    'draft-published': Nothing;
    'draft-incomplete': Nothing;
    'evidence-missing': Nothing;
    'evidence-blank': Nothing;
    'permission-missing': Nothing;
    'title-blank': Nothing;
    'source-unreadable': { source: string };
  }
}
