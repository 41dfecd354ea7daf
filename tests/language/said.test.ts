/** Everything that the bot says on Discord comes from the files of `locales/`, and fits where it stands in a longer language, too. */
import { globSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '#commands/index.ts';
import { ROOT } from '#src/config.ts';
import { FALLBACK, readLanguages } from '#src/language/files.ts';
import { type Language, loadLanguages } from '#src/language/language.ts';
import { SEARCH_EXAMPLES } from '#src/query/examples.ts';
import { everything, forms } from '#tests/language/everything.ts';
import { codesBelow } from '#tests/language/greek.ts';
import { PSEUDO, pseudoFolder } from '#tests/language/pseudo.ts';
import { expectModalAccepted, expectTaken, textsOf } from '#tests/views/accepted.ts';
import { fullStory } from '#tests/views/hostile-story.ts';

/** What stands for itself in any language: what is typed, who and where, addresses. */
const FOR_ITSELF = /`[^`]*`|<[^>]*>|https?\\?:[^\s⟧]+|\/fic search(?: query:)?/g;

/** The query language is one for all. */
const QUERIES = SEARCH_EXAMPLES.flatMap(({ examples }) => examples.map(({ query }) => query));

let folder = '';
let language: Language;
const said = new Set<string>();

beforeAll(async () => {
  folder = await pseudoFolder();
  const pseudo = loadLanguages(folder).for(PSEUDO);
  language = {
    ...pseudo,
    // Polish, and no sentence of ours.
    languageName: () => 'Λόγος',
    say(key, ...values) {
      said.add(key);
      return pseudo.say(key, ...values);
    },
    sayOf(key, values) {
      said.add(key);
      return pseudo.sayOf(key, values);
    },
  };
});
afterAll(() => rm(folder, { recursive: true }));

/** Words in letters that the pseudo-language has not. */
const english = (texts: readonly string[]) =>
  texts.flatMap(
    (text) =>
      QUERIES.reduce((rest, query) => rest.replace(query, ''), text)
        .replace(FOR_ITSELF, '')
        .match(/[A-Za-z]{2,}/g) ?? [],
  );

/** All that a person reads of a form. */
function textsOfForm(form: unknown): string[] {
  const texts: string[] = [];
  JSON.stringify(form, (name, value) => {
    if (['title', 'label', 'description', 'placeholder'].includes(name) && typeof value === 'string') texts.push(value);
    return value;
  });
  return texts;
}

describe('in a language that is longer than English', () => {
  test('every message is one that Discord takes, and nothing in it is English', () => {
    for (const body of everything(language)) {
      const { markdown, plain } = textsOf(body);
      expect(english([...markdown, ...plain])).toEqual([]);
      expectTaken(body);
    }
  });

  test('every form is one that Discord takes, and nothing in it is English', () => {
    for (const form of forms(language)) {
      expect(english(textsOfForm(form))).toEqual([]);
      expectModalAccepted(form);
    }
  });

  test('every message about a story that fills it is one that Discord takes', () => {
    for (const stuffing of ['ж', '*']) {
      const full = { ...fullStory(stuffing), library: '1' };
      for (const body of everything(language, full)) expectTaken(body);
      for (const form of forms(language, full)) expectModalAccepted(form);
    }
  });

  test('every failure, finding and command is said in it', () => {
    const values = { story: 'Λόγος' };
    for (const code of codesBelow('errors')) expect(english([language.sayOf(`errors.${code}`, values)])).toEqual([]);
    for (const code of codesBelow('adding.findings')) {
      expect(english([language.sayOf(`adding.findings.${code}`, { band: 'Teen' })]), code).toEqual([]);
    }
    for (const { name } of COMMANDS.commands) expect(english([language.describe(name)])).toEqual([]);
  });

  test('no sentence is left that nobody says', () => {
    const keys = [...(readLanguages().get(FALLBACK)?.keys() ?? [])].filter((key) => !key.startsWith('commands.'));
    const sources = globSync('{src,commands}/**/*.ts', { cwd: ROOT });
    const code = sources.map((path) => readFileSync(resolve(ROOT, path), 'utf8')).join('\n');
    /** By a command itself, or by the command line: by its key or by the part of it before a code. */
    const isNamed = (key: string) =>
      code.includes(`'${key}'`) ||
      [...key.matchAll(/[.-]/g)].some(({ index }) => code.includes(`\`${key.slice(0, index + 1)}\${`));
    const unsaid = keys.filter((key) => !said.has(key) && !isNamed(key));
    expect(unsaid).toEqual([]);
  });
});
