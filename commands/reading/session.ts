/**
 * Opening a story to read, and turning its pages: in the reader's own private thread where that can be, else in a private
 * reply that says why.
 */

import { setImmediate as nextTurn } from 'node:timers/promises';
import { storyHere, TOO_MATURE_CODES } from '#commands/card/find-story.ts';
import { LAST_READ, PLACES, READING_SESSIONS, type ReadingSession } from '#commands/reading/kept.ts';
import { PREFERENCES, READER_THREADS } from '#commands/reading/kept-ways.ts';
import {
  firstReadingView,
  linkOnlyView,
  threadReadyView,
  type WhyPrivate,
  withWhy,
} from '#commands/reading/notices.ts';
import { sizeOf } from '#commands/reading/page-sizes.ts';
import { readingPlaces, type ThreadPlace } from '#commands/reading/places.ts';
import type { ReadingPorts } from '#commands/reading/ports.ts';
import { pageView } from '#commands/reading/view.ts';
import { takedownLine } from '#commands/takedown/line.ts';
import type { ThreadRefusal } from '#src/kit/channels.ts';
import { message, privately, type Reply } from '#src/kit/reply.ts';
import type { Asked } from '#src/kit/request.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { failureNotice } from '#src/kit/show/notices.ts';
import { FicError } from '#src/story/errors.ts';
import type { Page, Target } from '#src/story/page.ts';
import { findPlace, placeAt } from '#src/story/place.ts';
import { type Block, plainText } from '#src/story/prose.ts';
import type { Story } from '#src/story/story.ts';

/** The beginning of a chapter that somebody asked for; null, where they named none, goes on at their place. */
export function chapterStart(chapter: number | null | undefined): Target | null {
  return chapter ? { chapter, offset: 0 } : null;
}

/**
 * Answers a wish to read. On first use in a server it asks, before anything is opened, where the reader wants to read.
 *
 * @param from - null goes on at the reader's place.
 */
export async function startReading(
  request: Asked,
  services: ReadingPorts,
  story: Story,
  from: Target | null,
): Promise<MessageBody> {
  const { language } = request;
  if (story.permission.basis === 'none') return linkOnlyView(language, story);
  if (from !== null && from.chapter > story.chapters.length) {
    throw new FicError('chapter-not-found', { chapter: from.chapter, chapters: story.chapters.length });
  }
  const preferences = await services.kept(PREFERENCES).get(request.who.id);
  const { threads } = readingPlaces(request, services, story);
  if (threads.length > 0 && !preferences.noticeSeen) return firstReadingView(language, story, from);
  return openReading(request, services, story, from, preferences.privateReplies);
}

/** Opens the page: in the reader's thread where the server, the reader and Discord let us, else as the private reply itself. */
export async function openReading(
  request: Asked,
  services: ReadingPorts,
  story: Story,
  from: Target | null,
  privateReplies: boolean,
): Promise<MessageBody> {
  const { threads, why } = readingPlaces(request, services, story);
  const target = from ?? (await placeOf(request.who.id, services, story));
  if (threads.length === 0 || privateReplies) {
    const opened = await openPage(request, services, story, target);
    return openPrivately(request, services, opened, threads.length === 0 ? why : 'preferred');
  }
  const [opened, thread] = await Promise.all([
    openPage(request, services, story, target),
    readerThread(request, services, threads),
  ]);
  if ('refused' in thread) return openPrivately(request, services, opened, thread.refused);
  return openInThread(request, services, opened, thread);
}

/** A page in the size that its reader prefers. */
interface OpenedPage {
  readonly page: Page;
  readonly size: ReturnType<typeof sizeOf>;
}

async function openPage({ who }: Asked, services: ReadingPorts, story: Story, target: Target): Promise<OpenedPage> {
  const { pageBudget } = await services.kept(PREFERENCES).get(who.id);
  const size = sizeOf(pageBudget);
  return { page: await services.pages.at(story, target, size.budget), size };
}

async function openInThread(
  request: Asked,
  services: ReadingPorts,
  opened: OpenedPage,
  { threadId, parentId, elsewhere }: ThreadPlace & { readonly threadId: string },
): Promise<MessageBody> {
  const { session, view } = await openSession(request, services, opened, { threadId, parentId });
  try {
    const { messageId } = await services.channels.post(threadId, view, session);
    if (!(await services.kept(READING_SESSIONS).change(session, { messageId }))) {
      await services.channels.remove(threadId, messageId);
      throw new FicError('forgotten-meanwhile');
    }
    const url = `https://discord.com/channels/${request.where.guildId ?? '@me'}/${threadId}/${messageId}`;
    return threadReadyView(request.language, threadId, url, elsewhere);
  } catch (error) {
    if (!(error instanceof FicError && error.code === 'bot-may-not-post')) throw error;
    return openPrivately(request, services, opened, 'thread-not-allowed');
  }
}

async function openPrivately(
  request: Asked,
  services: ReadingPorts,
  opened: OpenedPage,
  why: WhyPrivate,
): Promise<MessageBody> {
  const { view } = await openSession(request, services, opened, { threadId: null, parentId: request.where.parentId });
  return withWhy(request.language, why, opened.page.story, view);
}

async function openSession(
  request: Asked,
  services: ReadingPorts,
  { page, size }: OpenedPage,
  { threadId, parentId }: { readonly threadId: string | null; readonly parentId: string },
) {
  const { who, where, language } = request;
  const { story } = page;
  const [session] = await Promise.all([
    services.kept(READING_SESSIONS).start({
      reader: who.id,
      story: story.id,
      guildId: where.guildId,
      channelId: parentId,
      threadId,
      messageId: null,
      budget: size.budget,
    }),
    savePlace(who.id, services, page),
    services.kept(LAST_READ).set(who.id, story.id),
  ]);
  return { session, view: pageView(language, session, page, size.name) };
}

/** In the first place that has one. */
async function readerThread(
  { who, where, language }: Pick<Asked, 'who' | 'where' | 'language'>,
  services: ReadingPorts,
  [place, ...others]: readonly ThreadPlace[],
): Promise<(ThreadPlace & { readonly threadId: string }) | { readonly refused: ThreadRefusal }> {
  const { guildId } = where;
  if (guildId === null || !place) throw new FicError('server-only');
  const { parentId } = place;
  const name = language.say('reading.thread-name', { name: who.name });
  const opened = await services
    .kept(READER_THREADS)
    .open(who.id, parentId, (known) =>
      services.channels.openThread({ guildId, parentId, readerId: who.id, name, known }),
    );
  if ('threadId' in opened) return { ...place, ...opened };
  if (others.length === 0 || opened.refused !== 'thread-not-allowed') return opened;
  return readerThread({ who, where, language }, services, others);
}

/** Where the reader is; in a story that was edited since, the place is found again by its words. */
async function placeOf(reader: string, { kept, catalog }: ReadingPorts, story: Story): Promise<Target> {
  const saved = await kept(PLACES).get(reader, story.id);
  if (!saved) return { chapter: 1, offset: 0 };
  const { place, revision } = saved;
  const chapter = Math.min(place.chapter, story.chapters.length);
  if (revision === story.revision) return { chapter, offset: place.offset };
  return { chapter, offset: findPlace(place, await chapterText(catalog, story.id, chapter)) };
}

async function chapterText(catalog: ReadingPorts['catalog'], story: string, chapter: number): Promise<string> {
  const chunks = await catalog.chunks(story, chapter);
  return plainText(chunks.flatMap((chunk): Block[] => JSON.parse(chunk.blocks)));
}

async function savePlace(reader: string, { kept }: ReadingPorts, page: Page): Promise<void> {
  const { context } = placeAt(page.chapter, 0, page.text);
  await kept(PLACES).save(
    reader,
    page.story.id,
    { chapter: page.chapter, offset: page.start, context },
    page.story.revision,
  );
}

/** What `/fic read` without a story goes on with: the one last turned, not the one last opened. */
async function goOnWith(reader: string, { kept }: ReadingPorts, story: string): Promise<void> {
  const last = await kept(LAST_READ).get(reader);
  if (last?.story !== story) await kept(LAST_READ).set(reader, story);
}

/**
 * A press on a page: the session's reader alone may turn, and the gate is asked anew.
 *
 * @param shown.budget - another size of pages from now on.
 * @param shown.middle - the chapter around which the menu shows others.
 */
export async function turnPage(
  request: Asked,
  services: ReadingPorts,
  sessionId: string,
  target: Target,
  { budget, middle }: { readonly budget?: number; readonly middle?: number } = {},
): Promise<Reply> {
  const { who, language } = request;
  const session = await sessionOf(who.id, services, sessionId);
  if (budget !== undefined) await services.kept(READING_SESSIONS).change(sessionId, { budget });
  const awake = request.where.archived ? await services.channels.wakeThread(request.where.channelId) : null;
  const refused = awake && 'refused' in awake ? awake.refused : null;
  try {
    const story = await storyHere(services, request.where, session.story);
    const size = sizeOf(budget ?? session.budget);
    if (refused) {
      const opened = await openPage(request, services, story, target);
      return privately(await openPrivately(request, services, opened, refused));
    }
    const page = await services.pages.at(story, target, size.budget);
    const anchor = budget === undefined ? page.start : target.offset;
    const [view] = await Promise.all([
      // One turn of the event loop later, so that the place is on its way to the disk while this thread lays out the page.
      nextTurn().then(() => pageView(language, sessionId, page, size.name, { anchor, middle })),
      savePlace(who.id, services, page),
      goOnWith(who.id, services, story.id),
    ]);
    return message(view);
  } catch (error) {
    if (!(error instanceof FicError && GONE.has(error.code))) throw error;
    // A channel that Discord does not show us now proves nothing about the page that stands there.
    const canUpdate = !refused && request.where.kind !== 'unknown';
    const said = error.code === 'story-taken-down' ? takedownLine(language) : failureNotice(language, error);
    return (canUpdate ? message : privately)(said);
  }
}

/** After these the page that stands there must not stand there any longer. */
const GONE: ReadonlySet<string> = new Set([
  'story-withdrawn',
  'story-taken-down',
  'story-not-found',
  ...TOO_MATURE_CODES,
  'text-not-permitted',
]);

/** @throws FicError `session-over`, `not-your-button`. */
export async function sessionOf(reader: string, { kept }: ReadingPorts, id: string): Promise<ReadingSession> {
  const session = await kept(READING_SESSIONS).get(id);
  if (!session) throw new FicError('session-over');
  if (session.reader !== reader) throw new FicError('not-your-button');
  return session;
}
