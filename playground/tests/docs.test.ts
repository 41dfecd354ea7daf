/** The README: every piece of code in it runs, as somebody who copies it would run it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const page = readFileSync(resolve(ROOT, 'README.md'), 'utf8');
const examples = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);

test('has examples', () => {
  expect(examples.length).toBeGreaterThan(2);
});

test.each(examples.entries().toArray())('example %i runs', async (_number, code) => {
  // Those that serve a page would do so for ever.
  const ended = code.includes('servePage') ? `${code}\nawait playground.close();` : code;
  const run = spawn(process.execPath, ['--input-type=module-typescript'], { cwd: ROOT });
  run.stdin.end(ended);
  const [said, complaints, [exitCode]] = await Promise.all([text(run.stdout), text(run.stderr), once(run, 'exit')]);
  // `console.assert` says on stderr what does not hold.
  expect(complaints).toBe('');
  expect(exitCode).toBe(0);
  if (code.includes('servePage')) expect(said).toContain('http://127.0.0.1:');
});
