/**
 * From what somebody typed or chose to a story: an id from completion, else an exact title, else the candidates.
 */
import type { Ports } from '#src/kit/ports.ts';
import { settingOf, type Where } from '#src/kit/request.ts';
import { plainWords } from '#src/query/options.ts';
import { type Audience, audienceIn, mayShow, type RatingFloor } from '#src/story/audience.ts';
import { FicError, type FicErrorCode } from '#src/story/errors.ts';
import type { Story, StoryCard, StoryId } from '#src/story/story.ts';

const ID = /^[A-Za-z0-9_-]{1,20}$/;
/** As many as one menu offers with comfort. */
const CANDIDATES = 10;

/** How a fic is refused that the gate hides, by the server's floor. */
const TOO_MATURE: Readonly<Record<RatingFloor, FicErrorCode>> = {
  teen: 'story-above-teen-floor',
  mature: 'story-too-mature-here',
  'mature-nowhere': 'story-hidden-in-server',
};
export const TOO_MATURE_CODES: readonly FicErrorCode[] = Object.values(TOO_MATURE);

export function audienceOf(services: Ports<'settings'>, where: Where): Audience {
  return audienceIn(settingOf(where, services.settings.of(where.guildId).ratingFloor));
}

/**
 * A story that this place may show.
 *
 * @throws FicError `story-not-found`, `story-withdrawn`, `story-taken-down`, and one of `TOO_MATURE_CODES`.
 */
export function storyHere(services: Ports<'catalog' | 'settings'>, where: Where, id: StoryId): Promise<Story> {
  const floor = services.settings.of(where.guildId).ratingFloor;
  return storyFor(services, audienceIn(settingOf(where, floor)), id, TOO_MATURE[floor]);
}

/** A story that these may see. @throws FicError as `storyHere`, and `tooMature`. */
export async function storyFor(
  { catalog }: Ports<'catalog'>,
  audience: Audience,
  id: StoryId,
  tooMature: FicErrorCode = 'story-too-mature-here',
): Promise<Story> {
  const story = await catalog.get(id, audience.libraries);
  if (!story) throw new FicError('story-not-found', { story: id });
  // The gate first: what is said of a withdrawn story names it.
  if (!mayShow(audience, story)) throw new FicError(tooMature);
  if (story.state === 'taken-down') throw new FicError('story-taken-down');
  if (story.state === 'withdrawn') throw new FicError('story-withdrawn', { title: story.title });
  return story;
}

/**
 * The story meant, or those that may be meant: text that was typed and never chosen from the list.
 *
 * @throws FicError as `storyHere`; `story-not-found` where nothing comes near.
 */
export async function findStory(
  services: Ports<'catalog' | 'settings'>,
  where: Where,
  typed: string,
): Promise<Story | readonly StoryCard[]> {
  const audience = audienceOf(services, where);
  const byId = ID.test(typed) ? await services.catalog.get(typed, audience.libraries) : null;
  if (byId) return storyHere(services, where, byId.id);
  const titled = await services.catalog.byTitle(typed, audience);
  const [only, ...others] = titled;
  if (only && others.length === 0) return only;
  if (only) return titled.slice(0, CANDIDATES);
  const near = await services.catalog.search(plainWords(typed), audience, { offset: 0, limit: CANDIDATES });
  if (near.hits.length === 0) throw new FicError('story-not-found', { story: typed });
  return near.hits;
}
