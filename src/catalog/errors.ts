/**
 * What a catalog refuses.
 */
import type { Nothing } from '#src/story/errors.ts';

declare module '#src/story/errors.ts' {
  interface FicErrors {
    'story-unreadable': { story: string };
    'story-not-taken-down': { title: string };
    'restore-taken-down': { title: string };
    'story-not-withdrawn': Nothing;
    'story-changed': { title: string; by?: string; at?: number; revision?: number };
    'chapter-not-found': { chapter: number; chapters: number; story?: string; title?: string };
    'text-not-permitted': Nothing;
    'library-not-yours': { title: string };
  }
}
