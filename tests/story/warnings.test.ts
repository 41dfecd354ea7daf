/** Warnings: one vocabulary, and one rule for what no library takes. */
import { describe, expect, test } from 'vitest';
import {
  canonicalWarning,
  isUnderageRemark,
  isUnderageWarning,
  refusesUnderage,
  UNDERAGE,
} from '#src/story/warnings.ts';

describe('a warning under any of its names', () => {
  test.each([
    ['character death', 'Major Character Death'],
    ['MCD', 'Major Character Death'],
    ['Noncon', 'Rape/Non-Con'],
    ['rape / non-con', 'Rape/Non-Con'],
    ['GRAPHIC VIOLENCE', 'Graphic Depictions Of Violence'],
    ['graphic violence (brief)', 'Graphic Depictions Of Violence (brief)'],
    ['none', 'No Archive Warnings Apply'],
    ['Underage', 'Underage Sex'],
    ['mild swearing', 'mild swearing'],
  ])('“%s” is %s', (raw, name) => {
    expect(canonicalWarning(raw)).toBe(name);
  });

  test('an author who chose not to warn did not say that there is nothing to warn of', () => {
    expect(canonicalWarning('Chose Not To Warn')).toBe('Creator Chose Not To Use Archive Warnings');
  });
});

describe('Underage Sex', () => {
  test.each([
    ...[
      'Underage Sex',
      'underage',
      'UNDERAGED',
      'Under-age',
      'under age',
      'Under\u00adage',
      'Underage!!!',
      'Underage (16)',
    ],
    ...[
      'chan',
      'Implied chan',
      'slash, chan',
      'shota',
      'shota/loli',
      'lolicon',
      'minor/adult',
      'Adult / Minor',
      'Statutory Rape',
    ],
    ...[
      'Rape/Non-Con, Underage',
      'non-con underage',
      'noncon/underage',
      'Contains: underage',
      'Kinks: shota',
      'Underage: yes',
    ],
    ...[
      'no major character death, underage',
      'not safe for work: underage',
      'no plot just underage',
      'barely underage',
    ],
    ...['Underage Sex (not explicit)', 'Underage Sex (no details)', 'Underage - not graphic', 'Underage: not explicit'],
    ...['Underage (not between siblings)', 'Underage Sex - no rape', 'non-graphic underage sex'],
    ...['not explicit underage sex', 'non-graphic shota', 'Underage: no details'],
    ...['#UnderageSex', '#underagesex', 'Under_age', 'Under.age', 'ShotaCon', 'Sexual content with minors'],
    ...[
      'under 18 sex',
      'Андерейдж',
      'If you are bothered by underage do not read',
      "Don't read if underage bothers you",
    ],
    ...['секс с несовершеннолетними', 'Sex mit Minderjährigen'],
  ])('is said by “%s”', (raw) => {
    expect(isUnderageWarning(raw)).toBe(true);
  });

  test.each([
    ...[
      'no underage',
      'Not Underage',
      'No underage sex',
      'without underage',
      'No one is underage',
      'nobody is underage',
    ],
    ...['No rape or underage', 'no non-con/underage', 'Underage: no', 'underage? No', 'No shota/loli', 'no chan'],
    ...[
      'underage drinking',
      'underage magic',
      'minor character death',
      'Aizawa Shota',
      'Sakura-chan',
      'Charlie Chan',
      'violence',
    ],
    ...['If you are underage do not read', 'Do not read if you’re underage.', '#NoUnderage', 'not for minors'],
  ])('is not said by “%s”', (raw) => {
    expect(isUnderageWarning(raw)).toBe(false);
  });

  test.each(['NC-17, underage', 'The Fog [underage]', 'Ann (underage)', 'Harry has underage sex', 'lolicon'])(
    'is said in passing by “%s”',
    (raw) => {
      expect(isUnderageRemark(raw)).toBe(true);
    },
  );

  test.each(['Two underage wizards try to buy firewhisky.', 'Thanks to Chan', 'Chan', 'Nobody is underage.'])(
    'is not said in passing by “%s”',
    (raw) => {
      expect(isUnderageRemark(raw)).toBe(false);
    },
  );

  const nothing = { warnings: [], tags: [], genres: [], unknownFields: [] };
  test.each([
    ['a warning', { ...nothing, warnings: [UNDERAGE] }],
    ['a tag', { ...nothing, tags: ['Fluff', 'shota'] }],
    ['a genre', { ...nothing, genres: ['Chan'] }],
    ['a label that nobody knows', { ...nothing, unknownFields: [{ label: 'Kinks', value: 'loli, fluff' }] }],
    ['the label itself', { ...nothing, unknownFields: [{ label: 'Underage', value: 'yes' }] }],
  ])('is refused in %s', (_, fields) => {
    expect(refusesUnderage(fields)).toBe(true);
  });

  test('is not refused where it is denied', () => {
    expect(
      refusesUnderage({ ...nothing, tags: ['No Underage'], unknownFields: [{ label: 'Underage', value: 'no' }] }),
    ).toBe(false);
  });
});
