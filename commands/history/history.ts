/**
 * `/library history`: who changed what and when, of one story or of the whole library; and earlier headers put back.
 */
import { mayQuote } from '#commands/care/card.ts';
import { anyOwnStory, completeAnyOwn, ownStoryById } from '#commands/care/own-story.ts';
import { savedView, saveHeader } from '#commands/editing/session.ts';
import { command, component, type HistoryPorts } from '#commands/history/ports.ts';
import {
  historyView,
  LOGGED_PER_PAGE,
  libraryLogView,
  REVISIONS_PER_PAGE,
  revisionView,
} from '#commands/history/view.ts';
import type { PastRevision } from '#src/catalog/contract.ts';
import { text } from '#src/kit/declaration.ts';
import { message } from '#src/kit/reply.ts';
import { type Asked, libraryOf } from '#src/kit/request.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { headerOf, withHeaderOf } from '#src/publishing/header-edit.ts';
import { FicError } from '#src/story/errors.ts';
import type { Story } from '#src/story/story.ts';

export const history = command({
  name: 'library history',
  answer: 'reply-private',
  who: 'moderators',
  options: { story: text({}) },
  example: {},
  complete: { story: completeAnyOwn },
  async run(request, services) {
    const typed = request.options.story;
    if (typed === undefined) return message(await logPage(request, services, 0));
    return message(await historyPage(request, services, await anyOwnStory(services, request.where, typed), 0));
  },
});

/** From a card it is a reply of its own, so that the card stays. */
export const historyFromCard = component({
  route: 'history-open',
  answer: 'reply-private',
  who: 'moderators',
  async run(request, services) {
    const story = await ownStoryById(services, request.where, request.args.story);
    return message(await historyPage(request, services, story, 0));
  },
});

export const turnHistory = component({
  route: 'history',
  answer: 'update',
  who: 'moderators',
  async run(request, services) {
    const story = await ownStoryById(services, request.where, request.args.story);
    return message(await historyPage(request, services, story, request.args.from));
  },
});

export const turnLog = component({
  route: 'log',
  answer: 'update',
  who: 'moderators',
  run: async (request, services) => message(await logPage(request, services, request.args.before)),
});

export const lookAtRevision = component({
  route: 'history-look',
  answer: 'reply-private',
  who: 'moderators',
  async run(request, services) {
    const story = await ownStoryById(services, request.where, request.args.story);
    const past = await revisionOf(services, story, Number(request.values[0]));
    return message(revisionView(request.language, story, past, mayQuote(services, request.where, past.fields)));
  },
});

/** As a new revision: nothing of the history is lost. */
export const putHeaderBack = component({
  route: 'history-back',
  answer: 'reply-private',
  who: 'moderators',
  async run(request, services) {
    const { revision, expected, story: id } = request.args;
    const story = await ownStoryById(services, request.where, id);
    const past = await revisionOf(services, story, revision);
    if (story.revision !== expected) {
      const [first] = await services.catalog.history(story.id);
      return message(
        revisionView(request.language, story, past, mayQuote(services, request.where, past.fields), first),
      );
    }
    const before = headerOf(story);
    const saved = await saveHeader(request, services, story, withHeaderOf(before, past));
    return message(await savedView(request, services, saved, { before, findings: [] }));
  },
});

async function historyPage(request: Asked, services: HistoryPorts, story: Story, from: number): Promise<MessageBody> {
  const { where, language } = request;
  const newest = from === 0 ? story.revision : from;
  const revisions = await services.catalog.revisions(story.id, newest, REVISIONS_PER_PAGE + 1);
  return historyView(
    language,
    story,
    revisions,
    mayQuote(services, where, story, ...revisions.map(({ fields }) => fields)),
  );
}

async function logPage({ where, language }: Asked, { moderation }: HistoryPorts, before: number): Promise<MessageBody> {
  const library = libraryOf(where);
  const entries = await moderation.log.list(library, null, LOGGED_PER_PAGE + 1, before === 0 ? undefined : before);
  return libraryLogView(language, entries, before);
}

/** @throws FicError `story-not-found`. */
async function revisionOf({ catalog }: HistoryPorts, story: Story, revision: number): Promise<PastRevision> {
  const [past] = await catalog.revisions(story.id, revision, 1);
  if (past?.revision !== revision) throw new FicError('story-not-found', { story: story.title });
  return past;
}
