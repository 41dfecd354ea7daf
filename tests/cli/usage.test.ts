/** How `ficus` is called: help everywhere, and a sentence with exit code 2 for what it cannot make out. */
import { describe, expect, test } from 'vitest';
import { Ficus } from '#tests/cli/ficus.ts';

const VERBS = [
  ...[
    'start',
    'play',
    'replay',
    'register',
    'import',
    'search',
    'show',
    'read',
    'reports',
    'takedown',
    'invite',
    'doctor',
  ],
];

test('--help tells about the program and every verb', async () => {
  await using ficus = await Ficus.install();
  const help = await ficus.run('--help');
  expect(help.code).toBe(0);
  const listed = [...help.out.matchAll(/^ {2}(\w+)(?= .* {2})/gm)].map(([, verb]) => verb);
  expect(listed.filter((verb) => verb !== 'help')).toEqual(VERBS);
});

test.concurrent.each(VERBS)('%s --help tells about it and does nothing', async (verb) => {
  await using ficus = await Ficus.install();
  const { code, out, err } = await ficus.run(verb, '--help');
  expect(code).toBe(0);
  expect(out).toMatch(new RegExp(`^Usage: ficus ${verb}\\b`));
  expect(err).toBe('');
});

describe('called wrongly, it ends with 2 and a sentence', () => {
  test.concurrent.each([
    ['by no verb', [], 'Usage: ficus'],
    ['by an unknown verb', ['frobnicate'], "unknown command 'frobnicate'"],
    ['by an unknown option', ['doctor', '--loud'], "unknown option '--loud'"],
    ['without an argument', ['search'], "missing required argument 'words'"],
    ['with a word too much', ['show', 'one', 'two'], 'too many arguments'],
    ['with a port that is none', ['play', '--port', '70000'], 'It is 0 to 65535.'],
    [
      'with a fault that there is not',
      ['play', '--faults', 'slow:20,flood'],
      'There is no fault "flood". There are slow, ',
    ],
    [
      'with a chance that is none',
      ['play', '--faults', 'drop:101'],
      "A fault's chance is 1 to 100, in percent: drop:20.",
    ],
    ['with a chance left out', ['play', '--faults', 'slow:'], "A fault's chance is 1 to 100, in percent: slow:20."],
    ['with no speed at all', ['replay', 'x.jsonl', '--speed', '0'], 'It is a number above 0.'],
    ['with page nought', ['read', 'x', '--page', '0'], 'It is a whole number from 1 on.'],
    ['with a page and all pages', ['read', 'x', '--page', '1', '--all'], 'cannot be used with'],
    ['with an unknown permission', ['import', 'a.txt', '--permission', 'nobody-asked'], 'Allowed choices are'],
  ])('%s', async (_, words, sentence) => {
    await using ficus = await Ficus.install();
    const { code, out, err } = await ficus.run(...words);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
    expect(out).toBe('');
  });
});

test('a setting that cannot be used is named, and the exit code is 1', async () => {
  await using ficus = await Ficus.install({ LOG_LEVEL: 'loud' });
  const { code, err } = await ficus.run('start');
  expect(code).toBe(1);
  expect(err).toContain("The setting LOG_LEVEL can't be used");
});
