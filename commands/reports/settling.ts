/**
 * What a moderator does about an open report, in the report channel and in `/library reports` alike.
 */
import { storyFor } from '#commands/card/find-story.ts';
import { PAGE_SIZES } from '#commands/reading/page-sizes.ts';
import { lookView } from '#commands/reports/look-view.ts';
import { endReportModal } from '#commands/reports/modals.ts';
import { openReports } from '#commands/reports/open-reports.ts';
import { component, modalSubmit, type ReportsPorts } from '#commands/reports/ports.ts';
import type { ReportView } from '#commands/reports/post-view.ts';
import { message, modal, type Reply } from '#src/kit/reply.ts';
import { type Asked, libraryOf } from '#src/kit/request.ts';
import type { Report, ReportOutcome } from '#src/moderation/reports.ts';
import { moderatorsIn } from '#src/story/audience.ts';
import { FicError } from '#src/story/errors.ts';
import type { Page } from '#src/story/page.ts';
import type { Story } from '#src/story/story.ts';

/** The fic's text comes only where its rating may stand. */
export const lookAtReport = component({
  route: 'report-look',
  answer: 'reply-private',
  who: 'moderators',
  async run(request, services) {
    const { where, language } = request;
    const guildId = libraryOf(where);
    const { report, story } = await services.reportDesk.find(request.args.report, guildId);
    if (!story) throw new FicError('report-not-found');
    try {
      const here = await storyFor(services, moderatorsIn({ ...where, guildId }), story.id);
      return message(lookView(language, here, await reportedPage(services, report, here)));
    } catch (error) {
      if (!(error instanceof FicError && error.code === 'story-too-mature-here')) throw error;
      const rating = language.say(`kit.bands.${story.rating.band}`);
      throw new FicError('report-too-mature-here', { title: story.title, rating });
    }
  },
});

async function reportedPage({ pages }: ReportsPorts, { place }: Report, story: Story): Promise<Page | null> {
  if (story.permission.basis === 'none') return null;
  const known = place && place.chapter <= story.chapters.length ? place : { chapter: 1, offset: 0 };
  return pages.at(story, known, PAGE_SIZES.standard);
}

export const withdrawReported = component({
  route: 'report-withdraw',
  answer: 'update',
  who: 'moderators',
  run: (request, services) => settle(request, services, request.args, 'withdrawn', ''),
});

export const endReport = component({
  route: 'report-end',
  answer: 'modal',
  who: 'moderators',
  run: ({ args, language }) => modal(endReportModal(language, args.report, viewOf(args.view))),
});

export const reportEnded = modalSubmit({
  route: 'report-ended',
  answer: 'update',
  who: 'moderators',
  run: (request, services) => settle(request, services, request.args, 'closed', request.fields.answer ?? ''),
});

export const closeListed = component({
  route: 'report-close',
  answer: 'update',
  who: 'moderators',
  run: (request, services) => settle(request, services, { ...request.args, view: 'list' }, 'closed', ''),
});

async function settle(
  request: Asked,
  services: ReportsPorts,
  { report, view }: { readonly report: string; readonly view: string },
  outcome: ReportOutcome,
  answer: string,
): Promise<Reply> {
  const shown = viewOf(view);
  const post = await services.reportDesk.settle(request, report, { outcome, answer, isShown: shown === 'post' });
  return message(shown === 'post' ? post : await openReports(request, services));
}

function viewOf(word: string): ReportView {
  return word === 'post' ? 'post' : 'list';
}
