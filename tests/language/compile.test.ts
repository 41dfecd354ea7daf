/** What a sentence needs is asked for by the compiler: a value that is missing, misspelt or of another type is no program. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ROOT } from '#src/config.ts';

const run = promisify(execFile);

/** What is said, and whether it is a program. */
const SAID: readonly (readonly [call: string, compiles: boolean])[] = [
  ["say('shelf.empty')", true],
  ["say('shelf.done.kept', { title: 'A' })", true],
  ["say('shelf.done.kept')", false],
  ["say('shelf.done.kept', {})", false],
  ["say('shelf.done.kept', { titel: 'A' })", false],
  ["say('shelf.done.kept', { title: 'A', author: 'B' })", false],
  ["say('shelf.empty', { title: 'A' })", false],
  ["say('shelf.emty')", false],
  ["say('shelf.hidden', { count: 2 })", true],
  ["say('shelf.hidden', { count: '2' })", false],
  ["say('search.asked.ever', { field: 'updated', not: 'no' })", true],
  ["say('search.asked.ever', { field: 'changed', not: 'no' })", false],
  ["say(one ? 'shelf.hidden' : 'shelf.done.kept', { count: 2, title: 'A' })", true],
  ["say(one ? 'shelf.hidden' : 'shelf.done.kept', { count: 2 })", false],
];

test('what a sentence needs and a call lacks does not compile', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ficus-compiled-'));
  try {
    const language = resolve(ROOT, 'src/language/language.ts');
    const head = [
      `import type { Language } from '${language}';`,
      "declare const say: Language['say'];",
      'declare const one: boolean;',
    ];
    await writeFile(join(folder, 'said.ts'), [...head, ...SAID.map(([call]) => `${call};`)].join('\n'));
    const config = {
      extends: resolve(ROOT, 'tsconfig.json'),
      compilerOptions: { typeRoots: [resolve(ROOT, 'node_modules/@types')] },
      ...{ files: ['said.ts'], include: [] },
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const tsc = resolve(ROOT, 'node_modules/typescript/bin/tsc');
    const { stdout } = await run(process.execPath, [tsc, '--noEmit', '--pretty', 'false', '-p', folder]).catch(
      (failed) => failed,
    );
    const wrong = new Set([...String(stdout).matchAll(/said\.ts\((\d+),/g)].map(([, line]) => Number(line)));
    expect(SAID.map(([call], at) => [call, !wrong.has(head.length + at + 1)])).toEqual(SAID);
  } finally {
    await rm(folder, { recursive: true });
  }
});
