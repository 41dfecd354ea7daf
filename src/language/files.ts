/**
 * The files of `locales/`: one folder a language, in it one file a feature, each a tree of sentences.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';

/** The language that has every sentence, and that is spoken where there is no other. */
export const FALLBACK = 'en';

const FOLDER = resolve(import.meta.dirname, '../../locales');

/** What any file may say for the whole house: errors by code, commands as Discord shows them, what is kept of a person. */
const GATHERED: ReadonlySet<string> = new Set(['errors', 'commands', 'kept']);

/** By language, the fallback first: by key the sentence, in ICU MessageFormat, or a command's text as it is. */
export type LanguageFiles = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A key is the file's name and the path in it, or the path alone in groups that are gathered. */
export function readLanguages(folder: string = FOLDER): LanguageFiles {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
  return new Map(
    [FALLBACK, ...names.filter((name) => name !== FALLBACK)].map((name) => [name, readLanguage(resolve(folder, name))]),
  );
}

/** @throws Error where two files have one key. */
function readLanguage(folder: string): ReadonlyMap<string, string> {
  const sentences = new Map<string, string>();
  for (const file of readdirSync(folder).toSorted()) {
    const tree: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(resolve(folder, file), 'utf8'));
    for (const [group, branch] of Object.entries(tree)) {
      const path = GATHERED.has(group) ? group : `${basename(file, '.json')}.${group}`;
      for (const [key, text] of leaves(path, branch)) {
        if (sentences.has(key))
          throw new Error(`${resolve(folder, file)} has "${key}", which another file has already.`);
        sentences.set(key, text);
      }
    }
  }
  return sentences;
}

/** @throws Error where something is neither a text nor a tree of them. */
function leaves(path: string, branch: unknown): [key: string, text: string][] {
  if (typeof branch === 'string') return [[path, branch]];
  if (typeof branch !== 'object' || branch === null) throw new Error(`"${path}" is no text.`);
  return Object.entries(branch).flatMap(([name, below]) => leaves(`${path}.${name}`, below));
}
