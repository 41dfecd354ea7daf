/** Every language says what the English one says, in its own forms and in the room that Discord gives. */
import { rm } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '#commands/index.ts';
import { parseCommands } from '#playground/rules/commands.ts';
import { commandJson } from '#src/kit/command-json.ts';
import { FALLBACK, readLanguages } from '#src/language/files.ts';
import { loadLanguages } from '#src/language/language.ts';
import { faultsOf } from '#tests/language/faults.ts';
import { unusedLimits } from '#tests/language/limits.ts';
import { type Change, PSEUDO, pseudoFolder } from '#tests/language/pseudo.ts';

async function pseudo<Told>(change: Change | undefined, look: (folder: string) => Told): Promise<Told> {
  const folder = await pseudoFolder(change);
  try {
    return look(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
const faultsWith = (change?: Change) => pseudo(change, (folder) => faultsOf(readLanguages(folder), PSEUDO));
const only =
  (wanted: string, text: string | null): Change =>
  (key, before) =>
    key === wanted ? text : before;

describe('a language of the house', () => {
  const files = readLanguages();

  test.each([...files.keys()])(
    '%s has every sentence, with its values, its plural forms and no word too many',
    (name) => {
      expect(faultsOf(files, name)).toEqual([]);
    },
  );

  test('is bounded wherever its sentences stand, by the names that they have', () => {
    expect(unusedLimits([...(files.get(FALLBACK)?.keys() ?? [])])).toEqual([]);
  });
});

describe('commands', () => {
  test('are in every language of the house what Discord takes', () => {
    expect(parseCommands(commandJson(COMMANDS, loadLanguages()), false)).toBeTruthy();
  });

  test('are in a longer language what Discord takes, in all locales that it serves', async () => {
    const json = await pseudo(undefined, (folder) => commandJson(COMMANDS, loadLanguages(folder)));
    expect(parseCommands(json, false)).toBeTruthy();
    expect(json[0]?.description_localizations).toEqual({ pl: expect.stringContaining('⟦') });
  });
});

describe('another language', () => {
  test('that says everything is a folder, and nothing else', async () => {
    expect(await faultsWith()).toEqual([]);
  });

  test.each<[why: string, change: Change, fault: string]>([
    ['a sentence is missing', only('shelf.empty', null), 'shelf.empty is missing.'],
    [
      'a value is missing',
      only('shelf.done.kept', '⟦⟧'),
      'shelf.done.kept needs nothing, and the English one title: text.',
    ],
    ['a value is misspelt', only('shelf.done.kept', '{titel}'), 'titel: text, and the English one title: text.'],
    [
      'a number is said as a word',
      only('search.results.drop-words', '{number}'),
      'needs number: text, and the English one number: number.',
    ],
    [
      'a plural form is missing',
      only('shelf.hidden', '{count, plural, one {#} few {#} other {#}}'),
      'shelf.hidden lacks the plural form "many".',
    ],
    [
      'a plural form is another language’s',
      only('shelf.hidden', '{count, plural, one {#} two {#} few {#} many {#} other {#}}'),
      'shelf.hidden has a plural form "two" of no use.',
    ],
    [
      'a case is missing',
      only('listing.draft', '{by, select, member {{who}} other {}} {when} {expires}'),
      'listing.draft needs',
    ],
    [
      'a number is signed for within a selection',
      only(
        'search.asked.words.exactly',
        '{count, plural, one {{not, select, yes {#} no {#} other {}}} few {#} many {#} other {#}}',
      ),
      'search.asked.words.exactly has a # within a selection',
    ],
    ['a sentence is no message', only('shelf.empty', '{'), 'shelf.empty is no message'],
    [
      'a button is too long',
      only('kit.buttons.open', 'ó'.repeat(81)),
      'kit.buttons.open has 81 characters, and Discord takes 80.',
    ],
    [
      'a command is described at too great a length',
      only('commands.fic.shelf.description', 'ó'.repeat(101)),
      'commands.fic.shelf.description has 101 characters, and Discord takes 100.',
    ],
  ])('is refused where %s', async (_, change, fault) => {
    expect((await faultsWith(change)).join('\n')).toContain(fault);
  });
});
