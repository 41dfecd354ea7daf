/**
 * The thread that owns the state's SQLite file: a busy or slow disk is waited for here, never where Discord is answered.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { databaseError } from '#src/reading/state/database-error.ts';
import { FicError } from '#src/story/errors.ts';
import { serve } from '#src/threads/call.ts';

export interface Entry {
  readonly key: string;
  readonly value: string;
  /** In ms since 1970; null is never. */
  readonly expires: number | null;
}

/** Keys from `from` up to, not including, `to`, in the order of their UTF-8 bytes; null is no end. */
export interface KeyRange {
  readonly from: string;
  readonly to: string | null;
}

/** How long a write waits for another process, in ms. Longer ones fail with `database-in-use`. */
const BUSY_TIMEOUT = 10_000;

/** "FicS": tells this file from any other SQLite database that a setting may point to by mistake. */
const APPLICATION_ID = 0x46696353;

/** In order; the file's `user_version` counts those that it has. Never edited once released, only added to. */
const MIGRATIONS = [
  `CREATE TABLE entries (key TEXT PRIMARY KEY, value TEXT NOT NULL, expires INTEGER) STRICT, WITHOUT ROWID;
   CREATE INDEX entries_by_expiry ON entries (expires) WHERE expires IS NOT NULL;`,
] as const;

const ALIVE = '(expires IS NULL OR expires > :now)';
/** SQLite orders every blob after every text. */
const AFTER_ALL_KEYS = new Uint8Array(1);

interface Database {
  readonly file: string;
  readonly connection: DatabaseSync;
  /** See `lock`. */
  readonly holder: DatabaseSync;
  readonly statements: Readonly<Record<'read' | 'write' | 'remove' | 'clear' | 'page' | 'purge', StatementSync>>;
}

let database: Database | null = null;

const api = {
  /** @throws FicError `database-newer`, `database-in-use`, `database-full`, `database-broken`. */
  open(file: string): void {
    try {
      mkdirSync(dirname(file), { recursive: true });
      database = open(file);
    } catch (error) {
      throw databaseError(error, file);
    }
  },

  read: (keys: readonly string[], now: number): (string | undefined)[] =>
    using(({ statements }) =>
      keys.map((key) => {
        const row = statements.read.get({ key, now });
        return row && String(row.value);
      }),
    ),

  /** All of them or, where it throws, none. */
  write: (entries: readonly Entry[]): void =>
    using(({ connection, statements }) =>
      inTransaction(connection, () => {
        for (const { key, value, expires } of entries) statements.write.run({ key, value, expires });
      }),
    ),

  /** How many were there. */
  remove: (keys: readonly string[], now: number): number =>
    using(({ connection, statements }) =>
      inTransaction(connection, () =>
        keys.reduce((removed, key) => removed + Number(statements.remove.run({ key, now }).changes), 0),
      ),
    ),

  clear: ({ from, to }: KeyRange): void =>
    using(({ statements }) => {
      statements.clear.run({ from, to: to ?? AFTER_ALL_KEYS });
    }),

  /** The first entries of a range, in order of their keys. */
  page: ({ from, to }: KeyRange, limit: number, now: number): [key: string, value: string][] =>
    using(({ statements }) =>
      statements.page
        .all({ from, to: to ?? AFTER_ALL_KEYS, limit, now })
        .map(({ key, value }) => [String(key), String(value)]),
    ),

  /** Removes expired entries; says how many. */
  purge: (limit: number, now: number): number =>
    using(({ statements }) => Number(statements.purge.run({ limit, now }).changes)),

  close(): void {
    database?.connection.close();
    database?.holder.close();
    database = null;
  },
};

export type SqliteApi = typeof api;

serve(api);

function using<T>(work: (database: Database) => T): T {
  if (!database) throw new Error('The state is not open.');
  try {
    return work(database);
  } catch (error) {
    throw databaseError(error, database.file);
  }
}

function inTransaction<T>(connection: DatabaseSync, work: () => T): T {
  connection.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    connection.exec('COMMIT');
    return result;
  } catch (error) {
    if (connection.isTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}

function open(file: string): Database {
  const holder = lock(file);
  let connection: DatabaseSync | undefined;
  try {
    connection = new DatabaseSync(file, { timeout: BUSY_TIMEOUT });
    migrate(connection, file);
    return { file, connection, holder, statements: prepare(connection) };
  } catch (error) {
    connection?.close();
    holder.close();
    throw error;
  }
}

/**
 * Refuses a second bot on the same file, whose writes would interleave with ours. It holds a lock of the operating system's
 * on a file beside, which even `kill -9` releases; other programs may still read and back up the database itself.
 */
function lock(file: string): DatabaseSync {
  const holder = new DatabaseSync(`${file}.lock`);
  try {
    holder.exec('BEGIN EXCLUSIVE');
    return holder;
  } catch (error) {
    holder.close();
    throw error;
  }
}

function migrate(connection: DatabaseSync, file: string): void {
  const number = (sql: string) => Number(Object.values(connection.prepare(sql).get() ?? {})[0]);
  const ours = number('PRAGMA application_id') === APPLICATION_ID;
  const found = ours ? number('PRAGMA user_version') : 0;
  if (!ours && number('SELECT count(*) FROM sqlite_schema') > 0) {
    throw new FicError('database-broken', { file, reason: 'it is not a state database of Ficus' });
  }
  if (found > MIGRATIONS.length) throw new FicError('database-newer', { file, found, known: MIGRATIONS.length });

  // FULL: what a reader was told of is on disk, even if the power fails.
  connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  if (found === MIGRATIONS.length) return;
  inTransaction(connection, () => {
    for (const migration of MIGRATIONS.slice(found)) connection.exec(migration);
    connection.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length};`);
  });
}

function prepare(connection: DatabaseSync): Database['statements'] {
  return {
    read: connection.prepare(`SELECT value FROM entries WHERE key = :key AND ${ALIVE}`),
    write: connection.prepare('INSERT OR REPLACE INTO entries (key, value, expires) VALUES (:key, :value, :expires)'),
    remove: connection.prepare(`DELETE FROM entries WHERE key = :key AND ${ALIVE}`),
    clear: connection.prepare('DELETE FROM entries WHERE key >= :from AND key < :to'),
    page: connection.prepare(
      `SELECT key, value FROM entries WHERE key >= :from AND key < :to AND ${ALIVE} ORDER BY key LIMIT :limit`,
    ),
    purge: connection.prepare(
      'DELETE FROM entries WHERE key IN (SELECT key FROM entries WHERE expires <= :now LIMIT :limit)',
    ),
  };
}
