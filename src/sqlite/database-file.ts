/**
 * A SQLite file of ours: locked, told apart from any other program's, migrated, and set so that what was acknowledged is on
 * disk. Only worker threads open one.
 */
import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { databaseError } from '#src/sqlite/database-error.ts';
import { FicError } from '#src/story/errors.ts';

export interface FileKind {
  /** What a person would call it: "a catalog". */
  readonly name: string;
  /** Tells this file from any other SQLite database that a setting may point to by mistake. */
  readonly applicationId: number;
  /** In order; the file's `user_version` counts those that it has. Never edited once released, only added to. */
  readonly migrations: readonly string[];
}

export interface OpenOptions {
  /** Refuses a second one that is exclusive too, in any process, until this one closes or dies. */
  readonly exclusive: boolean;
  /** How long a statement waits for another process, in ms; opening too, which may be migrating there. */
  readonly timeout: number;
}

export interface DatabaseFile {
  readonly connection: DatabaseSync;
  close(): void;
}

/**
 * Opens a file, which is made with its folders where it is missing.
 *
 * @throws FicError `database-in-use`, `database-newer`, `database-broken`, `database-full`.
 */
export function openDatabaseFile(kind: FileKind, file: string, options: OpenOptions): DatabaseFile {
  let holder: DatabaseSync | null = null;
  let connection: DatabaseSync | null = null;
  const close = () => {
    connection?.close();
    holder?.close();
  };
  try {
    mkdirSync(dirname(file), { recursive: true });
    if (options.exclusive) holder = lockFile(file);
    for (;;) {
      const number = madeNumberOf(file);
      connection = new DatabaseSync(file, { timeout: options.timeout });
      try {
        migrate(connection, kind, file);
        // FULL: in WAL anything less loses the last commits with the power.
        connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
      } catch (error) {
        if (number === numberOf(file)) throw error;
      }
      // A connection in WAL keeps a restore away; one that was opened while a backup was put in place has the old file.
      if (number === numberOf(file)) return { connection, close };
      connection.close();
    }
  } catch (error) {
    close();
    throw databaseError(error, file);
  }
}

/** Runs a change in a transaction that is on disk when this returns. */
export function inTransaction<T>(connection: DatabaseSync, change: () => T): T {
  connection.exec('BEGIN IMMEDIATE');
  return finishTransaction(connection, change);
}

/** The rest of a transaction that has begun. */
export function finishTransaction<T>(connection: DatabaseSync, change: () => T): T {
  try {
    const result = change();
    connection.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite has rolled back by itself where the disk is full.
    if (connection.isTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}

/**
 * A lock of the operating system's on a file beside the database, which even `kill -9` releases; other programs may still
 * read and back up the database itself.
 */
export function lockFile(file: string): DatabaseSync {
  const holder = new DatabaseSync(`${file}.lock`);
  try {
    holder.exec('BEGIN EXCLUSIVE');
    return holder;
  } catch (error) {
    holder.close();
    throw error;
  }
}

/** Tells a file from another one in its place; null where there is none. */
function numberOf(file: string): bigint | null {
  return statSync(file, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}

/** A missing file is made before it is looked at: SQLite takes an empty one for a new database. */
function madeNumberOf(file: string): bigint | null {
  const number = numberOf(file);
  if (number !== null) return number;
  // Only where there was none: to close a file that SQLite has open in this process would take its locks away.
  closeSync(openSync(file, 'a'));
  return numberOf(file);
}

/** Looks before it changes anything: another program's file stays as it is. */
function migrate(connection: DatabaseSync, { name, applicationId, migrations }: FileKind, file: string): void {
  const number = (sql: string) => Number(Object.values(connection.prepare(sql).get() ?? {})[0]);
  const isCurrent = () =>
    number('PRAGMA user_version') === migrations.length && number('PRAGMA application_id') === applicationId;
  if (isCurrent()) return;
  inTransaction(connection, () => {
    const found = number('PRAGMA user_version');
    if (number('PRAGMA application_id') !== applicationId && number('SELECT count(*) FROM sqlite_schema') > 0) {
      throw new FicError('database-broken', { file, reason: `it is not ${name} of Ficus` });
    }
    if (found > migrations.length) throw new FicError('database-newer', { file, found, known: migrations.length });
    for (const migration of migrations.slice(found)) connection.exec(migration);
    connection.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${migrations.length};`);
  });
}
