/**
 * What the buttons of a card do: read, keep for later, see more by this author, report.
 */
import { storyHere } from '#commands/find-story.ts';
import { startReading } from '#commands/reading-session.ts';
import { beginSearch } from '#commands/search-session.ts';
import { component, modalSubmit } from '#commands/services.ts';
import { COOLDOWNS } from '#src/kit/declaration.ts';
import { message, modal } from '#src/kit/reply.ts';
import { FicError } from '#src/story/errors.ts';
import { clipMarkdown, titleOf } from '#src/views/card.ts';
import { reportModal } from '#src/views/modals.ts';
import { notice } from '#src/views/notices.ts';

export const readFromCard = component({
  route: 'read',
  answer: 'reply-private',
  who: 'everyone',
  async run(request, services) {
    const story = await storyHere(services, request.where, request.args.story);
    return message(await startReading(request, services, story, null));
  },
});

/** Pressed once it keeps, pressed again it lets go. */
export const keepForLater = component({
  route: 'keep',
  answer: 'reply-private',
  who: 'everyone',
  async run({ args, where, who, language }, services) {
    const story = await storyHere(services, where, args.story);
    const title = clipMarkdown(titleOf(language, story), 200);
    const outcome = await services.state.shelf.keep(who.id, story.id);
    if (outcome !== 'kept-before') return message(notice(language.say(`shelf.${outcome}`, { title })));
    await services.state.shelf.remove(who.id, story.id);
    return message(notice(language.say('shelf.removed', { title })));
  },
});

export const moreByAuthor = component({
  route: 'more-by',
  answer: 'reply-private',
  who: 'everyone',
  async run(request, services) {
    const story = await storyHere(services, request.where, request.args.story);
    const [author] = story.authors;
    if (!author) throw new FicError('story-not-found', { story: story.title });
    return message(await beginSearch(request, services, { author }));
  },
});

export const report = component({
  route: 'report',
  answer: 'modal',
  who: 'everyone',
  run({ args, where, language }) {
    // A report goes to a server's moderators: before anything is written into the modal, say that there are none here.
    if (where.guildId === null) throw new FicError('server-only');
    return modal(reportModal(language, args.story));
  },
});

export const sendReport = modalSubmit({
  route: 'report-send',
  answer: 'reply-private',
  who: 'everyone',
  cooldown: COOLDOWNS.public,
  async run({ args, fields, where, who, language }, services) {
    const story = await storyHere(services, where, args.story);
    if (where.guildId === null) throw new FicError('server-only');
    const report = {
      id: services.newId(),
      story: story.id,
      library: where.guildId,
      by: who.id,
      text: fields.text ?? '',
      at: services.now(),
    };
    await services.catalog.fileReport(report);
    return message(notice(language.say('reports.sent', { title: clipMarkdown(titleOf(language, story), 200) })));
  },
});
