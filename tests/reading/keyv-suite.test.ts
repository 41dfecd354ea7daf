/** The SQLite store is a whole Keyv store: Keyv's own suite says so. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import keyvTestSuite, { keyvIteratorTests } from '@keyv/test-suite';
import { Keyv } from 'keyv';
import * as test from 'vitest';
import { openSqliteFile } from '#src/kept/sqlite/store.ts';

function fail(error: unknown): never {
  throw error;
}

const folder = await mkdtemp(join(tmpdir(), 'ficus-keyv-'));
const file = await openSqliteFile({
  file: join(folder, 'state.db'),
  // The suite moves the clock by putting another Date in place: it is asked for anew each time.
  now: () => Date.now(),
  onPurgeFailed: fail,
  onUnowned: fail,
});
test.afterAll(async () => {
  await file.close();
  await rm(folder, { recursive: true });
});

test.describe('api, values and namespaces', () => keyvTestSuite(test, Keyv, file.store));
test.describe('iterator', () => keyvIteratorTests(test, Keyv, file.store));
