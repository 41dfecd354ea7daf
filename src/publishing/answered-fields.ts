/**
 * A draft's header with what a moderator typed over it: read as an edit of a published story is, so that the same words mean the
 * same in both.
 */

import type { Header } from '#src/catalog/contract.ts';
import type { Finding } from '#src/importers/finding.ts';
import type { Answers } from '#src/publishing/answers.ts';
import { EDIT_GROUPS, editFields } from '#src/publishing/header-edit.ts';
import { FicError, type FicErrorCode } from '#src/story/errors.ts';
import type { StoryDraft, StoryFields } from '#src/story/story.ts';

type Fields = Omit<StoryDraft, 'chapters'>;

/** In the order in which they are read: a pairing adds to characters and genres, and where these were typed they stand. */
const TYPED = [...EDIT_GROUPS.names, ...EDIT_GROUPS.rating, ...EDIT_GROUPS.words];

const UNFIT: ReadonlySet<FicErrorCode> = new Set<FicErrorCode>(['title-blank', 'source-unreadable']);

export interface AnsweredFields {
  readonly fields: Fields;
  /** What a moderator should know about how their words were read. */
  readonly findings: readonly Finding[];
}

/**
 * Each input that was typed stands in the file's place; one that was emptied empties its field.
 *
 * @param unfit - `keep`: words of an earlier release that name nothing leave what the file said, too.
 * @throws FicError `title-blank`, `source-unreadable`, `story-refused-underage`.
 */
export function withAnswers(fields: Fields, answers: Answers, unfit: 'throw' | 'keep' = 'keep'): AnsweredFields {
  let answered = asStored(fields);
  const findings: Finding[] = [];
  for (const input of TYPED) {
    const words = answers[input];
    if (words === undefined) continue;
    try {
      const edited = editFields(answered, { [input]: words });
      answered = edited.fields;
      findings.push(...edited.findings);
    } catch (error) {
      if (unfit === 'throw' || !(error instanceof FicError && UNFIT.has(error.code))) throw error;
    }
  }
  return { fields: asDrafted(answered), findings };
}

/** The fields of a draft, which may have no title yet, as those of a story, which always have one: '' stands for none. */
export function asStored({ title, ...rest }: Fields): StoryFields {
  return { ...rest, title: title ?? '' };
}

/** The other way round. */
export function asDrafted({ title, ...rest }: StoryFields): Fields {
  return { ...rest, title: title || null };
}

/** A draft's header as a form shows it. */
export function draftHeader(fields: Fields, { basis = 'none', evidence = '' }: Answers): Header {
  return { fields: asStored(fields), permission: { basis, evidence, by: '', at: 0 } };
}
