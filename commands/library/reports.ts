/**
 * `/library reports`: what members told the moderators about stories.
 */
import { libraryOf } from '#commands/draft.ts';
import type { Services } from '#commands/services.ts';
import { command, component } from '#commands/services.ts';
import { message } from '#src/kit/reply.ts';
import type { Asked } from '#src/kit/request.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { reportsView, SHOWN_REPORTS } from '#src/views/reports.ts';

export const reports = command({
  name: 'library reports',
  answer: 'reply-private',
  who: 'moderators',
  options: {},
  run: async (request, services) => message(await openReports(request, services)),
});

export const closeReport = component({
  route: 'report-close',
  answer: 'update',
  who: 'moderators',
  async run(request, services) {
    const library = libraryOf(request.where);
    await services.catalog.closeReport(request.args.report, library, { by: request.who.id, at: services.now() });
    return message(await openReports(request, services));
  },
});

async function openReports({ where, language }: Asked, { catalog }: Services) {
  const library = libraryOf(where);
  const open = await catalog.openReports(library, SHOWN_REPORTS + 1);
  const withStories = await Promise.all(
    open.map(async (report) => ({ report, story: await catalog.get(report.story, [library, SHARED_LIBRARY]) })),
  );
  return reportsView(language, withStories);
}
