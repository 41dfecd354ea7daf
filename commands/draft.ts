/**
 * What the library's commands share: a draft begun and shown, a story of one's own found, what was done to it noted.
 */
import type { Services } from '#commands/services.ts';
import type { Asked, Where } from '#src/kit/request.ts';
import type { LogAction } from '#src/moderation/library-log.ts';
import type { NewDraft } from '#src/publishing/publishing.ts';
import { ALL_RANKS } from '#src/story/audience.ts';
import { FicError } from '#src/story/errors.ts';
import { type LibraryId, SHARED_LIBRARY, type Story } from '#src/story/story.ts';
import { draftView } from '#src/views/draft.ts';
import type { MessageBody } from '#src/views/message.ts';

/** The library that a moderator here cares for. @throws FicError `server-only`. */
export function libraryOf({ guildId }: Where): LibraryId {
  if (guildId === null) throw new FicError('server-only');
  return guildId;
}

/** Keeps the file and shows what it became. @throws FicError as `Publishing.begin`. */
export async function beginDraft(
  { who, language }: Asked,
  { publishing }: Services,
  draft: Omit<NewDraft, 'by'>,
): Promise<MessageBody> {
  return draftView(language, await publishing.begin({ ...draft, by: who.id }));
}

/** Notes what was done to a story. */
export function recordStory(
  { record, now }: Services,
  library: LibraryId,
  by: string,
  action: LogAction,
  { id, title }: Story,
): Promise<void> {
  return record({ library, by, at: now(), action, story: id, details: { title } });
}

/**
 * A story of this server's own library, by id or exact title, whatever its rating or state.
 *
 * @throws FicError `story-not-found`, `story-ambiguous`, `library-not-yours` for one of the operator's shared library.
 */
export async function ownStory(
  { catalog }: Services,
  where: Where,
  typed: string,
): Promise<{ readonly library: LibraryId; readonly story: Story }> {
  const library = libraryOf(where);
  const byId = await catalog.get(typed, [library, SHARED_LIBRARY]);
  const own = { libraries: [library], maxRank: ALL_RANKS };
  const shared = { ...own, libraries: [SHARED_LIBRARY] };
  const titled = byId ? [byId] : await catalog.byTitle(typed, own);
  const [byTitle, ...others] = titled.length > 0 ? titled : await catalog.byTitle(typed, shared);
  if (!byTitle) throw new FicError('story-not-found', { story: typed });
  if (others.length > 0) throw new FicError('story-ambiguous', { story: typed });
  if (byTitle.library !== library) throw new FicError('library-not-yours', { title: byTitle.title });
  return { library, story: byTitle };
}
