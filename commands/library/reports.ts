/**
 * `/library reports`: what members told the moderators about fics.
 */
import { openReports } from '#commands/report-list.ts';
import { command } from '#commands/services.ts';
import { message } from '#src/kit/reply.ts';

export const reports = command({
  name: 'library reports',
  answer: 'reply-private',
  who: 'moderators',
  options: {},
  example: {},
  run: async (request, services) => message(await openReports(request, services)),
});
