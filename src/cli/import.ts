/**
 * `ficus import`: stories from files and folders, beside a running bot.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openStores, type Stores } from '#src/app.ts';
import { fieldsJson, findingJson } from '#src/cli/story-json.ts';
import { plainSentence, type Terminal } from '#src/cli/terminal.ts';
import type { Config } from '#src/config.ts';
import type { Preparation } from '#src/publishing/press.ts';
import { fileKey, newStory } from '#src/publishing/publishing.ts';
import { FicError } from '#src/story/errors.ts';
import type { LibraryId, PermissionBasis, StoryId } from '#src/story/story.ts';
import { findingSentence } from '#src/views/draft.ts';
import { failureSentence } from '#src/views/notices.ts';

export interface ImportOptions {
  readonly library: LibraryId;
  readonly permission: PermissionBasis;
  readonly evidence: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** What became of one file. */
type Outcome =
  | { readonly file: string; readonly preparation: Preparation; readonly id: StoryId | null; readonly known: boolean }
  | { readonly file: string; readonly failure: FicError };

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
  const outcomes: Outcome[] = [];
  for (const [index, file] of files.entries()) {
    out.progress(bar(index, files.length, file));
    const outcome = await importFile(stores, file, options);
    outcomes.push(outcome);
    out.progress('');
    out.print(options.json ? JSON.stringify(outcomeJson(out, outcome)) : outcomeText(out, outcome));
  }
  const failed = outcomes.filter((outcome) => 'failure' in outcome).length;
  if (failed > 0 || files.length === 0) process.exitCode = 1;
  if (!options.json) out.note(totals(out, outcomes, failed, options));
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

async function importFile({ catalog, publishing }: Stores, file: string, options: ImportOptions): Promise<Outcome> {
  try {
    const bytes = await readFile(file).catch(unreadable(file));
    const preparation = await publishing.prepare(bytes);
    const key = fileKey(bytes);
    const before = await catalog.published(options.library, key);
    if (options.dryRun || before) return { file, preparation, id: before?.id ?? null, known: before !== null };
    const permission = { basis: options.permission, evidence: options.evidence, by: 'operator', at: Date.now() };
    const story = await catalog.add(newStory(preparation, options.library, permission, key));
    return { file, preparation, id: story.id, known: false };
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
    .map((finding) => `\n    ${plainSentence(findingSentence(out.language, finding))}`);
  return `${known ? '=' : '✓'} ${preparation.fields.title ?? file}${id === null ? '' : `  ${id}`}${remarks.join('')}`;
}

function sentence(out: Terminal, error: FicError): string {
  return plainSentence(failureSentence(out.language, error));
}

function totals(
  out: Terminal,
  outcomes: readonly Outcome[],
  failed: number,
  { dryRun, permission }: ImportOptions,
): string {
  const { say } = out.language;
  if (outcomes.length === 0) return say('cli.import-no-files');
  const known = outcomes.filter((outcome) => 'known' in outcome && outcome.known).length;
  const added = outcomes.length - failed - known;
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
