/**
 * Notes in the library's log what was done to a fic.
 */
import type { Ports } from '#src/kit/ports.ts';
import type { LogAction } from '#src/moderation/library-log.ts';
import type { LibraryId, Story } from '#src/story/story.ts';

/** Notes what was done to a story. */
export function recordStory(
  { record, now }: Ports<'now' | 'record'>,
  library: LibraryId,
  by: string,
  action: LogAction,
  { id, title }: Story,
): Promise<void> {
  return record({ library, by, at: now(), action, story: id, details: { title } });
}
