/** Every finding has its sentence, and so has everything else that is told by a code; failures are in errors.test.ts. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '#src/config.ts';
import { FINDING_CODES } from '#src/importers/finding.ts';
import { readLanguages } from '#src/language/files.ts';
import { MISTAKE_CODES } from '#src/query/mistakes.ts';

const read = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');

/** The members of a union of strings, from its source: types are gone when a program runs. */
function unionOf(path: string, type: string): string[] {
  const declaration = new RegExp(`type ${type} =([^;]+);`).exec(read(path))?.[1] ?? '';
  return [...declaration.matchAll(/'([^']+)'/g)].map(([, member = '']) => member);
}

const english = [...(readLanguages().get('en')?.keys() ?? [])];

/** What stands below a key. */
function below(path: string): string[] {
  return english.filter((key) => key.startsWith(`${path}.`)).map((key) => key.slice(path.length + 1));
}

test('every finding has an English sentence, and no sentence is left over', () => {
  expect(below('adding.findings').sort()).toEqual([...FINDING_CODES].sort());
});

test('every mistake in a query has an English sentence, and no sentence is left over', () => {
  const around = ['head', 'near', 'example', 'more', 'help'];
  expect(below('search.mistakes').sort()).toEqual([...MISTAKE_CODES, ...around].sort());
});

test('everything that a library can log has an English sentence, and no sentence is left over', () => {
  const actions = unionOf('src/moderation/library-log.ts', 'LogAction');
  expect(actions.length).toBeGreaterThan(5);
  expect(below('history.log').sort()).toEqual(actions.sort());
});

test('sentences are in the files of locales/, not in the code of commands', () => {
  const files = readdirSync(resolve(ROOT, 'commands'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  expect(files.length).toBeGreaterThan(15);
  const spoken = files.filter((name) => /notice\(\s*['"`]/.test(read(`commands/${name}`)));
  expect(spoken).toEqual([]);
});
