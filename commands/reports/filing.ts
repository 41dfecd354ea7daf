/**
 * Telling the moderators about a fic or a page of it.
 */
import { storyHere } from '#commands/card/find-story.ts';
import { reportKeptView, reportSentView } from '#commands/reports/answers-view.ts';
import type { Delivery } from '#commands/reports/desk.ts';
import { reportModal } from '#commands/reports/modals.ts';
import { component, modalSubmit, type ReportsPorts } from '#commands/reports/ports.ts';
import { COOLDOWNS } from '#src/kit/declaration.ts';
import { message, modal, type Reply } from '#src/kit/reply.ts';
import type { ModalRequest, Where } from '#src/kit/request.ts';
import { mention } from '#src/kit/show/person.ts';
import { REPORT_REASONS } from '#src/moderation/reports.ts';
import { isBlank } from '#src/story/characters.ts';
import { FicError } from '#src/story/errors.ts';
import type { Target } from '#src/story/page.ts';

/** A report goes to a server's moderators: before anything is written into the modal, say that there are none here. */
function guildOf({ guildId }: Where): string {
  if (guildId === null) throw new FicError('server-only');
  return guildId;
}

export const reportStory = component({
  route: 'report',
  answer: 'modal',
  who: 'everyone',
  run({ args, where, language }) {
    guildOf(where);
    return modal(reportModal(language, args.story, null));
  },
});

export const reportPage = component({
  route: 'report-page',
  answer: 'modal',
  who: 'everyone',
  run({ args, where, language }) {
    guildOf(where);
    const { story, chapter, offset } = args;
    return modal(reportModal(language, story, { chapter, offset }));
  },
});

export const sendReport = modalSubmit({
  route: 'report-send',
  answer: 'reply-private',
  who: 'everyone',
  cooldown: COOLDOWNS.public,
  run: (request, services) => send(request, services, null),
});

export const sendPageReport = modalSubmit({
  route: 'report-page-send',
  answer: 'reply-private',
  who: 'everyone',
  cooldown: COOLDOWNS.public,
  run(request, services) {
    const { chapter, offset } = request.args;
    return send(request, services, { chapter, offset });
  },
});

async function send(
  request: ModalRequest<{ readonly story: string }>,
  services: ReportsPorts,
  place: Target | null,
): Promise<Reply> {
  const { args, fields, where, who, language } = request;
  const library = guildOf(where);
  // A modal that an earlier release opened has no menu.
  const reason = REPORT_REASONS.find((each) => each === fields.reason) ?? 'other';
  const text = fields.text ?? '';
  if (reason === 'other' && isBlank(text)) throw new FicError('report-note-missing');
  const story = await storyHere(services, where, args.story);
  const report = { story: story.id, library, by: who.id, reason, text, place, at: services.now() };
  const delivery = await services.reportDesk.file({ id: services.newId(), ...report });
  if (delivery === 'posted') return message(reportSentView(language, story));
  return message(reportKeptView(language, story, delivery, await whomToAsk(services, library, delivery)));
}

/** Where an outage is the trouble, it is not made worse by asking whose server this is. */
async function whomToAsk({ settings, channels }: ReportsPorts, library: string, delivery: Delivery): Promise<string[]> {
  const roles = settings.of(library).moderatorRoles.map((role) => `<@&${role}>`);
  if (delivery === 'not-reached') return roles;
  const owner = await channels.ownerOf(library);
  return owner === null ? roles : [...roles, mention(owner)];
}
