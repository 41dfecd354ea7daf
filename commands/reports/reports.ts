/**
 * `/library reports`: what members told the moderators about fics.
 */
import { openReports } from '#commands/reports/open-reports.ts';
import { command } from '#commands/reports/ports.ts';
import { message } from '#src/kit/reply.ts';

export const reports = command({
  name: 'library reports',
  answer: 'reply-private',
  who: 'moderators',
  options: {},
  example: {},
  run: async (request, services) => message(await openReports(request, services)),
});
