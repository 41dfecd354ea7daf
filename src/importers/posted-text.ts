/**
 * The importer of stories posted as text: header block and body, BBCode and HTML, in whatever shape a journal, a forum or a
 * mailing list left them.
 */
import { cutChapters } from '#src/importers/chapters.ts';
import { decodeText } from '#src/importers/decode.ts';
import type { Finding } from '#src/importers/finding.ts';
import { splitHeader } from '#src/importers/header.ts';
import { parseMarkup } from '#src/importers/markup.ts';
import { makeBlocks } from '#src/importers/paragraphs.ts';
import { readHeaderFields } from '#src/importers/story-fields.ts';
import { FicError } from '#src/story/errors.ts';
import type { StoryDraft } from '#src/story/story.ts';

export interface ImportedPost {
  readonly draft: StoryDraft;
  /** In the order of the file; those about the file as a whole come first. */
  readonly findings: readonly Finding[];
}

/**
 * Reads a post. Nothing of the file is dropped: what is no field stays in `unknownFields`, the header as it stood in
 * `rawHeader`, everything else in the chapters.
 *
 * @throws FicError `file-empty`, `file-binary`, `file-too-large`, `file-without-body`.
 */
export function importPostedText(bytes: Uint8Array): ImportedPost {
  const { text, guessed, encoding } = decodeText(bytes);
  const post = splitHeader(text);
  const { fields, findings } = readHeaderFields(post.fields);
  const styled = parseMarkup(post.body, post.bodyLine);
  const { chapters, firstNumber, total } = cutChapters(makeBlocks(styled.lines));
  if (chapters.length === 0) throw new FicError('file-without-body');

  const encodingFindings: Finding[] = guessed
    ? [{ severity: 'note', code: 'encoding-guessed', field: null, line: null, details: { encoding } }]
    : [];
  const draft: StoryDraft = {
    ...fields,
    part: fields.part ?? (firstNumber === null ? null : { number: firstNumber, total }),
    chaptersTotal: fields.chaptersTotal ?? total,
    rawHeader: post.rawHeader,
    chapters,
  };
  const all = [...encodingFindings, ...findings, ...styled.findings];
  return { draft, findings: all.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
}
