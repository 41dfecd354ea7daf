/** What somebody asked for is said back to them in words. */

import { expect, test } from 'vitest';
import { askedText, conditionText } from '#commands/search/asked.ts';
import { loadLanguages } from '#src/language/language.ts';
import type { Condition } from '#src/query/ast.ts';

const english = loadLanguages().for('en-US');
const angst: Condition = { kind: 'named', field: 'tag', text: 'Angst' };
const pairing: Condition = { kind: 'named', field: 'pairing', text: 'Holmes/Watson' };
const named = (field: 'title' | 'author' | 'series' | 'warning' | 'fandom', text: string): Condition => ({
  kind: 'named',
  field,
  text,
});
const number = (field: 'words' | 'chapters' | 'kudos', min: number | null, max: number | null): Condition => ({
  kind: 'number',
  field,
  min,
  max,
});

test.each<[Condition, string]>([
  [{ kind: 'words', text: 'rain', as: 'word' }, '“rain”'],
  [{ kind: 'words', text: 'green tea', as: 'phrase' }, 'exactly “green tea”'],
  [{ kind: 'words', text: 'light', as: 'beginning' }, '“light…”'],
  [{ kind: 'text', text: 'green tea' }, '“green tea” in the text'],
  [named('title', 'Rain'), '“Rain” in the title'],
  [named('author', 'penwiper'), 'by penwiper'],
  [named('series', 'Umbrellas'), 'of the series Umbrellas'],
  [named('warning', 'Major Character Death'), 'warned of Major Character Death'],
  [named('fandom', 'Dracula'), 'Dracula'],
  [{ ...pairing, beginning: true } as Condition, 'Holmes/Watson…'],
  [{ ...pairing, larger: true } as Condition, 'Holmes/Watson, also in larger pairings'],
  [{ kind: 'rating', from: 'Teen', to: 'Teen' }, 'rated Teen'],
  [{ kind: 'rating', from: 'General', to: 'Teen' }, 'rated Teen or below'],
  [{ kind: 'rating', from: 'Teen', to: 'Explicit' }, 'rated Teen or above'],
  [{ kind: 'rating', from: 'Teen', to: 'Mature' }, 'rated Teen to Mature'],
  [{ kind: 'rating', from: 'Unrated', to: 'Unrated' }, 'Not rated'],
  [{ kind: 'status', status: 'in-progress' }, 'In progress'],
  [{ kind: 'status', status: 'unknown' }, 'status not given'],
  [{ kind: 'language', language: 'en' }, 'in English'],
  [{ kind: 'language', language: 'no language' }, 'in no language'],
  [number('words', 10_000, null), 'at least 10,000 words'],
  [number('words', null, 999), 'up to 999 words'],
  [number('words', 1000, 5000), '1,000 to 5,000 words'],
  [number('chapters', 1, 1), 'exactly 1 chapter'],
  [number('kudos', 0, null), 'at least 0 kudos'],
  [{ kind: 'date', field: 'updated', from: { ago: 7, unit: 'day' }, to: null }, 'updated in the last 7 days'],
  [{ kind: 'date', field: 'updated', from: { ago: 1, unit: 'year' }, to: null }, 'updated in the last year'],
  [{ kind: 'date', field: 'posted', from: null, to: { ago: 2, unit: 'week' } }, 'posted more than 2 weeks ago'],
  [{ kind: 'date', field: 'posted', from: { day: '2024-02-29' }, to: null }, 'posted since 2024-02-29'],
  [{ kind: 'date', field: 'posted', from: null, to: { day: '2024-02-29' } }, 'posted until 2024-02-29'],
  [{ kind: 'date', field: 'posted', from: { day: '2024-02-29' }, to: { day: '2024-02-29' } }, 'posted on 2024-02-29'],
  [
    { kind: 'date', field: 'posted', from: { day: '2024-01-01' }, to: { ago: 1, unit: 'hour' } },
    'posted between 2024-01-01 and 1 hour ago',
  ],
  [{ kind: 'is', what: 'oneshot' }, 'one-shots'],
  [{ kind: 'not', of: { kind: 'is', what: 'crossover' } }, 'without crossovers'],
  [{ kind: 'not', of: angst }, 'without Angst'],
  [{ kind: 'not', of: { kind: 'rating', from: 'Teen', to: 'Explicit' } }, 'not rated Teen or above'],
  [{ kind: 'any', of: [angst, pairing] }, 'Angst or Holmes/Watson'],
  // The option `without` leaves a name out whatever it names.
  [{ kind: 'not', of: { kind: 'any', of: [angst, { ...angst, field: 'character' } as Condition] } }, 'without Angst'],
  [
    { kind: 'any', of: [angst, { kind: 'all', of: [pairing, named('fandom', 'Dracula')] }] },
    'Angst or (Holmes/Watson, Dracula)',
  ],
])('%j is “%s”', (condition, words) => {
  expect(conditionText(english, condition)).toBe(words);
});

test('what must all hold is said one after the other; nothing asked is nothing said', () => {
  expect(askedText(english, { where: { kind: 'all', of: [angst, pairing] } })).toBe('Angst, Holmes/Watson');
  expect(askedText(english, { where: { kind: 'all', of: [] }, sort: 'title' })).toBe('');
});
