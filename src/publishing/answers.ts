/**
 * What a moderator says about a draft beside what its file says: their words stand over the file's.
 */
import { z } from 'zod';
import type { Finding, FindingCode } from '#src/importers/finding.ts';
import { FicError } from '#src/story/errors.ts';
import { PERMISSION_BASES, type PermissionBasis } from '#src/story/story.ts';

/** Each as typed; absent where nothing was said. */
export const AnswersSchema = z.object({
  title: z.string().optional(),
  authors: z.string().optional(),
  fandoms: z.string().optional(),
  pairings: z.string().optional(),
  rating: z.string().optional(),
  summary: z.string().optional(),
  characters: z.string().optional(),
  warnings: z.string().optional(),
  genres: z.string().optional(),
  tags: z.string().optional(),
  status: z.string().optional(),
  notes: z.string().optional(),
  disclaimer: z.string().optional(),
  series: z.string().optional(),
  source: z.string().optional(),
  basis: z.enum(PERMISSION_BASES).optional(),
  evidence: z.string().optional(),
});
export type Answers = z.infer<typeof AnswersSchema>;

/** What was said of a draft so far, as it is kept. @throws FicError `draft-unreadable` where it cannot be read: it stays as it is. */
export function keptAnswers(json: string): Answers {
  try {
    return AnswersSchema.parse(JSON.parse(json));
  } catch (cause) {
    throw new FicError('draft-unreadable', {}, { cause });
  }
}

/** On these grounds somebody else may check where the author or the licence says so. */
const EVIDENCED: readonly PermissionBasis[] = ['author-agreed', 'licence'];

export function needsEvidence(basis: PermissionBasis): boolean {
  return EVIDENCED.includes(basis);
}

/** Which findings an answer settles. */
const SETTLED: Readonly<Record<string, readonly FindingCode[]>> = {
  title: ['title-missing'],
  authors: ['author-missing'],
  fandoms: ['fandom-missing', 'fandom-guessed'],
  pairings: ['pairing-ambiguous'],
  rating: ['rating-missing', 'rating-unreadable', 'rating-ambiguous', 'rating-several'],
  summary: ['summary-missing'],
};

/** The findings that the answers leave open. */
export function openFindings(findings: readonly Finding[], answers: Answers): Finding[] {
  const settled = new Set(
    Object.entries(answers).flatMap(([name, value]) => (value?.trim() ? (SETTLED[name] ?? []) : [])),
  );
  return findings.filter(({ code }) => !settled.has(code));
}
