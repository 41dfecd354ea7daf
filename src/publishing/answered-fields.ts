/**
 * A draft's header with what a moderator typed over it: read as an edit of a published story is, so that the same words mean the
 * same in both.
 */
import type { Finding } from '#src/importers/finding.ts';
import type { Answers } from '#src/publishing/answers.ts';
import { editFields } from '#src/publishing/header-edit.ts';
import { isBlank } from '#src/story/characters.ts';
import { FicError } from '#src/story/errors.ts';
import type { StoryDraft } from '#src/story/story.ts';

type Fields = Omit<StoryDraft, 'chapters'>;

/** In the order in which they are read: a pairing adds to what the file says of characters and genres. */
const TYPED = [
  'title',
  'authors',
  'fandoms',
  'pairings',
  'rating',
  'summary',
] as const satisfies readonly (keyof Answers)[];

export interface AnsweredFields {
  readonly fields: Fields;
  /** What a moderator should know about how their words were read. */
  readonly findings: readonly Finding[];
}

/**
 * What was left blank keeps what the file said.
 *
 * @param unfit - `keep`: words of an earlier release that name nothing leave what the file said, too.
 * @throws FicError `title-blank`, `story-refused-underage`.
 */
export function withAnswers(fields: Fields, answers: Answers, unfit: 'throw' | 'keep' = 'keep'): AnsweredFields {
  let answered = { ...fields, title: fields.title ?? '' };
  const findings: Finding[] = [];
  for (const input of TYPED) {
    const words = answers[input];
    if (words === undefined || isBlank(words)) continue;
    try {
      const edited = editFields(answered, { [input]: words });
      answered = edited.fields;
      findings.push(...edited.findings);
    } catch (error) {
      if (unfit === 'throw' || !(error instanceof FicError && error.code === 'title-blank')) throw error;
    }
  }
  return { fields: { ...answered, title: answered.title || null }, findings };
}
