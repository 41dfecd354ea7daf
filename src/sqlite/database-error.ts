/**
 * What SQLite and the file system say of a database file, as the expected failures that have a sentence.
 */
import { FicError, type FicErrorCode } from '#src/story/errors.ts';

/** Primary result codes, https://www.sqlite.org/rescode.html. */
const SQLITE_CODES: Readonly<Record<number, FicErrorCode>> = {
  5: 'database-in-use', // BUSY
  6: 'database-in-use', // LOCKED
  8: 'database-broken', // READONLY
  10: 'database-broken', // IOERR
  11: 'database-broken', // CORRUPT
  13: 'database-full', // FULL
  14: 'database-broken', // CANTOPEN
  26: 'database-broken', // NOTADB
};

/** The one I/O error that means a full disk: SQLite could not grow its `-shm` file. */
const SQLITE_IOERR_SHMSIZE = 4874;

export const SQLITE_BUSY = 5;

/** The primary result code of SQLite's errors. */
export function primaryCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : undefined;
}

/** Returns anything else, a defect, as it came. */
export function databaseError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof FicError) return error;
  const code = ficCode(error);
  return code ? new FicError(code, { file, reason: error.message }, { cause: error }) : error;
}

function ficCode(error: Error): FicErrorCode | undefined {
  if ('errcode' in error && error.errcode === SQLITE_IOERR_SHMSIZE) return 'database-full';
  const primary = primaryCode(error);
  if (primary !== undefined) return SQLITE_CODES[primary];
  if ('syscall' in error && 'code' in error) return error.code === 'ENOSPC' ? 'database-full' : 'database-broken';
  return undefined;
}
