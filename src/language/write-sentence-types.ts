/**
 * `npm run sentences`: writes down what each sentence needs, for the compiler.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sentenceTypes } from '#src/language/sentence-types.ts';

writeFileSync(resolve(import.meta.dirname, '../../locales/sentences.ts'), sentenceTypes());
