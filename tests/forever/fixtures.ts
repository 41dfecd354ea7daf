/** Files of an earlier release, copied for a test; fixtures/README.md tells what is in them. */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import facts from '#tests/forever/fixtures/2026-11-26/facts.json' with { type: 'json' };

export const FACTS = facts;

/** An hour after they were made, in ms since 1970. */
export const AT = facts.at + 60 * 60 * 1000;

type Name = 'ficus.db' | 'ficus.db-search' | 'state.db' | 'ficus.backup';

export function fixture(name: Name): string {
  return fixtureOf('2026-11-26', name);
}

/** @param day - the release's. */
export function fixtureOf(day: string, name: Name): string {
  return resolve(import.meta.dirname, 'fixtures', day, name);
}

/** An empty folder, for whoever removes it. */
export async function folder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'ficus-forever-'));
  return { path, remove: () => rm(path, { recursive: true }) };
}

/** An empty folder, until the test is over. */
export async function testFolder(): Promise<string> {
  const { path, remove } = await folder();
  onTestFinished(remove);
  return path;
}

export async function copyInto(path: string, names: readonly Name[]): Promise<void> {
  for (const name of names) await copyFile(fixture(name), join(path, name));
}

/** A folder with the two databases and the saved index, until the test is over. */
export async function copied(): Promise<string> {
  const path = await testFolder();
  await copyInto(path, ['ficus.db', 'ficus.db-search', 'state.db']);
  return path;
}
