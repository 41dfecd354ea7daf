/**
 * What begins to read, from a card or a place that was found, and what the buttons and menus of a page do.
 */
import { storyHere } from '#commands/card/find-story.ts';
import { chosenMiddle } from '#commands/reading/chapter-menu.ts';
import { PREFERENCES } from '#commands/reading/kept-ways.ts';
import { nextSize, PAGE_SIZES, sizeOf } from '#commands/reading/page-sizes.ts';
import { component, type ReadingPorts } from '#commands/reading/ports.ts';
import { chapterStart, openReading, sessionOf, startReading, turnPage } from '#commands/reading/session.ts';
import { notesView } from '#commands/reading/view.ts';
import { COOLDOWNS } from '#src/kit/declaration.ts';
import { message, type Reply } from '#src/kit/reply.ts';
import type { Asked } from '#src/kit/request.ts';
import type { Target } from '#src/story/page.ts';

/** The first press after `/fic read`: where to read, remembered from then on. */
export const begin = component({
  route: 'begin',
  answer: 'update',
  who: 'everyone',
  run: (request, services) => beginReading(request, services, request.args, chapterStart(request.args.chapter)),
});

/** The same after "Read from here". */
export const beginAt = component({
  route: 'begin-at',
  answer: 'update',
  who: 'everyone',
  run: (request, services) => beginReading(request, services, request.args, request.args),
});

async function beginReading(
  request: Asked,
  services: ReadingPorts,
  { story: id, way }: { readonly story: string; readonly way: string },
  from: Target | null,
): Promise<Reply> {
  const story = await storyHere(services, request.where, id);
  const privateReplies = way === 'private';
  await services.kept(PREFERENCES).change(request.who.id, { privateReplies, noticeSeen: true });
  return message(await openReading(request, services, story, from, privateReplies));
}

/** Opens a story at the place that a search found in its text. */
export const readAt = component({
  route: 'read-at',
  answer: 'reply-private',
  who: 'everyone',
  async run(request, services) {
    const { story: id, chapter: number, offset } = request.args;
    const story = await storyHere(services, request.where, id);
    return message(await startReading(request, services, story, { chapter: number, offset }));
  },
});

export const turn = component({
  route: 'turn',
  answer: 'update',
  who: 'everyone',
  cooldown: COOLDOWNS.turning,
  run: (request, services) => turnPage(request, services, request.args.session, request.args),
});

export const jump = component({
  route: 'jump',
  answer: 'update',
  who: 'everyone',
  cooldown: COOLDOWNS.turning,
  run: (request, services) =>
    turnPage(request, services, request.args.session, {
      chapter: request.args.chapter,
      offset: wholeNumber(request.values[0]),
    }),
});

export const chapter = component({
  route: 'chapter',
  answer: 'update',
  who: 'everyone',
  cooldown: COOLDOWNS.turning,
  run: (request, services) =>
    turnPage(request, services, request.args.session, { chapter: wholeNumber(request.values[0]), offset: 0 }),
});

export const chapters = component({
  route: 'chapters',
  answer: 'update',
  who: 'everyone',
  cooldown: COOLDOWNS.turning,
  run(request, services) {
    const { session, chapter: number, offset } = request.args;
    const [chosen] = request.values;
    const middle = chosenMiddle(chosen);
    return middle === null
      ? turnPage(request, services, session, { chapter: wholeNumber(chosen), offset: 0 })
      : turnPage(request, services, session, { chapter: number, offset }, { middle });
  },
});

/** The next page size, for this page and for all that this reader opens from now on. */
export const pageSize = component({
  route: 'page-size',
  answer: 'update',
  who: 'everyone',
  cooldown: COOLDOWNS.turning,
  async run(request, services) {
    const { session: id, chapter: number, offset } = request.args;
    const session = await sessionOf(request.who.id, services, id);
    const budget = PAGE_SIZES[nextSize(sizeOf(session.budget).name)];
    await services.kept(PREFERENCES).change(request.who.id, { pageBudget: budget });
    return turnPage(request, services, id, { chapter: number, offset }, { budget });
  },
});

export const notes = component({
  route: 'notes',
  answer: 'reply-private',
  who: 'everyone',
  async run({ args, where, language }, services) {
    return message(notesView(language, await storyHere(services, where, args.story)));
  },
});

/** A menu's value came from us, and through Discord: what is no number any more leads to the beginning. */
function wholeNumber(value: string | undefined): number {
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : 0;
}

export const readFromCard = component({
  route: 'read',
  answer: 'reply-private',
  who: 'everyone',
  async run(request, services) {
    const story = await storyHere(services, request.where, request.args.story);
    return message(await startReading(request, services, story, null));
  },
});
