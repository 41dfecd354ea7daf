/**
 * Stories to try a catalog with: say what matters, the rest is made up.
 */
import type { NewStory } from '#src/catalog/contract.ts';
import { chunkProse } from '#src/story/chunks.ts';
import type { Pairing } from '#src/story/pairing.ts';
import type { Prose } from '#src/story/prose.ts';
import { type Rating, UNRATED } from '#src/story/rating.ts';
import { type LibraryId, type Permission, SHARED_LIBRARY, type StoryFields } from '#src/story/story.ts';

export const GENERAL: Rating = { raw: 'G', rank: 10, band: 'General', ambiguous: false };
export const TEEN: Rating = { raw: 'PG-13', rank: 20, band: 'Teen', ambiguous: false };
export const MATURE: Rating = { raw: 'R', rank: 30, band: 'Mature', ambiguous: false };
export const EXPLICIT: Rating = { raw: 'NC-17', rank: 40, band: 'Explicit', ambiguous: false };
export { UNRATED };

const BY_AUTHOR: Permission = { basis: 'posted-by-author', evidence: 'posted here', by: 'mina', at: 1000 };
export const NO_PERMISSION: Permission = { basis: 'none', evidence: '', by: 'mina', at: 1000 };

export interface StoryParts extends Partial<StoryFields> {
  readonly library?: LibraryId;
  readonly permission?: Permission;
  /** Paragraphs of each chapter. */
  readonly text?: readonly (readonly string[])[];
  readonly pages?: NewStory['pages'];
  /** Two stories with one key are one. */
  readonly key?: string;
}

let made = 0;

export function aStory(parts: StoryParts = {}): NewStory {
  const { library = SHARED_LIBRARY, permission = BY_AUTHOR, text = [['A lamp burned late.']], ...said } = parts;
  made += 1;
  const { pages = [], key = `story ${made}`, ...fields } = said;
  return {
    library,
    permission,
    pages,
    key,
    fields: { ...NOTHING_SAID, ...fields },
    chapters: text.map((paragraphs) => ({ title: null, ...chunkProse(prose(paragraphs)) })),
  };
}

export function romance(...members: string[]): Pairing {
  return { raw: members.join('/'), members, kind: 'romantic' };
}

export function friends(...members: string[]): Pairing {
  return { raw: members.join(' & '), members, kind: 'platonic' };
}

/** A text of so many words, in paragraphs of a hundred. */
export function wordy(words: number): string[] {
  const paragraphs: string[] = [];
  for (let left = words; left > 0; left -= 100) {
    paragraphs.push(Array.from({ length: Math.min(left, 100) }, (_, index) => `word${index}`).join(' '));
  }
  return paragraphs;
}

function prose(paragraphs: readonly string[]): Prose {
  return paragraphs.map((text) => ({ kind: 'paragraph', spans: [{ text }] }));
}

export const NOTHING_SAID: StoryFields = {
  title: 'Untitled',
  authors: [],
  fandoms: [],
  pairings: [],
  characters: [],
  categories: [],
  genres: [],
  tags: [],
  rating: GENERAL,
  warnings: [],
  summary: null,
  notes: null,
  disclaimer: null,
  series: null,
  part: null,
  status: 'complete',
  language: null,
  chaptersTotal: null,
  postedAt: null,
  sourceUrl: null,
  unknownFields: [],
  rawHeader: '',
};
