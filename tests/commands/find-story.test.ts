/** From what somebody typed to a fic: the right one, those that it may be, or a sentence that gives nothing away. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audienceOf, findStory, storyFor, storyHere } from '#commands/card/find-story.ts';
import type { Where } from '#src/kit/request.ts';
import { SettingsBook } from '#src/moderation/settings.ts';
import { openStores, type Stores } from '#src/stores.ts';
import { moderatorsIn, RATING_FLOORS, type RatingFloor } from '#src/story/audience.ts';
import { FicError } from '#src/story/errors.ts';
import type { Story, StoryCard } from '#src/story/story.ts';
import { aStory, EXPLICIT, GENERAL, MATURE, type StoryParts, TEEN, UNRATED } from '#tests/catalog/stories.ts';

const HERE = '111111111111111111';
const ELSEWHERE = '222222222222222222';
/** One server a floor. */
const SERVERS: Readonly<Record<RatingFloor, string>> = {
  mature: HERE,
  teen: '333333333333333333',
  'mature-nowhere': '444444444444444444',
};
const WORD = { by: 'mina', at: 5000, reason: 'her mail of May' };

function at(guildId: string | null, ageRestricted = false): Where {
  const kind = guildId === null ? 'direct' : 'text';
  return {
    ...{ guildId, channelId: '9', parentId: '9', kind, inThread: false, archived: false },
    ...{ ageRestricted, botPermissions: 0n },
  };
}
const OPEN = at(HERE);
const DARK = at(HERE, true);
const DIRECT = at(null);

let folder: string;
let stores: Stores;
let services: { readonly catalog: Stores['catalog']; readonly settings: SettingsBook };
const stories = new Map<string, Story>();

const FICS: readonly (StoryParts & { readonly title: string })[] = [
  { title: 'The Yellow Wall', rating: TEEN, library: HERE },
  { title: 'The Green Door', authors: ['first'], rating: GENERAL },
  { title: 'The Green Door', authors: ['second'], rating: GENERAL, library: HERE },
  { title: 'The Dark Lantern', rating: MATURE, library: HERE },
  { title: 'The Darker Lantern', rating: EXPLICIT, library: HERE },
  { title: 'The Unlabelled Lantern', rating: UNRATED, library: HERE },
  { title: 'The Far Shore', rating: GENERAL, library: ELSEWHERE },
  { title: 'Withdrawn Fog', rating: GENERAL, library: HERE },
  { title: 'Withdrawn Night', rating: MATURE, library: HERE },
  { title: 'Taken Fog', rating: GENERAL, library: HERE },
  { title: 'Taken Night', rating: MATURE, library: HERE },
  { title: 'The Shared Teapot', rating: TEEN },
  { title: 'The Shared Whip', rating: EXPLICIT },
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ficus-'));
  stores = await openStores({ database: join(folder, 'ficus.db') }, false);
  const { catalog, moderation } = stores;
  for (const fic of FICS) {
    const story = await catalog.add(aStory({ ...fic, text: [['It rained.']] }));
    stories.set(fic.title, story);
  }
  for (const title of ['Withdrawn Fog', 'Withdrawn Night']) await catalog.withdraw(idOf(title), [HERE], WORD);
  for (const title of ['Taken Fog', 'Taken Night']) await moderation.takedowns.add(idOf(title), [HERE], WORD);
  const settings = await SettingsBook.open(moderation.settings);
  for (const floor of RATING_FLOORS) await settings.change(SERVERS[floor], { ratingFloor: floor });
  services = { catalog, settings };
});
afterAll(async () => {
  await stores.close();
  await rm(folder, { recursive: true });
});

const idOf = (title: string) => stories.get(title)?.id ?? expect.fail(`no ${title}`);

/** The title of what was given, the titles of what may be meant, or how it was refused and what that says. */
async function outcome(work: Promise<Story | readonly StoryCard[]>): Promise<unknown> {
  try {
    const found = await work;
    return 'title' in found ? found.title : found.map(({ title }) => title).sort();
  } catch (error) {
    if (!(error instanceof FicError)) throw error;
    return { code: error.code, ...error.details };
  }
}
const find = (where: Where, typed: string) => outcome(findStory(services, where, typed));
const here = (where: Where, id: string) => outcome(storyHere(services, where, id));

describe('a fic that was chosen', () => {
  test('is given where it may be shown: of the own library and the shared one', async () => {
    expect(await here(OPEN, idOf('The Yellow Wall'))).toBe('The Yellow Wall');
    expect(await here(OPEN, idOf('The Shared Teapot'))).toBe('The Shared Teapot');
    expect(await here(DARK, idOf('The Darker Lantern'))).toBe('The Darker Lantern');
    expect(await here(DARK, idOf('The Unlabelled Lantern'))).toBe('The Unlabelled Lantern');
    expect(await here(DIRECT, idOf('The Shared Teapot'))).toBe('The Shared Teapot');
  });

  test('of another server is as unknown as one that never was, in a server and in a direct message', async () => {
    const id = idOf('The Far Shore');
    for (const where of [OPEN, DARK, DIRECT]) {
      expect(await here(where, id)).toEqual({ code: 'story-not-found', story: id });
      expect(await here(where, 'nosuchfic')).toEqual({ code: 'story-not-found', story: 'nosuchfic' });
    }
    expect(await here(DIRECT, idOf('The Yellow Wall'))).toMatchObject({ code: 'story-not-found' });
  });

  test.each<[RatingFloor, string]>([
    ['teen', 'story-above-teen-floor'],
    ['mature', 'story-too-mature-here'],
    ['mature-nowhere', 'story-hidden-in-server'],
  ])(
    'that the gate hides is refused by what the server chose: %s, in a sentence that does not name it',
    async (floor, code) => {
      const open = at(SERVERS[floor]);
      expect(await here(open, idOf('The Shared Whip'))).toEqual({ code });
      const [teapot, whip] = [idOf('The Shared Teapot'), idOf('The Shared Whip')];
      expect(await here(open, teapot)).toEqual(floor === 'teen' ? { code } : 'The Shared Teapot');
      const dark = at(SERVERS[floor], true);
      expect(await here(dark, whip)).toEqual(floor === 'mature-nowhere' ? { code } : 'The Shared Whip');
    },
  );

  test('that the gate hides is refused so in a direct message, too', async () => {
    expect(await here(DIRECT, idOf('The Shared Whip'))).toEqual({ code: 'story-too-mature-here' });
  });

  test('that was withdrawn is told so by its title; that was taken down, without one', async () => {
    expect(await here(OPEN, idOf('Withdrawn Fog'))).toEqual({ code: 'story-withdrawn', title: 'Withdrawn Fog' });
    expect(await here(OPEN, idOf('Taken Fog'))).toEqual({ code: 'story-taken-down' });
  });

  test('that was withdrawn or taken down is not named, nor told of, where the gate hides it', async () => {
    for (const title of ['Withdrawn Night', 'Taken Night'])
      expect(await here(OPEN, idOf(title))).toEqual({ code: 'story-too-mature-here' });
    expect(await here(DARK, idOf('Withdrawn Night'))).toEqual({ code: 'story-withdrawn', title: 'Withdrawn Night' });
    expect(await here(DARK, idOf('Taken Night'))).toEqual({ code: 'story-taken-down' });
  });

  test("is given to moderators whatever the server chose, but against Discord's own rule", async () => {
    const guildId = HERE;
    await services.settings.change(HERE, { ratingFloor: 'mature-nowhere' });
    const dark = storyFor(services, moderatorsIn({ guildId, ageRestricted: true }), idOf('The Dark Lantern'));
    expect(await outcome(dark)).toBe('The Dark Lantern');
    const open = storyFor(services, moderatorsIn({ guildId, ageRestricted: false }), idOf('The Dark Lantern'));
    expect(await outcome(open)).toEqual({ code: 'story-too-mature-here' });
    const far = storyFor(services, moderatorsIn({ guildId, ageRestricted: true }), idOf('The Far Shore'));
    expect(await outcome(far)).toMatchObject({ code: 'story-not-found' });
    await services.settings.change(HERE, { ratingFloor: 'mature' });
  });
});

describe('what was typed', () => {
  test('is an id, a title in any case, or a word of one', async () => {
    expect(await find(OPEN, idOf('The Yellow Wall'))).toBe('The Yellow Wall');
    expect(await find(OPEN, 'the yellow WALL')).toBe('The Yellow Wall');
    expect(await find(OPEN, 'yellow')).toEqual(['The Yellow Wall']);
  });

  test('and is the title of several is all of those that may be shown here', async () => {
    expect(await find(OPEN, 'The Green Door')).toEqual(['The Green Door', 'The Green Door']);
    expect(await find(DIRECT, 'The Green Door')).toBe('The Green Door');
    expect(await find(at(ELSEWHERE), 'The Green Door')).toBe('The Green Door');
  });

  test('finds by words only what may be shown here', async () => {
    expect(await find(OPEN, 'lantern')).toEqual({ code: 'story-not-found', story: 'lantern' });
    expect(await find(DARK, 'lantern')).toEqual(['The Dark Lantern', 'The Darker Lantern', 'The Unlabelled Lantern']);
    expect(await find(DIRECT, 'shared')).toEqual(['The Shared Teapot']);
  });

  test('never says that there is a fic of that title which may not be shown, was withdrawn or is somebody else’s', async () => {
    for (const typed of ['The Dark Lantern', 'Withdrawn Fog', 'Taken Fog', 'The Far Shore'])
      expect(await find(OPEN, typed)).toEqual({ code: 'story-not-found', story: typed });
  });

  test('and is an id is refused as if it had been chosen', async () => {
    expect(await find(OPEN, idOf('The Dark Lantern'))).toEqual({ code: 'story-too-mature-here' });
    expect(await find(OPEN, idOf('Withdrawn Fog'))).toMatchObject({ code: 'story-withdrawn' });
    expect(await find(OPEN, idOf('The Far Shore'))).toEqual({ code: 'story-not-found', story: idOf('The Far Shore') });
  });
});

test('a server that chose nothing has the default floor, as a direct message has', () => {
  expect(audienceOf(services, at(ELSEWHERE, true)).maxRank).toBe(audienceOf(services, DARK).maxRank);
  expect(audienceOf(services, DIRECT).maxRank).toBe(audienceOf(services, OPEN).maxRank);
});
