/** What may be shown where: by the channel, by what the server chose, by the library, and to those who care for one. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import ratings from '#data/vocabulary/ratings.json' with { type: 'json' };
import {
  type Audience,
  audienceIn,
  mayShow,
  moderatorsIn,
  RATING_FLOORS,
  type RatingFloor,
  type Setting,
} from '#src/story/audience.ts';
import { BANDS, type Band, parseRating, type Rating, UNRATED } from '#src/story/rating.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';

const HERE = '111111111111111111';
const ELSEWHERE = '222222222222222222';

/** Every rating that a file can have, by what its band is: several ranks of one band, and words that nobody can read. */
const RATINGS: readonly Rating[] = [
  ...ratings.scale.flatMap(({ labels }) => labels.map((label) => parseRating(label).rating)),
  UNRATED,
  parseRating('a matter of taste').rating,
];

/** The bands whose fics are shown; fails where a band is shown only in part. */
function bandsShown(audience: Audience, library: string): Band[] {
  return BANDS.filter((band) => {
    const shown = RATINGS.filter((rating) => rating.band === band).map((rating) =>
      mayShow(audience, { library, rating }),
    );
    expect(new Set(shown).size, `${band} as a whole`).toBe(1);
    return shown[0];
  });
}

const ALL = [...BANDS];
const UP_TO_TEEN: Band[] = ['General', 'Teen'];

test('every band has ratings to try', () => {
  for (const band of BANDS) expect(RATINGS.filter((rating) => rating.band === band).length, band).toBeGreaterThan(1);
});

describe('in a direct message', () => {
  const audience = audienceIn({ guildId: null });

  test("the shared library is shown up to Teen, and no server's", () => {
    expect(bandsShown(audience, SHARED_LIBRARY)).toEqual(UP_TO_TEEN);
    expect(bandsShown(audience, HERE)).toEqual([]);
  });
});

describe('in a server', () => {
  test.each<[RatingFloor, string, boolean, Band[]]>([
    ['teen', 'an open channel', false, ['General']],
    ['mature', 'an open channel', false, UP_TO_TEEN],
    ['mature-nowhere', 'an open channel', false, UP_TO_TEEN],
    ['teen', 'an age-restricted channel', true, ALL],
    ['mature', 'an age-restricted channel', true, ALL],
    ['mature-nowhere', 'an age-restricted channel', true, UP_TO_TEEN],
  ])(
    'that restricts from "%s" on, %s shows its own fics and the shared ones of these bands',
    (floor, _, dark, bands) => {
      const audience = audienceIn({ guildId: HERE, ageRestricted: dark, floor });
      expect(bandsShown(audience, HERE)).toEqual(bands);
      expect(bandsShown(audience, SHARED_LIBRARY)).toEqual(bands);
    },
  );

  test('what nobody rated is shown where Explicit is, and nowhere else', () => {
    for (const floor of RATING_FLOORS) {
      for (const ageRestricted of [false, true]) {
        const bands = bandsShown(audienceIn({ guildId: HERE, ageRestricted, floor }), HERE);
        expect(bands.includes('Unrated')).toBe(bands.includes('Explicit'));
      }
    }
  });
});

describe('to those who care for the library', () => {
  test('an age-restricted channel shows all of it, whatever the server chose', () => {
    const audience = moderatorsIn({ guildId: HERE, ageRestricted: true });
    expect(bandsShown(audience, HERE)).toEqual(ALL);
    expect(bandsShown(audience, SHARED_LIBRARY)).toEqual(ALL);
  });

  test("an open channel shows what Discord's own rule lets stand there", () => {
    expect(bandsShown(moderatorsIn({ guildId: HERE, ageRestricted: false }), HERE)).toEqual(UP_TO_TEEN);
  });
});

const guild = fc.constantFrom(HERE, ELSEWHERE, '333333333333333333');
const place = fc.record({ guildId: guild, ageRestricted: fc.boolean(), floor: fc.constantFrom(...RATING_FLOORS) });
const setting: fc.Arbitrary<Setting> = fc.oneof(place, fc.constant({ guildId: null }));
const rating = fc.constantFrom(...RATINGS);

describe('wherever somebody asks', () => {
  test("no other server's fics are shown, of whatever rating, to members or to moderators", () => {
    fc.assert(
      fc.property(setting, guild, rating, (asked, library, rating) => {
        if (asked.guildId === library) return;
        expect(mayShow(audienceIn(asked), { library, rating })).toBe(false);
        if (asked.guildId !== null) expect(mayShow(moderatorsIn(asked), { library, rating })).toBe(false);
      }),
    );
  });

  test('nothing above Teen is shown where the channel is open to all, whatever the server chose', () => {
    fc.assert(
      fc.property(setting, fc.constantFrom(HERE, SHARED_LIBRARY), rating, (asked, library, rating) => {
        if (asked.guildId !== null && asked.ageRestricted) return;
        if (!mayShow(audienceIn(asked), { library, rating })) return;
        expect(UP_TO_TEEN).toContain(rating.band);
      }),
    );
  });

  test('an age-restricted channel shows whatever an open one does, and a moderator sees whatever a member does', () => {
    fc.assert(
      fc.property(place, fc.constantFrom(HERE, SHARED_LIBRARY), rating, (asked, library, rating) => {
        if (!mayShow(audienceIn(asked), { library, rating })) return;
        expect(mayShow(audienceIn({ ...asked, ageRestricted: true }), { library, rating })).toBe(true);
        expect(mayShow(moderatorsIn(asked), { library, rating })).toBe(true);
      }),
    );
  });

  test('what a member blocks is theirs to open all the same: the gate is about ratings and libraries', () => {
    const blocked = [{ kind: 'tag', name: 'Angst' }] as const;
    expect(bandsShown({ ...audienceIn({ guildId: null }), blocked }, SHARED_LIBRARY)).toEqual(UP_TO_TEEN);
  });
});
