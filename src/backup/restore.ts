/**
 * Puts a backup in the place of both databases. Runs in the backup's thread.
 */
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { flush, isSameFile, removeDatabase, writingError } from '#src/backup/disk.ts';
import {
  damageOf,
  type Manifest,
  numberIn,
  pragma,
  readManifest,
  STATE_PREFIX,
  tablesOf,
  tablesOfBackup,
} from '#src/backup/manifest.ts';
import { keptFile, type Step, settleLocked, stagedFile, swapSteps } from '#src/backup/swap.ts';
import { carryOver } from '#src/engine/sqlite/carry-over.ts';
import { CATALOG_FILE } from '#src/engine/sqlite/database.ts';
import { STATE_FILE } from '#src/kept/sqlite/file-kind.ts';
import { databaseError, primaryCode, SQLITE_BUSY } from '#src/sqlite/database-error.ts';
import { type FileKind, lockFile, openDatabaseFile } from '#src/sqlite/database-file.ts';
import { FicError } from '#src/story/errors.ts';

export interface RestoreOrder {
  readonly file: string;
  /** The live files. */
  readonly catalog: string;
  readonly state: string;
  /** In the names of what is put away. */
  readonly stamp: string;
  /** This Ficus's version. */
  readonly ficus: string;
}

/** What a live file holds: so many stories or entries; null where there is no file, or it cannot be read. */
export interface Present {
  readonly file: string;
  readonly there: boolean;
  readonly holds: number | null;
}

/** What is going to happen. */
export interface Outlook {
  readonly manifest: Manifest;
  readonly catalog: Present;
  readonly state: Present;
}

export interface Restored {
  /** Where the old files are; null where there were none. */
  readonly kept: { readonly catalog: string | null; readonly state: string | null };
  /** How many takedowns were carried over; null where the present catalog could not be asked. */
  readonly takedowns: number | null;
}

/** A restore that may begin: nobody else uses the files until it is closed. */
export interface Restore {
  readonly outlook: Outlook;
  /** Everything up to here can be refused; each step may be the last one, and the next start finishes. */
  steps(): RestoreStep[];
  outcome(): Restored;
  close(): void;
}

type RestoreStep = Step | { readonly name: string; run(): Promise<void> };

/**
 * @throws FicError `file-missing`, `file-unreadable`, `backup-foreign`, `backup-newer`, `backup-broken`, `backup-over-database`,
 *   `database-in-use` (a bot or an import runs), `database-broken` (another program's file).
 */
export function openRestore(order: RestoreOrder): Restore {
  const { file, catalog, state } = order;
  if ([catalog, state].some((live) => isSameFile(live, file))) throw new FicError('backup-over-database', { file });
  const manifest = examine(file, order.ficus);
  using opened = new DisposableStack();
  for (const live of [catalog, state]) {
    try {
      mkdirSync(dirname(live), { recursive: true });
      opened.use(lockFile(live));
    } catch (error) {
      throw databaseError(error, live);
    }
  }
  settleLocked(catalog, state);
  const outlook: Outlook = {
    manifest,
    catalog: hold(opened, CATALOG_FILE, catalog, 'SELECT count(*) FROM stories'),
    state: hold(opened, STATE_FILE, state, 'SELECT count(*) FROM entries'),
  };
  const held = opened.move();
  let takedowns: number | null = null;
  return {
    outlook,
    steps: () => [
      { name: 'stage the catalog', run: () => writing(catalog, () => stageCatalog(file, catalog)) },
      {
        name: 'carry over takedowns',
        run: async () => {
          takedowns = await carry(outlook.catalog, stagedFile(catalog));
        },
      },
      { name: 'stage the state', run: () => writing(state, () => stageState(file, state, manifest)) },
      ...swapSteps(order),
    ],
    outcome: () => ({
      kept: {
        catalog: outlook.catalog.there ? keptFile(catalog, order.stamp) : null,
        state: outlook.state.there ? keptFile(state, order.stamp) : null,
      },
      takedowns,
    }),
    close: () => held.dispose(),
  };
}

function writing(live: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw writingError(error, stagedFile(live));
  }
}

/** All of it is read once before anything is changed. */
function examine(file: string, ficus: string): Manifest {
  if (!existsSync(file)) throw new FicError('file-missing', { file });
  try {
    using backup = new DatabaseSync(file, { readOnly: true });
    const manifest = readManifest(backup, file, ficus);
    const reason = damageOf(backup);
    if (reason !== null) throw new FicError('backup-broken', { file, reason });
    return manifest;
  } catch (error) {
    throw backupError(error, file);
  }
}

function backupError(error: unknown, file: string): unknown {
  if (error instanceof FicError || !(error instanceof Error)) return error;
  const reason = error.message;
  if (primaryCode(error) === 26) return new FicError('backup-foreign', { file }, { cause: error });
  if (primaryCode(error) === 14) return new FicError('file-unreadable', { file, reason }, { cause: error });
  return new FicError('backup-broken', { file, reason }, { cause: error });
}

/**
 * Empties a live file's log into it and keeps writers away until the restore is closed. Whoever has it open is refused; a file
 * that cannot be read has nothing to keep.
 */
function hold(opened: DisposableStack, kind: FileKind, file: string, count: string): Present {
  if (!existsSync(file)) return { file, there: false, holds: null };
  const live = new DatabaseSync(file, { timeout: 100 });
  try {
    const foreign = pragma(live, 'application_id') !== kind.applicationId && tablesOf(live).length > 0;
    if (foreign) throw new FicError('database-broken', { file, reason: `it is not ${kind.name} of Ficus` });
    live.exec('PRAGMA journal_mode = DELETE');
    live.exec('BEGIN IMMEDIATE');
    const holds = tablesOf(live).length > 0 ? numberIn(live, count) : 0;
    opened.use(live);
    return { file, there: true, holds };
  } catch (error) {
    live.close();
    if (error instanceof FicError || primaryCode(error) === SQLITE_BUSY) throw databaseError(error, file);
    return { file, there: true, holds: null };
  }
}

function stageCatalog(backup: string, live: string): void {
  const staged = stagedFile(live);
  removeDatabase(staged);
  copyFileSync(backup, staged);
  chmodSync(staged, 0o600);
  using copy = new DatabaseSync(staged);
  // What readers keep is overwritten there, not only let go.
  copy.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA secure_delete = ON; BEGIN;');
  for (const table of tablesOfBackup(copy)) copy.exec(`DROP TABLE "${table}"`);
  copy.exec(`PRAGMA application_id = ${CATALOG_FILE.applicationId}; COMMIT;`);
  copy.close();
  finish(staged, live);
}

/** @returns null where the present catalog could not be asked; the restored one is brought to this version all the same. */
async function carry(present: Present, staged: string): Promise<number | null> {
  if (!present.there) return carryOver(staged, null);
  try {
    return await carryOver(staged, present.file);
  } catch (error) {
    if (error instanceof FicError && error.code === 'database-full') throw error;
    await carryOver(staged, null);
    return null;
  } finally {
    flush(staged);
  }
}

/** The tables are made by this Ficus, as they were in the backup's version, filled, and then brought to this one. */
function stageState(backup: string, live: string, { state: { version } }: Manifest): void {
  const staged = stagedFile(live);
  removeDatabase(staged);
  const asItWas = { ...STATE_FILE, migrations: STATE_FILE.migrations.slice(0, version) };
  const { connection, close } = openDatabaseFile(asItWas, staged, { exclusive: false, timeout: 0 });
  try {
    connection.exec(`ATTACH '${pathToFileURL(backup).href.replaceAll("'", '%27')}?mode=ro' AS backup; BEGIN;`);
    for (const table of tablesOf(connection)) {
      connection.exec(`INSERT INTO main."${table}" SELECT * FROM backup."${STATE_PREFIX}${table}"`);
    }
    connection.exec('COMMIT');
  } finally {
    close();
  }
  openDatabaseFile(STATE_FILE, staged, { exclusive: false, timeout: 0 }).close();
  finish(staged, live);
}

/** Belongs to whom the old file belonged to: an operator who restores as root leaves the bot its files. */
function finish(staged: string, live: string): void {
  const old = statSync(live, { throwIfNoEntry: false });
  if (old) {
    chmodSync(staged, old.mode & 0o777);
    if (process.getuid?.() === 0) chownSync(staged, old.uid, old.gid);
  }
  flush(staged);
}
