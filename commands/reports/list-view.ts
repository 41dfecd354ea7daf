/**
 * The open reports of a server, each with the buttons that it has in the report channel.
 */

import { TextDisplayBuilder } from '@discordjs/builders';
import { about, reportButtons } from '#commands/reports/post-view.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { notice } from '#src/kit/show/notices.ts';
import type { Language } from '#src/language/language.ts';
import type { Report } from '#src/moderation/reports.ts';
import type { Story } from '#src/story/story.ts';

/** Six of at most 600 units and five components each stay under Discord's 4000 and its 40. */
export const SHOWN_REPORTS = 6;
const ROOM = { title: 70, byline: 40, chapter: 40, note: 150 } as const;

/** @param reports - oldest first; one more than SHOWN_REPORTS says that there are more. */
export function reportsView(
  language: Language,
  reports: readonly { readonly report: Report; readonly story: Story | null }[],
): MessageBody {
  if (reports.length === 0) return notice(language.say('reports.none'));
  const shown = reports.slice(0, SHOWN_REPORTS);
  const parts = shown.flatMap(({ report, story }) => {
    const reason = `-# ${language.say('reports.reason', { reason: language.say(`reports.reason-${report.reason}`) })}`;
    const [title = '', ...rest] = about(language, report, story, ROOM);
    return [
      new TextDisplayBuilder().setContent([title, reason, ...rest].join('\n')).toJSON(),
      reportButtons(language, report, story, 'list').toJSON(),
    ];
  });
  const head = language.say(reports.length > SHOWN_REPORTS ? 'reports.head-more' : 'reports.head');
  return {
    v2: true,
    components: [new TextDisplayBuilder().setContent(head).toJSON(), ...parts],
    shows: shown.flatMap(({ story }) => (story ? [story.id] : [])),
  };
}
