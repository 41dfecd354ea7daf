/** Files and stores for one test, closed and removed when it is over. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openSqliteFile, type SqliteFile } from '#src/kept/sqlite/store.ts';
import { type OpenedState, openWholeState } from '#tests/kept/state.ts';

type StateOptions = Parameters<typeof openWholeState>[0];

/** In a folder that does not exist yet. */
export async function temporaryFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ficus-state-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'var', 'state.db');
}

export async function openedFile(file: string, now: () => number = Date.now): Promise<SqliteFile> {
  const opened = await openSqliteFile({ file, now, onPurgeFailed: fail, onUnowned: fail });
  onTestFinished(() => opened.close());
  return opened;
}

export async function openedState(file: string, options: Partial<StateOptions> = {}): Promise<OpenedState> {
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `id${ids}`;
  };
  const opened = await openWholeState({
    file,
    now: Date.now,
    newId,
    onUnreadable: ({ collection, key, reason }) => fail(new Error(`${collection} ${key}: ${reason}`)),
    onPurgeFailed: fail,
    ...options,
  });
  onTestFinished(() => opened.close());
  return opened;
}

function fail(error: unknown): never {
  throw error;
}
