/** Every expected failure can be said: its sentence is there, and whatever the sentence needs is among the error's details. */
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, expectTypeOf, test } from 'vitest';
import type { Sentences } from '#locales/sentences.ts';
import { ROOT } from '#src/config.ts';
import { readLanguages } from '#src/language/files.ts';
import type { FicErrors } from '#src/story/errors.ts';

/** Codes whose sentence is missing, or needs what the error does not tell. */
type Unsaid = {
  [Code in keyof FicErrors]: `errors.${Code}` extends keyof Sentences
    ? FicErrors[Code] extends Sentences[`errors.${Code}`]
      ? never
      : Code
    : Code;
}[keyof FicErrors];

/** Sentences of codes that nobody throws. */
type LeftOver = Exclude<Extract<keyof Sentences, `errors.${string}`>, `errors.${keyof FicErrors}`>;

test('every failure has its sentence, and none is left over: else this does not compile', () => {
  expectTypeOf<Unsaid>().toBeNever();
  expectTypeOf<LeftOver>().toBeNever();
});

test('each code is one room’s or one feature’s own', () => {
  const rooms = globSync('{src,commands}/**/errors.ts', { cwd: ROOT });
  expect(rooms.length).toBeGreaterThan(15);
  const codes = rooms.flatMap((path) =>
    [...readFileSync(resolve(ROOT, path), 'utf8').matchAll(/^ {2,4}'?([a-z-]+)'?: (?:Nothing|\{)/gm)].map(
      ([, code = '']) => code,
    ),
  );
  const sentences = [...(readLanguages().get('en')?.keys() ?? [])].filter((key) => key.startsWith('errors.'));
  expect(codes.map((code) => `errors.${code}`).toSorted()).toEqual(sentences.toSorted());
});
