/**
 * One SQLite file: opened, migrated, locked and written so that what was acknowledged is on disk, and what fails says why.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { APPLICATION_ID, MIGRATIONS } from '#src/catalog/sqlite/schema.ts';
import { FicError, type FicErrorCode } from '#src/story/errors.ts';

/** How long opening waits for another process, in ms: it may be migrating. */
const OPENING_TIMEOUT = 10_000;
/**
 * How long one try at the write lock may hold up this thread, in ms. Between tries reads are answered, since another process's
 * write is no reason to wait with a search.
 */
const TRY_TIMEOUT = 20;
/** How long a write tries in all, in ms. */
const WRITE_TIMEOUT = 15_000;

/** Primary result codes, https://www.sqlite.org/rescode.html. */
const SQLITE_CODES: Readonly<Record<number, FicErrorCode>> = {
  5: 'database-in-use', // BUSY
  8: 'database-broken', // READONLY
  10: 'database-broken', // IOERR
  11: 'database-broken', // CORRUPT
  13: 'database-full', // FULL
  14: 'database-broken', // CANTOPEN
  26: 'database-broken', // NOTADB
};
const SQLITE_BUSY = 5;

export interface DatabaseOptions {
  readonly file: string;
  /** Refuses a second one that is exclusive too, in any process, until this one closes or dies. */
  readonly exclusive: boolean;
  /** The file never grows beyond this, in pages of 4096 bytes; writes that need more fail as on a full disk. */
  readonly maxPages?: number;
}

export class Database {
  readonly file: string;
  readonly #connection: DatabaseSync;
  readonly #holder: DatabaseSync | null;
  readonly #statements = new Map<string, StatementSync>();

  /** @throws FicError `database-in-use`, `database-newer`, `database-broken`, `database-full`. */
  static open(options: DatabaseOptions): Database {
    try {
      mkdirSync(dirname(options.file), { recursive: true });
      return new Database(options);
    } catch (error) {
      throw expected(error, options.file);
    }
  }

  private constructor({ file, exclusive, maxPages }: DatabaseOptions) {
    this.file = file;
    this.#holder = exclusive ? lock(file) : null;
    let connection: DatabaseSync | undefined;
    try {
      connection = new DatabaseSync(file, { timeout: OPENING_TIMEOUT });
      prepareFile(connection, file);
      connection.exec(`PRAGMA busy_timeout = ${TRY_TIMEOUT}`);
      if (maxPages !== undefined) connection.exec(`PRAGMA max_page_count = ${Math.trunc(maxPages)}`);
    } catch (error) {
      connection?.close();
      this.#holder?.close();
      throw error;
    }
    this.#connection = connection;
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
      const result = change();
      this.#connection.exec('COMMIT');
      return result;
    } catch (error) {
      // SQLite has rolled back by itself where the disk is full.
      if (this.#connection.isTransaction) this.#connection.exec('ROLLBACK');
      throw expected(error, this.file);
    }
  }

  /** Changes when another connection, in whatever process, has written. */
  dataVersion(): number {
    return this.get<{ data_version: number }>('PRAGMA data_version')?.data_version ?? 0;
  }

  close(): void {
    this.#connection.close();
    this.#holder?.close();
  }

  async #begin(): Promise<void> {
    const giveUp = performance.now() + WRITE_TIMEOUT;
    for (;;) {
      try {
        this.#connection.exec('BEGIN IMMEDIATE');
        return;
      } catch (error) {
        if (primaryCode(error) !== SQLITE_BUSY || performance.now() > giveUp) throw expected(error, this.file);
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
      throw expected(error, this.file);
    }
  }
}

/** A lock of the operating system's on a file beside the database, which even `kill -9` releases. */
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

function prepareFile(connection: DatabaseSync, file: string): void {
  const number = (sql: string) => Number(Object.values(connection.prepare(sql).get() ?? {})[0]);
  const migrate = () => {
    const found = number('PRAGMA user_version');
    const ours = number('PRAGMA application_id') === APPLICATION_ID;
    if (!ours && number('SELECT count(*) FROM sqlite_schema') > 0) {
      throw new FicError('database-broken', { file, reason: 'it is not a catalog of Ficus' });
    }
    if (found > MIGRATIONS.length) throw new FicError('database-newer', { file, found, known: MIGRATIONS.length });
    for (const migration of MIGRATIONS.slice(found)) connection.exec(migration);
    if (found < MIGRATIONS.length) {
      connection.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length};`);
    }
  };
  // Looked at before anything is changed: another program's file stays as it is.
  if (number('PRAGMA user_version') !== MIGRATIONS.length || number('PRAGMA application_id') !== APPLICATION_ID) {
    connection.exec('BEGIN IMMEDIATE');
    try {
      migrate();
      connection.exec('COMMIT');
    } catch (error) {
      if (connection.isTransaction) connection.exec('ROLLBACK');
      throw error;
    }
  }
  // FULL: in WAL anything less loses the last commits with the power. The cache is in KiB where negative.
  connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16000;');
}

/** What SQLite and the file system say, as the expected failures; a defect stays as it came. */
function expected(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof FicError) return error;
  const code = ficCode(error);
  return code ? new FicError(code, { file, reason: error.message }, { cause: error }) : error;
}

function ficCode(error: Error): FicErrorCode | undefined {
  const primary = primaryCode(error);
  if (primary !== undefined) return SQLITE_CODES[primary];
  if ('syscall' in error && 'code' in error) return error.code === 'ENOSPC' ? 'database-full' : 'database-broken';
  return undefined;
}

function primaryCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : undefined;
}
