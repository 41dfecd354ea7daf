/** What each sentence needs is known to the compiler, as the English sentences are today. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '#src/config.ts';
import { sentenceTypes } from '#src/language/sentence-types.ts';

test('the types of sentences are those that `npm run sentences` makes of the English files', () => {
  expect(readFileSync(resolve(ROOT, 'locales/sentences.ts'), 'utf8')).toBe(sentenceTypes());
});
