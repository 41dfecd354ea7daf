/** How a card and a search say things, to people who do not know how they are stored. */

import { describe, expect, test } from 'vitest';
import { nothingFoundView } from '#commands/search/nothing-found.ts';
import { ratingText } from '#src/kit/show/story-text.ts';
import { loadLanguages } from '#src/language/language.ts';
import { plainWords } from '#src/query/options.ts';
import type { RatingFloor } from '#src/story/audience.ts';
import { parseRating } from '#src/story/rating.ts';
import { textsOf } from '#tests/views/accepted.ts';
import { found } from '#tests/views/found.ts';

const english = loadLanguages().for('en-US');

test.each([
  ['', 'Not rated'],
  ['general', 'General'],
  ['PG-13', 'Teen (PG-13)'],
  ['General Audiences', 'General Audiences'],
  ["T (Kay's mouth)", "Teen: T (Kay's mouth)"],
])('a rating of “%s” is shown as “%s”', (raw, shown) => {
  expect(ratingText(english, parseRating(raw))).toBe(shown);
});

describe('a search that shows nothing', () => {
  const said = (asked: string, hidden: number, floor: RatingFloor = 'mature') => {
    const reasons = hidden > 0 ? [{ reason: 'rating', count: hidden } as const] : [];
    const result = found({ hidden: reasons });
    const query = plainWords(asked);
    return textsOf(nothingFoundView(english, { session: 'abc', result, floor, query, offers: [] })).markdown.join('\n');
  };

  test('says so, and does not say that nothing matches where something is only hidden', () => {
    expect(said('zebra', 0)).toContain('No fic here matches “zebra”');
    expect(said('', 0)).toContain('This library has no fics yet');
    expect(said('zebra', 2)).toContain('No fic that may be shown here matches “zebra”');
    expect(said('zebra', 2)).toContain('2 fics are hidden here');
    expect(said('', 1)).not.toContain('no fics yet');
  });

  test.each([
    ['teen', 'rated Teen or above, or not rated. You can find them in an age-restricted channel'],
    ['mature', 'rated Mature or above, or not rated. You can find them in an age-restricted channel'],
    ['mature-nowhere', 'rated Mature or above, or not rated, and this server shows no such fics'],
  ] as const)('says with the rating floor %s what is hidden, and whether it is anywhere', (floor, sentence) => {
    expect(said('zebra', 2, floor)).toContain(sentence);
  });
});
