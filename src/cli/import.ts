/**
 * `ficus import`: stories from files and folders, beside a running bot.
 */

import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { NewStory } from '#src/catalog/contract.ts';
import { fieldsJson, findingJson } from '#src/cli/story-json.ts';
import { plainSentence, type Terminal } from '#src/cli/terminal.ts';
import type { Config } from '#src/config.ts';
import { locatedSentence } from '#src/kit/show/findings.ts';
import { failureSentence } from '#src/kit/show/notices.ts';
import type { NewLogEntry } from '#src/moderation/library-log.ts';
import type { Preparation } from '#src/publishing/press.ts';
import { fileKey, newStory } from '#src/publishing/publishing.ts';
import { openStores, type Stores } from '#src/stores.ts';
import { FicError } from '#src/story/errors.ts';
import type { LibraryId, PermissionBasis, StoryId } from '#src/story/story.ts';

export interface ImportOptions {
  readonly library: LibraryId;
  readonly permission: PermissionBasis;
  readonly evidence: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** What became of one story of a file, or of the file where it could not be read. */
type Outcome =
  | {
      readonly file: string;
      readonly preparation: Preparation;
      readonly id: StoryId | null;
      readonly known: boolean;
      /** It was a card alone, and has its text now. */
      readonly textAdded?: true;
    }
  | { readonly file: string; readonly failure: FicError };

/** A story of a file that is not in the library yet. */
interface Ready {
  readonly file: string;
  readonly preparation: Preparation;
  readonly story: NewStory;
}

/** So many files are read, then written together: each commit waits for the disk. */
const FILES_AT_ONCE = 16;

/** Ends with 1 where a file could not be imported; the others are. */
export async function importFiles(
  config: Config,
  paths: readonly string[],
  options: ImportOptions,
  out: Terminal,
): Promise<void> {
  const files = (await Promise.all(paths.map(filesIn))).flat();
  await using opened = new AsyncDisposableStack();
  const stores = await openStores(config, false);
  opened.defer(() => stores.close());
  const totals: Totals = { added: 0, known: 0, failed: 0 };
  for (let at = 0; at < files.length; at += FILES_AT_ONCE) {
    out.progress(bar(at, files.length, files[at] ?? ''));
    const outcomes = await importTogether(stores, files.slice(at, at + FILES_AT_ONCE), options);
    await note(stores, outcomes, options.library);
    out.progress('');
    for (const outcome of outcomes) {
      totals['failure' in outcome ? 'failed' : outcome.known ? 'known' : 'added'] += 1;
      out.print(options.json ? JSON.stringify(outcomeJson(out, outcome)) : outcomeText(out, outcome));
    }
  }
  if (totals.failed > 0 || files.length === 0) process.exitCode = 1;
  if (!options.json) out.note(totalsText(out, totals, options));
}

/** A file itself; of a folder, everything below it that is not hidden, in order of name. */
async function filesIn(path: string): Promise<string[]> {
  const info = await stat(path).catch(() => null);
  if (!info?.isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(unreadable(path));
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function unreadable(file: string): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    if (error.code === 'ENOENT') throw new FicError('file-missing', { file }, { cause: error });
    throw new FicError('file-unreadable', { file, reason: error.code ?? error.message }, { cause: error });
  };
}

/** An outcome or more a file, in their order. */
export async function importTogether(
  stores: Pick<Stores, 'catalog' | 'publishing'>,
  files: readonly string[],
  options: ImportOptions,
): Promise<Outcome[]> {
  const read = (await Promise.all(files.map((file) => readStories(stores, file, options)))).flat();
  const ready = read.filter((one) => 'story' in one);
  if (options.dryRun || ready.length === 0) return read.map((one) => unwritten(one, options));
  try {
    const added = await stores.catalog.addAll(ready.map(({ story }) => story));
    const ids = new Map(ready.map((one, index) => [one, added[index]?.id ?? null]));
    const seen = new Set<StoryId | null>();
    return read.map((one) => {
      if (!('story' in one)) return one;
      const id = ids.get(one) ?? null;
      // The same text twice in one call is one story.
      const known = seen.has(id);
      seen.add(id);
      return { ...one, id, known };
    });
  } catch (error) {
    if (!(error instanceof FicError)) throw error;
    // Some may have been written before it failed: what is in the library is said to be.
    return Promise.all(
      read.map(async (one): Promise<Outcome> => {
        if (!('story' in one)) return one;
        const there = await stores.catalog.published(one.story.library, one.story.key);
        return there ? { ...one, id: there.id, known: false } : { file: one.file, failure: error };
      }),
    );
  }
}

/** What was published or got its text goes into the library's log. */
async function note({ moderation }: Stores, outcomes: readonly Outcome[], library: LibraryId): Promise<void> {
  const entries = outcomes.flatMap((outcome): NewLogEntry[] => {
    if ('failure' in outcome || outcome.id === null || (outcome.known && !outcome.textAdded)) return [];
    const title = outcome.preparation.fields.title ?? '';
    const about = { library, by: 'operator', at: Date.now(), story: outcome.id };
    return outcome.known
      ? [{ ...about, action: 'edited', details: { title, fields: 'text' } }]
      : [{ ...about, action: 'published', details: { title } }];
  });
  if (entries.length > 0) await moderation.log.add(...entries);
}

/** A dry run tells no ids, not even of what is there. */
function unwritten(one: Ready | Outcome, { dryRun }: ImportOptions): Outcome {
  if ('failure' in one) return one;
  if ('story' in one) return { ...one, id: null, known: false };
  return dryRun ? { ...one, id: null } : one;
}

/** One that is refused keeps no other of its file out. */
async function readStories(
  { catalog, publishing }: Pick<Stores, 'catalog' | 'publishing'>,
  file: string,
  options: ImportOptions,
): Promise<readonly (Ready | Outcome)[]> {
  try {
    const bytes = await readFile(file).catch(unreadable(file));
    const stories = await publishing.prepareAll(bytes, basename(file));
    return await Promise.all(
      stories.map((preparation, at) => readStory(catalog, file, preparation, fileKey(bytes, at), options)),
    );
  } catch (error) {
    if (error instanceof FicError) return [{ file, failure: error }];
    throw error;
  }
}

async function readStory(
  catalog: Stores['catalog'],
  file: string,
  preparation: Preparation,
  key: string,
  options: ImportOptions,
): Promise<Ready | Outcome> {
  try {
    const before = await catalog.published(options.library, key);
    const permission = { basis: options.permission, evidence: options.evidence, by: 'operator', at: Date.now() };
    const story = newStory(preparation, options.library, permission, key);
    if (before?.state === 'taken-down') throw new FicError('story-taken-down');
    if (!before) {
      // Asked of each file, since one that is refused would keep those that are written with it out, too.
      if (await catalog.isTakenDown(options.library, story)) throw new FicError('story-taken-down');
      return { file, preparation, story };
    }
    // What was imported as a card alone gets its text once there is a permission for it.
    if (before.permission.basis === 'none' && permission.basis !== 'none' && !options.dryRun) {
      await catalog.revise(before.id, story, permission);
      return { file, preparation, id: before.id, known: true, textAdded: true };
    }
    return { file, preparation, id: before.id, known: true };
  } catch (error) {
    if (error instanceof FicError) return { file, failure: error };
    throw error;
  }
}

function outcomeJson(out: Terminal, outcome: Outcome) {
  const { file } = outcome;
  if ('failure' in outcome) {
    const { code } = outcome.failure;
    return { file, story: null, findings: [], id: null, error: { code, sentence: sentence(out, outcome.failure) } };
  }
  const { preparation, id } = outcome;
  return {
    file,
    story: fieldsJson(preparation.fields, preparation.chapters),
    findings: preparation.findings.map((finding) => findingJson(out.language, finding)),
    id,
  };
}

function outcomeText(out: Terminal, outcome: Outcome): string {
  if ('failure' in outcome) return `✗ ${outcome.file}\n    ${sentence(out, outcome.failure)}`;
  const { file, preparation, id, known } = outcome;
  const remarks = preparation.findings
    .filter(({ severity }) => severity !== 'note')
    .map((finding) => `\n    ${plainSentence(locatedSentence(out.language, finding))}`);
  return `${known ? '=' : '✓'} ${preparation.fields.title ?? file}${id === null ? '' : `  ${id}`}${remarks.join('')}`;
}

function sentence(out: Terminal, error: FicError): string {
  return plainSentence(failureSentence(out.language, error));
}

interface Totals {
  added: number;
  known: number;
  failed: number;
}

function totalsText(out: Terminal, { added, known, failed }: Totals, { dryRun, permission }: ImportOptions): string {
  const { say } = out.language;
  if (added + known + failed === 0) return say('cli.import-no-files');
  return [
    dryRun ? say('cli.import-dry') : say('cli.imported', { count: added }),
    ...(known > 0 ? [say('cli.import-known', { count: known })] : []),
    ...(failed > 0 ? [say('cli.import-failed', { count: failed })] : []),
    ...(permission === 'none' && added > 0 && !dryRun ? [say('cli.no-permission')] : []),
  ].join('; ');
}

const BAR_WIDTH = 24;

function bar(done: number, all: number, file: string): string {
  const filled = Math.round((BAR_WIDTH * done) / all);
  return `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)} ${done}/${all} ${file.slice(-40)}`;
}
