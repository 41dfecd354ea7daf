/**
 * The card with what only moderators see, and what they do with a story from there.
 */
import { audienceOf } from '#commands/card/find-story.ts';
import type { CarePorts } from '#commands/care/ports.ts';
import { careCard } from '#commands/care/view.ts';
import { recordStory } from '#commands/history/record-story.ts';
import { type Asked, libraryOf, type Where } from '#src/kit/request.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { mayShow } from '#src/story/audience.ts';
import type { Story, StoryFields } from '#src/story/story.ts';

/** @param said - what just happened to it. */
export async function careCardOf(
  { where, language }: Asked,
  services: CarePorts,
  story: Story,
  said?: string,
): Promise<MessageBody> {
  const library = libraryOf(where);
  const [history, openReports] = await Promise.all([
    services.catalog.history(story.id),
    services.moderation.reports.countOpen(story.id, library),
  ]);
  const facts = {
    story,
    own: story.library === library,
    added: history.at(-1),
    changed: history[0],
    openReports,
    mayShow: story.state !== 'taken-down' && mayShow(audienceOf(services, where), story),
  };
  return careCard(language, facts, said);
}

/** Whether running text of a story with these ratings, now or before, may stand in this channel. */
export function mayQuote(services: CarePorts, where: Where, ...all: readonly Pick<StoryFields, 'rating'>[]): boolean {
  const library = libraryOf(where);
  return all.every(({ rating }) => mayShow(audienceOf(services, where), { library, rating }));
}

/** Hides it, or brings it back, and notes that. */
export async function setWithdrawn(
  { who, where }: Asked,
  services: CarePorts,
  story: Story,
  withdrawn: boolean,
): Promise<Story> {
  const library = libraryOf(where);
  const actor = { by: who.id, at: services.now() };
  const changed = await services.catalog[withdrawn ? 'withdraw' : 'restore'](story.id, [library], actor);
  // Two who withdraw at once did it once.
  if (changed.revision !== story.revision) {
    await recordStory(services, library, who.id, withdrawn ? 'withdrawn' : 'restored', changed);
  }
  if (withdrawn) await services.reportDesk.withdrawn(story.id, library, who.id);
  return changed;
}
