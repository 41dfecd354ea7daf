/** Posts for the importer's tests: the samples beside this file, and posts written out in a test. */
import { readFileSync } from 'node:fs';
import { type ImportedPost, importPostedText } from '#src/importers/posted-text.ts';
import { type Chapter, plainText } from '#src/story/prose.ts';

export function readSample(name: string): Uint8Array {
  return readFileSync(new URL(`samples/${name}.txt`, import.meta.url));
}

export function importText(text: string): ImportedPost {
  return importPostedText(new TextEncoder().encode(text));
}

/** The plain text of each chapter. */
export function texts(chapters: readonly Chapter[]): string[] {
  return chapters.map(({ prose }) => plainText(prose));
}

export function codes(post: ImportedPost): string[] {
  return post.findings.map(({ code }) => code);
}
