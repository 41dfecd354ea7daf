/**
 * Makes a backup: one file of both databases, also of those that a bot is using. Runs in the backup's thread.
 */
import { closeSync, existsSync, openSync, renameSync, statSync } from 'node:fs';
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { COMPANIONS, flush, flushFolderOf, isSameFile, removeDatabase, writingError } from '#src/backup/disk.ts';
import {
  damageOf,
  type Manifest,
  numberIn,
  pragma,
  STATE_PREFIX,
  tablesOf,
  writeManifest,
} from '#src/backup/manifest.ts';
import { CATALOG_FILE, snapshotFile } from '#src/engine/sqlite/database.ts';
import { STATE_FILE } from '#src/kept/sqlite/file-kind.ts';
import { databaseError, primaryCode } from '#src/sqlite/database-error.ts';
import type { FileKind } from '#src/sqlite/database-file.ts';
import { FicError } from '#src/story/errors.ts';

export interface BackupOrder {
  /** The live files. */
  readonly catalog: string;
  readonly state: string;
  readonly file: string;
  /** Replaces a file that is there. */
  readonly force: boolean;
  /** ISO 8601 in UTC. */
  readonly made: string;
  readonly ficus: string;
}

export type BackupMade = Manifest & { readonly bytes: number };

/** Readers and the writer of a database in WAL stop nobody; this is for a moment of recovery or migration, in ms. */
const BUSY_TIMEOUT = 10_000;
/**
 * All pages in one step. A copy in several steps begins anew whenever another process has written between two, under load for
 * ever; in WAL a long step holds up nobody, since its reader sees the database as it was.
 */
const ALL_PAGES = 2 ** 31 - 1;
/** Readers' places and shelves are in it: for nobody but who makes it. */
const OWNER_ONLY = 0o600;

/**
 * Neither file is changed, not even to a newer version.
 *
 * @throws FicError `nothing-to-back-up`, `backup-exists`, `backup-over-database`, `file-unwritable`, `database-full`,
 *   `database-broken`, `database-newer`, `database-in-use`. Then FILE is as it was, and nothing is left beside it.
 */
export async function makeBackup(order: BackupOrder): Promise<BackupMade> {
  const { catalog, file } = order;
  if (!existsSync(catalog)) throw new FicError('nothing-to-back-up', { file: catalog });
  refuse(order);
  const part = `${file}.part`;
  try {
    removeDatabase(part);
    closeSync(openSync(part, 'wx', OWNER_ONLY));
    await copyCatalog(catalog, part);
    const manifest = complete(order, part);
    flush(part);
    const bytes = statSync(part).size;
    renameSync(part, file);
    flushFolderOf(file);
    return { ...manifest, bytes };
  } catch (error) {
    removeQuietly(part);
    throw writingError(error, file);
  }
}

function refuse({ catalog, state, file, force }: BackupOrder): void {
  const live = [catalog, state].flatMap((database) => ['', ...COMPANIONS, '.lock'].map((end) => `${database}${end}`));
  live.push(snapshotFile(catalog));
  if (live.some((one) => isSameFile(one, file))) throw new FicError('backup-over-database', { file });
  if (!force && existsSync(file)) throw new FicError('backup-exists', { file });
}

async function copyCatalog(catalog: string, part: string): Promise<void> {
  using source = openSource(CATALOG_FILE, catalog);
  try {
    await copyDatabase(source, part, { rate: ALL_PAGES });
  } catch (error) {
    throw isDamage(error) ? databaseError(error, catalog) : error;
  }
}

/** What can only be said of the database that is read: SQLITE_CORRUPT, SQLITE_NOTADB. */
function isDamage(error: unknown): boolean {
  const code = primaryCode(error);
  return code === 11 || code === 26;
}

/** @throws FicError `database-broken`, `database-newer`. */
function openSource(kind: FileKind, file: string): DatabaseSync {
  const source = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT });
  try {
    require(kind, file, source);
    return source;
  } catch (error) {
    source.close();
    throw databaseError(error, file);
  }
}

function require({ name, applicationId, migrations }: FileKind, file: string, source: DatabaseSync): void {
  if (pragma(source, 'application_id') !== applicationId) {
    throw new FicError('database-broken', { file, reason: `it is not ${name} of Ficus` });
  }
  const found = pragma(source, 'user_version');
  if (found > migrations.length) throw new FicError('database-newer', { file, found, known: migrations.length });
}

/** Adds the state and the manifest to the copy of the catalog, and reads all of it once. */
function complete({ catalog, state, made, ficus }: BackupOrder, part: string): Manifest {
  using copy = new DatabaseSync(part);
  // Nobody opens it before its name does, after it was flushed as a whole.
  copy.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;');
  const readers = existsSync(state) ? copyState(copy, state) : { version: 0, entries: 0 };
  const manifest = writeManifest(copy, {
    made,
    ficus,
    catalog: {
      version: pragma(copy, 'user_version'),
      stories: numberIn(copy, 'SELECT count(*) FROM stories'),
      libraries: numberIn(copy, 'SELECT count(DISTINCT library) FROM stories'),
    },
    state: readers,
  });
  const reason = damageOf(copy);
  if (reason !== null) throw new FicError('database-broken', { file: catalog, reason });
  return manifest;
}

function copyState(copy: DatabaseSync, state: string): Manifest['state'] {
  openSource(STATE_FILE, state).close();
  copy.exec(`ATTACH '${pathToFileURL(state).href.replaceAll("'", '%27')}?mode=ro' AS state`);
  // One transaction sees one moment.
  copy.exec('BEGIN');
  try {
    for (const table of tablesOf(copy, 'state')) {
      copy.exec(`CREATE TABLE main."${STATE_PREFIX}${table}" AS SELECT * FROM state."${table}"`);
    }
  } catch (error) {
    throw isDamage(error) ? databaseError(error, state) : error;
  }
  const version = pragma(copy, 'user_version', 'state');
  copy.exec('COMMIT; DETACH state;');
  return { version, entries: numberIn(copy, `SELECT count(*) FROM ${STATE_PREFIX}entries`) };
}

function removeQuietly(part: string): void {
  try {
    removeDatabase(part);
  } catch {
    // Where even that fails, what stopped the backup is what there is to tell; the next one removes it.
  }
}
