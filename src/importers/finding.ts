/**
 * What an importer noticed in a file: told to the moderator before publishing, printed by `ficus import --json`.
 */
export const SEVERITIES = ['error', 'warning', 'note'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Each code has a sentence under `adding.findings.<code>` in each language of `locales/`. */
export const FINDING_CODES = [
  ...(['title-missing', 'author-missing', 'summary-missing', 'fandom-missing', 'fandom-guessed'] as const),
  ...(['rating-missing', 'rating-unreadable', 'rating-ambiguous', 'rating-several', 'pairing-ambiguous'] as const),
  ...(['label-unknown', 'field-repeated', 'encoding-guessed', 'markup-unclosed', 'markup-unknown'] as const),
  ...(['archive-asks-first', 'underage-refused'] as const),
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** Where in a file: a 1-based line; of a file that is made of several (a book's chapters, say), of which of them. */
export type Place = { readonly line: number } | { readonly part: string; readonly line: number };

export interface Finding {
  readonly severity: Severity;
  readonly code: FindingCode;
  /** The field of the story it is about; null for the file as a whole. */
  readonly field: string | null;
  /** Null where it is about something that is not there, or about the file as a whole. */
  readonly where: Place | null;
  /** What the sentence needs: the raw words, the guess. */
  readonly details: Readonly<Record<string, string | number>>;
}
