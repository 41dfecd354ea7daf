/**
 * What the command line refuses, and its files.
 */
import type { Nothing } from '#src/story/errors.ts';

declare module '#src/story/errors.ts' {
  interface FicErrors {
    'story-id-unknown': { story: string };
    'page-not-found': { page: number; pages: number };
    'file-missing': { file: string };
    'file-unreadable': { file: string; reason: string };
    'file-unwritable': { file: string; reason: string };
    'traffic-unreadable': { line: number; file: string; reason: string };
    'token-missing': Nothing;
    'port-in-use': { port: string };
    'setting-invalid': { setting: string; problem: string };
  }
}
