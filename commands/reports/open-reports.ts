/**
 * `/library reports`: what members told the moderators about fics; its buttons show it again.
 */
import { reportsView, SHOWN_REPORTS } from '#commands/reports/list-view.ts';
import { command } from '#commands/reports/ports.ts';
import type { Ports } from '#src/kit/ports.ts';
import { message } from '#src/kit/reply.ts';
import { type Asked, libraryOf } from '#src/kit/request.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import type { Report } from '#src/moderation/reports.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';

export async function openReports(
  { where, language }: Asked,
  services: Ports<'catalog' | 'moderation'>,
): Promise<MessageBody> {
  const { catalog, moderation } = services;
  const library = libraryOf(where);
  const open = await moderation.reports.open(library, SHOWN_REPORTS + 1);
  const ids = new Set(open.map(({ story }) => story));
  const stories = await catalog.many([...ids], [library, SHARED_LIBRARY]);
  const storyOf = ({ story }: Report) => stories.find(({ id }) => id === story) ?? null;
  return reportsView(
    language,
    open.map((report) => ({ report, story: storyOf(report) })),
  );
}

export const reports = command({
  name: 'library reports',
  answer: 'reply-private',
  who: 'moderators',
  options: {},
  example: {},
  run: async (request, services) => message(await openReports(request, services)),
});
