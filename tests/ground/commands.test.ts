/** What is declared is what is registered, documented and answered. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { helpView } from '#commands/help/view.ts';
import { COMMANDS } from '#commands/index.ts';
import { READING_ROUTES, readingId } from '#commands/reading/routes.ts';
import { ROOT } from '#src/config.ts';
import { commandJson } from '#src/kit/command-json.ts';
import { idsOf, readerOf } from '#src/kit/custom-id.ts';
import { loadLanguages } from '#src/language/language.ts';

const languages = loadLanguages();
const _customId = idsOf(READING_ROUTES);
const parseCustomId = readerOf(COMMANDS.routes);

describe('the commands', () => {
  test('are each in the documents, with all their options', () => {
    const docs = readFileSync(resolve(ROOT, 'docs/reference/commands.md'), 'utf8');
    for (const { name, options } of COMMANDS.commands) {
      const section = docs.split('\n\n').find((paragraph) => paragraph.includes(`**\`/${name}\`**`));
      expect(section, name).toBeDefined();
      for (const option of Object.keys(options)) expect(section, `${name} ${option}`).toContain(`\`${option}\``);
    }
  });

  test('are described in words short enough for Discord', () => {
    for (const group of commandJson(COMMANDS, languages)) {
      expect(JSON.stringify(group).length).toBeLessThan(8000);
      expect(group.description.length).toBeLessThanOrEqual(100);
    }
  });

  test('complete every value that comes from the catalog', () => {
    const completed = COMMANDS.commands.flatMap(({ name, complete }) =>
      Object.keys(complete).map((option) => `${name} ${option}`),
    );
    expect(completed).toEqual(
      expect.arrayContaining([
        ...['fandom', 'pairing', 'character', 'tag', 'without'].map((option) => `fic search ${option}`),
        ...['fic show story', 'fic read story', 'library withdraw story', 'library restore story'],
        ...['library edit story', 'library history story'],
      ]),
    );
  });

  test('have examples that somebody could type, and a name for the button that runs each', () => {
    const tried = COMMANDS.commands.filter(({ example }) => example);
    expect(tried.map(({ name }) => name)).toEqual(expect.arrayContaining(['fic search', 'fic read', 'fic shelf']));
    for (const { name, options, example = {}, who, answer } of tried) {
      expect(Object.keys(options), name).toEqual(expect.arrayContaining(Object.keys(example)));
      for (const [option, spec] of Object.entries(options)) {
        if (spec.required) expect(example, name).toHaveProperty(option);
        if (spec.kind === 'choice' && option in example) expect(spec.choices, name).toContain(example[option]);
      }
      const entry = {
        name,
        mention: `/${name}`,
        options: [],
        example: Object.entries(example).map(([o, v]) => [o, `${v}`] as const),
      };
      const part = who === 'everyone' ? 'readers' : 'moderators';
      const said = JSON.stringify(
        helpView(languages.for('en'), { part, entries: [entry], others: false, direct: false }),
      );
      expect(said, name).toContain(
        `"label":"${[`/${name}`, ...Object.entries(example).map(([o, v]) => `${o}: ${v}`)].join(' ')}"`,
      );
      // What asks for a form is nothing to try.
      expect(answer, name).not.toBe('modal');
    }
  });

  test('are all named in the help, with their descriptions, in any language', () => {
    for (const { name } of COMMANDS.commands) {
      expect(languages.for('en').describe(name), name).toMatch(/\w/);
      expect(languages.for('tlh').describe(name)).toBe(languages.for('en').describe(name));
    }
  });
});

describe('custom ids', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/);
  const whole = fc.integer({ min: 0, max: 20_000_000 });

  test('say what they were made of, in at most 100 characters', () => {
    fc.assert(
      fc.property(word, word, whole, whole, (session, way, chapter, offset) => {
        const id = readingId('turn', { session, way, chapter, offset });
        expect(id.length).toBeLessThanOrEqual(100);
        expect(parseCustomId(id)).toEqual({ name: 'turn', args: { session, way, chapter, offset } });
      }),
    );
  });

  test('of any other making are nothing', () => {
    fc.assert(fc.property(fc.string(), (id) => parseCustomId(`v0.${id}`) === null));
    for (const id of ['', 'v1', 'v1.turn', 'v1.turn.a.b.c.d', 'v1.constructor', 'v1.keep.a.b', 'v2.keep.a']) {
      expect(parseCustomId(id)).toBeNull();
    }
  });
});
