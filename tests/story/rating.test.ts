/** Ratings: every system's words land on the one scale, and never below what they say. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vocabulary from '#data/vocabulary/ratings.json' with { type: 'json' };
import { gateRank, parseRating } from '#src/story/rating.ts';

describe('a rating of any system', () => {
  test.each([
    ...['G', 'K', 'FRC', 'General Audiences', 'All Ages', 'U', 'Gen'].map((raw) => [raw, 10, 'General'] as const),
    ...['PG', 'K+', 'YT'].map((raw) => [raw, 15, 'General'] as const),
    ...['PG-13', 'T', 'FRT', 'FR13', 'Teen And Up Audiences', '12', '12A', 'TV-14'].map(
      (raw) => [raw, 20, 'Teen'] as const,
    ),
    ...['PG-15', 'FR15'].map((raw) => [raw, 25, 'Teen'] as const),
    ...['R', 'FRM', 'Mature', '15', '18', 'TV-MA', 'Fiction M'].map((raw) => [raw, 30, 'Mature'] as const),
    ...['NC-17', 'NC17', 'FRAO', 'Explicit', 'X', 'R18', 'Adult+', 'Fiction MA'].map(
      (raw) => [raw, 40, 'Explicit'] as const,
    ),
    ...['Adult++', 'NC-21'].map((raw) => [raw, 45, 'Explicit'] as const),
  ])('%s is rank %i, %s', (raw, rank, band) => {
    expect(parseRating(raw)).toEqual({ rating: { raw, rank, band, ambiguous: false }, several: false, readable: true });
  });

  test.each([
    ['Rated: Fiction T', 20],
    ['R for violence', 30],
    ['NC-17!!', 40],
    ['hard R', 30],
    ['PG-13ish', 20],
    ['pg13', 20],
    ['Rated T for Teen', 20],
    ['Rated 12 because of the moor', 20],
    ['PG-13 for chapter 12', 20],
    ['PG for mature themes', 15],
    ['Teen, some explicit language', 20],
    ['R, not explicit', 30],
    ['R, M/M', 30],
    ['ab 16 Jahren', 30],
    ['P18-AVL', 40],
    ['AO3 General Audiences', 10],
    ['AO3 Mature', 30],
    ['AO3 Teen And Up', 20],
    ['PG (AO3)', 15],
    ['T (see AO3 tags)', 20],
    ['AO', 40],
    ['Not for kids, R', 30],
    ['Для всех', 10],
    ['\u0420G-13', 20],
    ['N\u0421-17', 40],
  ])('“%s” is rank %i', (raw, rank) => {
    expect(parseRating(raw).rating.rank).toBe(rank);
  });
});

describe('a rating that is not plain', () => {
  test.each(['Adult', 'MA', 'M', 'E', '18+'])('“%s” means different things, and the stricter is taken', (raw) => {
    const { rating } = parseRating(raw);
    expect(rating.ambiguous).toBe(true);
    expect(gateRank(rating)).toBeGreaterThanOrEqual(30);
  });

  test('“MA” is read as FictionRatings’ Explicit, not as television’s Mature', () => {
    expect(parseRating('MA').rating.band).toBe('Explicit');
    expect(parseRating('MA (FictionRatings)').rating).toMatchObject({ band: 'Explicit', ambiguous: false });
  });

  test.each([
    ['PG-13 to NC-17', 40],
    ['R/NC-17', 40],
    ['T (M in later chapters)', 30],
    ['PG (later R)', 30],
    ['G at first, then Mature', 30],
  ])('of several in “%s” the highest gates', (raw, rank) => {
    expect(parseRating(raw)).toMatchObject({ rating: { rank }, several: true });
  });

  test('one rating said in two systems is one', () => {
    expect(parseRating('PG-13 / T').several).toBe(false);
  });

  test.each(['NR', 'Not Rated', 'Unrated', 'без рейтинга'])('“%s” is unrated, and gates as Explicit', (raw) => {
    const { rating, readable } = parseRating(raw);
    expect(rating).toMatchObject({ rank: null, band: 'Unrated' });
    expect(gateRank(rating)).toBe(40);
    expect(readable).toBe(true);
  });

  test.each([
    'banana',
    'Not for kids',
    'not suitable for general audiences',
    'Not for kids or teens',
    '???',
    'Yes',
    '4/5 stars',
    'Rated by my sister',
  ])('“%s” is no rating, and keeps its words', (raw) => {
    expect(parseRating(raw)).toMatchObject({ rating: { raw, rank: null }, readable: false });
  });

  test('nothing is missing rather than unreadable', () => {
    expect(parseRating('  ')).toMatchObject({ rating: { raw: '', rank: null }, readable: true });
  });
});

test('a rating followed by any reason never gates lower than the rating alone', () => {
  const labels = vocabulary.scale.flatMap(({ labels }) => labels).filter((label) => !/^\d+$/.test(label));
  fc.assert(
    fc.property(fc.constantFrom(...labels), fc.lorem(), (label, reason) => {
      const alone = gateRank(parseRating(label).rating);
      expect(gateRank(parseRating(`${label} for ${reason}`).rating)).toBeGreaterThanOrEqual(alone);
    }),
  );
});

test('any text at all is read, and its words are kept', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (raw) => {
      expect(parseRating(raw).rating.raw).toBe(raw.trim());
    }),
  );
});
