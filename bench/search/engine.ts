/** What every engine of the search bench can be asked, whatever its own way to ask is. */
import type { NewStory } from '#src/catalog/contract.ts';

/** All that it says must hold. */
export interface Question {
  /** In lower case; each stands in what a story says of itself. */
  readonly words: readonly string[];
  readonly fandom?: string;
  readonly tag?: string;
  /** General or Teen. */
  readonly isMild?: true;
  readonly isComplete?: true;
  /** Newest first; else the best first. */
  readonly isByDate?: true;
  readonly offset: number;
  /** A word is mistyped. */
  readonly isMistyped?: true;
}

interface Answer {
  /** All that match. NaN where an engine does not say. */
  readonly total: number;
  /** Of ten stories, their source URLs, in order; or what `sourcesOf` takes. */
  readonly keys: readonly string[];
}

export const KINDS = ['fandom', 'character', 'tag'] as const;
export type Kind = (typeof KINDS)[number];

/** An operation that an engine does not have is not there, and the table says so. */
export interface Engine {
  /** In portions, from the oldest on. */
  add(stories: readonly NewStory[]): Promise<void>;
  /** Everything that was added is found from now on. */
  finish(): Promise<void>;
  ask(question: Question): Promise<Answer>;
  /** Of an engine that answers with ids of its own. */
  sourcesOf?(keys: readonly string[]): Promise<readonly string[]>;
  /** Whether mistyped words are found at all. */
  readonly mends: boolean;
  /** Counts of fandoms, characters, tags, ratings, status, with the total. @returns how many values it counted. */
  facets?(question: Question): Promise<number>;
  /** Names with a word that begins so, the most used first, at most 25. @returns how many. */
  suggest(kind: Kind, typed: string): Promise<number>;
  /** A story that is there already, with another summary. */
  update(story: NewStory): Promise<void>;
  /** In bytes; null where it is in memory alone. */
  size(): Promise<number | null>;
  close(): Promise<void>;
}

/** @param folder - for files. */
export type OpenEngine = (folder: string) => Promise<Engine>;

/** What a story says of itself, flat: as peers take it. */
export interface Page {
  readonly key: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly fandoms: readonly string[];
  readonly characters: readonly string[];
  readonly pairings: readonly string[];
  readonly tags: readonly string[];
  readonly summary: string;
  readonly rating: string;
  readonly status: string;
  readonly isMild: boolean;
  readonly isComplete: boolean;
}

export function pageOf({ fields }: NewStory): Page {
  const { title, authors, fandoms, characters, summary, rating, status } = fields;
  return {
    ...{ key: fields.sourceUrl ?? '', title, authors, fandoms, characters, summary: summary ?? '', status },
    pairings: fields.pairings.map(({ raw }) => raw),
    tags: [...fields.genres, ...fields.warnings, ...fields.categories, ...fields.tags],
    rating: rating.band,
    isMild: rating.band === 'General' || rating.band === 'Teen',
    isComplete: status === 'complete',
  };
}

export function pageText(page: Page): string {
  const { title, authors, fandoms, characters, pairings, tags, summary } = page;
  return [title, ...authors, ...fandoms, ...characters, ...pairings, ...tags, summary].join(' \n ');
}

export const WORD = /[\p{L}\p{N}]+/gu;
