/**
 * The open reports of a server with their fics, as `/library reports` and its buttons show them.
 */
import { libraryOf } from '#commands/draft.ts';
import type { Services } from '#commands/services.ts';
import type { Asked } from '#src/kit/request.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import type { MessageBody } from '#src/views/message.ts';
import { reportsView, SHOWN_REPORTS } from '#src/views/reports.ts';

export async function openReports({ where, language }: Asked, services: Services): Promise<MessageBody> {
  const { catalog, moderation } = services;
  const library = libraryOf(where);
  const open = await moderation.reports.open(library, SHOWN_REPORTS + 1);
  const withStories = await Promise.all(
    open.map(async (report) => ({ report, story: await catalog.get(report.story, [library, SHARED_LIBRARY]) })),
  );
  return reportsView(language, withStories);
}
