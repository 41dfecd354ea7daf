/**
 * The thread that owns the state's SQLite file: a busy or slow disk is waited for here, never where Discord is answered.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { STATE_FILE } from '#src/kept/sqlite/file-kind.ts';
import { databaseError } from '#src/sqlite/database-error.ts';
import { type DatabaseFile, inTransaction, openDatabaseFile } from '#src/sqlite/database-file.ts';
import { serve } from '#src/workers/call.ts';

export interface Entry {
  readonly key: string;
  readonly value: string;
  /** In ms since 1970; null is never. */
  readonly expires: number | null;
}

export interface OwnedEntry extends Entry {
  /** '' where its key tells whose it is, or it is nobody's; null where it cannot be told. */
  readonly owner: string | null;
}

/** Keys from `from` up to, not including, `to`, in the order of their UTF-8 bytes; null is no end. */
export interface KeyRange {
  readonly from: string;
  readonly to: string | null;
}

/** How long a write waits for another process, in ms. Longer ones fail with `database-in-use`. */
const BUSY_TIMEOUT = 10_000;

const ALIVE = '(expires IS NULL OR expires > :now)';
const IN_RANGE = `key >= :from AND key < :to AND ${ALIVE} ORDER BY key LIMIT :limit`;
/** SQLite orders every blob after every text. */
const AFTER_ALL_KEYS = new Uint8Array(1);

type Statement = 'read' | 'write' | 'remove' | 'clear' | 'page' | 'owned' | 'unknown' | 'own' | 'purge';

interface Database {
  readonly file: string;
  readonly opened: DatabaseFile;
  readonly connection: DatabaseSync;
  readonly statements: Readonly<Record<Statement, StatementSync>>;
}

let database: Database | null = null;

const api = {
  /** @throws FicError `database-newer`, `database-in-use`, `database-full`, `database-broken`. */
  open(file: string, exclusive: boolean): void {
    const opened = openDatabaseFile(STATE_FILE, file, { exclusive, timeout: BUSY_TIMEOUT });
    const { connection } = opened;
    database = { file, opened, connection, statements: prepare(connection) };
  },

  /** Those that are there. */
  read: (keys: readonly string[], now: number): Entry[] =>
    using(({ statements }) =>
      keys.flatMap((key) => {
        const row = statements.read.get({ key, now });
        return row
          ? [{ key, value: String(row.value), expires: row.expires === null ? null : Number(row.expires) }]
          : [];
      }),
    ),

  /** All of them or, where it throws, none. */
  write: (entries: readonly OwnedEntry[]): void =>
    using(({ connection, statements }) =>
      inTransaction(connection, () => {
        for (const { key, value, expires, owner } of entries) statements.write.run({ key, value, expires, owner });
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
  page: (range: KeyRange, limit: number, now: number): [key: string, value: string][] =>
    using(({ statements }) => rows(statements.page, range, { limit, now })),

  /** The first entries of a range that are an owner's, in order of their keys. */
  owned: (owner: string, range: KeyRange, limit: number, now: number): [key: string, value: string][] =>
    using(({ statements }) => rows(statements.owned, range, { owner, limit, now })),

  /** The first entries of a range of which it cannot be told whose they are, in order of their keys. */
  unknown: (range: KeyRange, limit: number, now: number): [key: string, value: string][] =>
    using(({ statements }) => rows(statements.unknown, range, { limit, now })),

  /** Writes down whose entries are, where that is not known and they are still as they were. */
  own: (entries: readonly Omit<OwnedEntry, 'expires'>[]): void =>
    using(({ connection, statements }) =>
      inTransaction(connection, () => {
        for (const { key, value, owner } of entries) statements.own.run({ key, value, owner });
      }),
    ),

  /** Removes expired entries; says how many. */
  purge: (limit: number, now: number): number =>
    using(({ statements }) => Number(statements.purge.run({ limit, now }).changes)),

  close(): void {
    database?.opened.close();
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

function rows(
  statement: StatementSync,
  { from, to }: KeyRange,
  given: Readonly<Record<string, string | number>>,
): [key: string, value: string][] {
  return statement
    .all({ from, to: to ?? AFTER_ALL_KEYS, ...given })
    .map(({ key, value }) => [String(key), String(value)]);
}

function prepare(connection: DatabaseSync): Database['statements'] {
  return {
    read: connection.prepare(`SELECT value, expires FROM entries WHERE key = :key AND ${ALIVE}`),
    write: connection.prepare(
      'INSERT OR REPLACE INTO entries (key, value, expires, owner) VALUES (:key, :value, :expires, :owner)',
    ),
    remove: connection.prepare(`DELETE FROM entries WHERE key = :key AND ${ALIVE}`),
    clear: connection.prepare('DELETE FROM entries WHERE key >= :from AND key < :to'),
    page: connection.prepare(`SELECT key, value FROM entries WHERE ${IN_RANGE}`),
    owned: connection.prepare(
      `SELECT key, value FROM entries INDEXED BY entries_by_owner WHERE owner = :owner AND owner > '' AND ${IN_RANGE}`,
    ),
    unknown: connection.prepare(
      `SELECT key, value FROM entries INDEXED BY entries_of_unknown WHERE owner IS NULL AND ${IN_RANGE}`,
    ),
    own: connection.prepare('UPDATE entries SET owner = :owner WHERE key = :key AND owner IS NULL AND value = :value'),
    purge: connection.prepare(
      'DELETE FROM entries WHERE key IN (SELECT key FROM entries WHERE expires <= :now LIMIT :limit)',
    ),
  };
}
