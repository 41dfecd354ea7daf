/**
 * The importer of stories posted as text: header block and body, BBCode and HTML, in whatever shape a journal, a forum or a
 * mailing list left them.
 */

import { type ImportedStory, type Importer, MAX_FILE_BYTES } from '#src/importers/contract.ts';
import type { Finding } from '#src/importers/finding.ts';
import { readHeaderFields } from '#src/importers/header/story-fields.ts';
import { cutChapters } from '#src/importers/posted-text/chapters.ts';
import { decodeText } from '#src/importers/posted-text/decode.ts';
import { parseMarkup } from '#src/importers/posted-text/markup.ts';
import { makeBlocks } from '#src/importers/posted-text/paragraphs.ts';
import { splitHeader } from '#src/importers/posted-text/split-header.ts';
import { FicError } from '#src/story/errors.ts';
import type { StoryDraft } from '#src/story/story.ts';

export const postedText: Importer = {
  format: 'Text',
  most: MAX_FILE_BYTES,
  recognises: () => true,
  read: (bytes) => [readPost(bytes)],
};

/** A post is one story, or a part of one. @throws FicError `file-empty`, `file-binary`, `file-without-body`. */
function readPost(bytes: Uint8Array): ImportedStory {
  const { text, guessed, encoding } = decodeText(bytes);
  const post = splitHeader(text);
  const { fields, findings } = readHeaderFields(post.fields);
  const styled = parseMarkup(post.body, post.bodyLine);
  const { chapters, firstNumber, total } = cutChapters(makeBlocks(styled.lines));
  if (chapters.length === 0) throw new FicError('file-without-body');

  const encodingFindings: Finding[] = guessed
    ? [{ severity: 'note', code: 'encoding-guessed', field: null, where: null, details: { encoding } }]
    : [];
  const draft: StoryDraft = {
    ...fields,
    part: fields.part ?? (firstNumber === null ? null : { number: firstNumber, total }),
    chaptersTotal: fields.chaptersTotal ?? total,
    rawHeader: post.rawHeader,
    chapters,
  };
  const all = [...encodingFindings, ...findings, ...styled.findings];
  return { draft, findings: all.sort((a, b) => (a.where?.line ?? 0) - (b.where?.line ?? 0)) };
}
