/**
 * A draft begun from what was pasted or uploaded, and shown.
 */
import { draftView } from '#commands/adding/view.ts';
import type { Ports } from '#src/kit/ports.ts';
import type { Asked } from '#src/kit/request.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import type { NewDraft } from '#src/publishing/publishing.ts';

/** Keeps the file and shows what it became. @throws FicError as `Publishing.begin`. */
export async function beginDraft(
  { who, language }: Asked,
  { publishing }: Ports<'publishing'>,
  draft: Omit<NewDraft, 'by'>,
): Promise<MessageBody> {
  return draftView(language, await publishing.begin({ ...draft, by: who.id }));
}
