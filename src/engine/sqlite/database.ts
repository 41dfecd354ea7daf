/**
 * One SQLite file: opened, migrated, locked and written so that what was acknowledged is on disk, and what fails says why.
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { APPLICATION_ID, MIGRATIONS } from '#src/engine/sqlite/schema.ts';
import type { TellUnreadable } from '#src/engine/stored.ts';
import { databaseError, primaryCode, SQLITE_BUSY } from '#src/sqlite/database-error.ts';
import { type DatabaseFile, type FileKind, finishTransaction, openDatabaseFile } from '#src/sqlite/database-file.ts';

export const CATALOG_FILE: FileKind = { name: 'a catalog', applicationId: APPLICATION_ID, migrations: MIGRATIONS };

/** How long opening waits for another process, in ms: it may be migrating. */
const OPENING_TIMEOUT = 10_000;
/**
 * How long one try at the write lock may hold up this thread, in ms. Between tries reads are answered, since another process's
 * write is no reason to wait with a search.
 */
const TRY_TIMEOUT = 20;
/** How long a write tries in all, in ms. */
const WRITE_TIMEOUT = 15_000;

/** Where the index of stories is saved, beside the catalog. */
export function snapshotFile(catalog: string): string {
  return `${catalog}-search`;
}

export interface DatabaseOptions {
  readonly file: string;
  /** Refuses a second one that is exclusive too, in any process, until this one closes or dies. */
  readonly exclusive: boolean;
  /** The file never grows beyond this, in pages of 4096 bytes; writes that need more fail as on a full disk. */
  readonly maxPages?: number;
  /** Hears of values that cannot be read. */
  readonly onUnreadable?: TellUnreadable;
}

export class Database {
  readonly file: string;
  readonly tellUnreadable: TellUnreadable;
  readonly #opened: DatabaseFile;
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** @throws FicError `database-in-use`, `database-newer`, `database-broken`, `database-full`. */
  constructor({ file, exclusive, maxPages, onUnreadable = () => {} }: DatabaseOptions) {
    this.file = file;
    this.tellUnreadable = onUnreadable;
    this.#opened = openDatabaseFile(CATALOG_FILE, file, { exclusive, timeout: OPENING_TIMEOUT });
    this.#connection = this.#opened.connection;
    // The cache is in KiB where negative.
    this.#connection.exec(`PRAGMA busy_timeout = ${TRY_TIMEOUT}; PRAGMA cache_size = -16000;`);
    if (maxPages !== undefined) this.#connection.exec(`PRAGMA max_page_count = ${Math.trunc(maxPages)}`);
  }

  /** The caller names the row's shape; the schema vouches for it. */
  all<Row extends object>(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#guarded(() => this.#statement(sql).all(...values) as Row[]);
  }

  get<Row extends object>(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#guarded(() => this.#statement(sql).get(...values) as Row | undefined);
  }

  /** Only inside `write`. */
  run(sql: string, ...values: SQLInputValue[]): void {
    // `StatementSync.run` throws where the last row id is no safe integer, and FTS5's own often are not.
    this.#guarded(() => this.#statement(sql).get(...values));
  }

  /** An `INSERT … RETURNING number`. Only inside `write`. */
  insert(sql: string, ...values: SQLInputValue[]): number {
    const row = this.get<{ number: number }>(sql, ...values);
    if (!row) throw new Error(`Nothing was returned by: ${sql}`);
    return row.number;
  }

  /**
   * Runs a change in a transaction that is on disk when this resolves.
   *
   * @throws FicError `database-in-use` where another process holds the lock for too long, `database-full`.
   */
  async write<T>(change: () => T): Promise<T> {
    await this.#begin();
    try {
      return finishTransaction(this.#connection, change);
    } catch (error) {
      throw databaseError(error, this.file);
    }
  }

  /** Changes when another connection, in whatever process, has written. */
  dataVersion(): number {
    return this.get<{ data_version: number }>('PRAGMA data_version')?.data_version ?? 0;
  }

  close(): void {
    this.#opened.close();
  }

  async #begin(): Promise<void> {
    const giveUp = performance.now() + WRITE_TIMEOUT;
    for (;;) {
      try {
        this.#connection.exec('BEGIN IMMEDIATE');
        return;
      } catch (error) {
        if (primaryCode(error) !== SQLITE_BUSY || performance.now() > giveUp) throw databaseError(error, this.file);
      }
      await wait(1);
    }
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#connection.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw databaseError(error, this.file);
    }
  }
}
