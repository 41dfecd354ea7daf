/**
 * The swap that a restore ends with: two files change places with two others as one step, whenever it is stopped.
 *
 * Until the journal stands nothing has changed, and what was staged is cleaned away; from then on every start that opens the
 * databases goes on where it stopped. Each step may be done again.
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { z } from 'zod';
import { flush, flushFolderOf, removeDatabase } from '#src/backup/disk.ts';
import { databaseError } from '#src/sqlite/database-error.ts';
import { lockFile } from '#src/sqlite/database-file.ts';
import { FicError } from '#src/story/errors.ts';

export interface Swap {
  readonly catalog: string;
  readonly state: string;
  /** In the names of the files that are put away, so that each restore keeps its own. */
  readonly stamp: string;
}

export interface Step {
  readonly name: string;
  run(): void;
}

/** Where a database waits to be put in place; beside the live one, since only there a rename is one step. */
export function stagedFile(live: string): string {
  return `${live}.restoring`;
}

export function keptFile(live: string, stamp: string): string {
  return `${live}.before-restore-${stamp}`;
}

export function journalFile(catalog: string): string {
  return `${catalog}.restore-journal`;
}

/** From staged files to live ones. */
export function swapSteps(swap: Swap): Step[] {
  return [{ name: 'write the journal', run: () => writeJournal(swap) }, ...forwardSteps(swap)];
}

function forwardSteps({ catalog, state, stamp }: Swap): Step[] {
  return [
    ...[catalog, state].flatMap((live) => placingSteps(live, keptFile(live, stamp))),
    { name: 'remove the journal', run: () => removeJournal(catalog) },
  ];
}

function placingSteps(live: string, kept: string): Step[] {
  const staged = stagedFile(live);
  // What is no longer staged is in place, and everything beside it is its own.
  const step = (name: string, change: () => void): Step => ({
    name: `${name} ${live}`,
    run: () => {
      if (existsSync(staged)) change();
    },
  });
  return [
    step('put away', () => renameExisting(live, kept)),
    // A log that stays behind would be taken for the new file's. Where the old file could be read it has none any more.
    step('put away the log of', () => renameExisting(`${live}-wal`, `${kept}-wal`)),
    step('remove the index of the log of', () => rmSync(`${live}-shm`, { force: true })),
    step('put in place', () => {
      renameSync(staged, live);
      flushFolderOf(live);
    }),
  ];
}

function renameExisting(from: string, to: string): void {
  if (existsSync(from)) renameSync(from, to);
}

function writeJournal({ catalog, state, stamp }: Swap): void {
  const journal = journalFile(catalog);
  const draft = `${journal}.part`;
  // The state's place as seen from the catalog's: the folder of both may be mounted elsewhere at the next start.
  writeFileSync(draft, JSON.stringify({ stamp, state: relative(dirname(catalog), state) }));
  flush(draft);
  for (const live of [catalog, state]) flushFolderOf(live);
  renameSync(draft, journal);
  flushFolderOf(journal);
}

function removeJournal(catalog: string): void {
  rmSync(journalFile(catalog), { force: true });
  flushFolderOf(catalog);
}

const Journal = z.object({ stamp: z.string().min(1), state: z.string().min(1) });

/** Null where no restore was stopped on its way. @throws FicError `database-broken`. */
function readJournal(catalog: string): Swap | null {
  const file = journalFile(catalog);
  if (!existsSync(file)) return null;
  try {
    const { stamp, state } = Journal.parse(JSON.parse(readFileSync(file, 'utf8')));
    return { catalog, state: resolve(dirname(catalog), state), stamp };
  } catch (cause) {
    // What was put away, and where, it alone knows: nothing is renamed by guess.
    const reason = 'it does not say which restore was stopped';
    throw new FicError('database-broken', { file, reason }, { cause });
  }
}

/** Whether a restore left something beside this catalog. Asks the file system alone, and it is fast. */
export function isRestorePending(catalog: string): boolean {
  return [journalFile(catalog), stagedFile(catalog)].some((file) => existsSync(file));
}

/**
 * Finishes a restore that was stopped, or removes what it had prepared. Only by who holds the catalog's lock.
 *
 * @param state - the state's file, where who opens the catalog knows it: then what was staged for it is removed, too.
 *
 * @returns whether one was finished.
 */
export function settleLocked(catalog: string, state?: string): boolean {
  const swap = readJournal(catalog);
  if (swap) for (const step of forwardSteps(swap)) step.run();
  removeDatabase(stagedFile(catalog));
  if (state !== undefined) removeDatabase(stagedFile(state));
  rmSync(`${journalFile(catalog)}.part`, { force: true });
  return swap !== null;
}

/** @throws FicError `database-in-use` where the restore still runs, `database-full`, `database-broken`. */
export function settle(catalog: string, state?: string): boolean {
  try {
    using _lock = lockFile(catalog);
    return settleLocked(catalog, state);
  } catch (error) {
    const known = databaseError(error, catalog);
    const runs = known instanceof FicError && known.code === 'database-in-use';
    // Without a journal nothing is to be done: a bot runs, or a restore is at its preparations.
    if (runs && !existsSync(journalFile(catalog))) return false;
    throw known;
  }
}
