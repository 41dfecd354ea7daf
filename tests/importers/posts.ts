/** Posts for the importer's tests: the samples beside this file, and posts written out in a test. */
import { readFileSync } from 'node:fs';
import { importFile } from '#src/importers/all.ts';
import type { ImportedStory } from '#src/importers/contract.ts';
import { type Chapter, plainText } from '#src/story/prose.ts';

export function readSample(name: string): Uint8Array {
  return readFileSync(new URL(`samples/${name}.txt`, import.meta.url));
}

/** The one story of a posted file. */
export function importPost(bytes: Uint8Array): ImportedStory {
  const [story, ...others] = importFile(bytes, 'post.txt');
  if (!story || others.length > 0) throw new Error('A post is one story.');
  return story;
}

export function importText(text: string): ImportedStory {
  return importPost(new TextEncoder().encode(text));
}

/** The plain text of each chapter. */
export function texts(chapters: readonly Chapter[]): string[] {
  return chapters.map(({ prose }) => plainText(prose));
}

export function codes(post: ImportedStory): string[] {
  return post.findings.map(({ code }) => code);
}
