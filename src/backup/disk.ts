/**
 * What backups do with files beside SQLite: names on disk for good, and failures as sentences.
 */
import { closeSync, existsSync, fsyncSync, openSync, realpathSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { databaseError } from '#src/sqlite/database-error.ts';
import { FicError } from '#src/story/errors.ts';

/** What SQLite may leave beside a file. */
export const COMPANIONS = ['-wal', '-shm', '-journal'];

/** Puts a file's content on disk. Never one that SQLite has open in this process: to close it would take its locks away. */
export function flush(file: string): void {
  const descriptor = openSync(file, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Puts names on disk: what was renamed, made or removed in a file's folder. */
export function flushFolderOf(file: string): void {
  flush(dirname(file));
}

export function removeDatabase(file: string): void {
  for (const companion of ['', ...COMPANIONS]) rmSync(`${file}${companion}`, { force: true });
}

/** By any of its names, also through a link, and also where neither is there yet. */
export function isSameFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map(identityOf);
  return a === b;
}

function identityOf(file: string): string {
  const there = statSync(file, { bigint: true, throwIfNoEntry: false });
  if (there) return `${there.dev}:${there.ino}`;
  const folder = dirname(resolve(file));
  return join(existsSync(folder) ? realpathSync(folder) : folder, basename(file));
}

/** What may fail is the writing of a file that a person named. @throws FicError `database-full`, `file-unwritable`. */
export function writingError(error: unknown, file: string): unknown {
  const known = databaseError(error, file);
  if (!(known instanceof FicError) || known === error || known.code === 'database-full') return known;
  const code = error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : null;
  return new FicError('file-unwritable', { file, reason: code ?? String(known.details.reason) }, { cause: error });
}
