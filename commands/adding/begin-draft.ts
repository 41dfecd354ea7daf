/**
 * What the library's commands share: a draft begun and shown, a story of one's own found, what was done to it noted.
 */
import type { Ports } from '#src/kit/ports.ts';
import type { Asked } from '#src/kit/request.ts';
import type { NewDraft } from '#src/publishing/publishing.ts';
import { draftView } from '#src/views/draft.ts';
import type { MessageBody } from '#src/views/message.ts';

/** Keeps the file and shows what it became. @throws FicError as `Publishing.begin`. */
export async function beginDraft(
  { who, language }: Asked,
  { publishing }: Ports<'publishing'>,
  draft: Omit<NewDraft, 'by'>,
): Promise<MessageBody> {
  return draftView(language, await publishing.begin({ ...draft, by: who.id }));
}
