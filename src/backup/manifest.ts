/**
 * What a backup file says of itself: a catalog's file with the tables of the readers' state beside its own, and this.
 */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { CATALOG_FILE } from '#src/engine/sqlite/database.ts';
import { STATE_FILE } from '#src/kept/sqlite/file-kind.ts';
import { FicError } from '#src/story/errors.ts';

/** "FicB": no catalog, so that nothing ever opens a backup as one and changes it. */
const BACKUP_ID = 0x46696342;
/** Of the layout below; it grows with what an older Ficus could not restore. */
const FORMAT = 1;

/** Before the name of each of the state's tables. */
export const STATE_PREFIX = 'backup_state_';
const MANIFEST_TABLE = 'backup_manifest';

/** What every release can read of a manifest, also of a later one. */
const Beginning = z.object({ format: z.int(), ficus: z.string() });
const Whole = z.object({
  ...Beginning.shape,
  made: z.string(),
  catalog: z.object({ version: z.int(), stories: z.int(), libraries: z.int() }),
  state: z.object({ version: z.int(), entries: z.int() }),
});

export interface Manifest {
  readonly format: number;
  /** ISO 8601 in UTC. */
  readonly made: string;
  /** The version of the Ficus that made it. */
  readonly ficus: string;
  /** `version`: how many migrations its tables have had. */
  readonly catalog: { readonly version: number; readonly stories: number; readonly libraries: number };
  readonly state: { readonly version: number; readonly entries: number };
}

export function writeManifest(backup: DatabaseSync, manifest: Omit<Manifest, 'format'>): Manifest {
  const whole: Manifest = { format: FORMAT, ...manifest };
  backup.exec(`CREATE TABLE ${MANIFEST_TABLE} (manifest TEXT NOT NULL) STRICT`);
  backup.prepare(`INSERT INTO ${MANIFEST_TABLE} (manifest) VALUES (?)`).run(JSON.stringify(whole));
  backup.exec(`PRAGMA application_id = ${BACKUP_ID}`);
  return whole;
}

/** @throws FicError `backup-foreign`, `backup-newer`, `backup-broken`; SyntaxError, or as SQLite. */
export function readManifest(backup: DatabaseSync, file: string, ficus: string): Manifest {
  if (pragma(backup, 'application_id') !== BACKUP_ID) throw new FicError('backup-foreign', { file });
  const row = backup.prepare(`SELECT manifest FROM ${MANIFEST_TABLE}`).get();
  const told: unknown = JSON.parse(String(row?.manifest));
  const beginning = Beginning.safeParse(told);
  if (beginning.data && beginning.data.format > FORMAT) throw newer(beginning.data);
  const { data: manifest } = Whole.safeParse(told);
  if (!manifest) throw new FicError('backup-broken', { file, reason: 'what it says of itself cannot be read' });
  const isNewer =
    manifest.catalog.version > CATALOG_FILE.migrations.length || manifest.state.version > STATE_FILE.migrations.length;
  if (isNewer) throw newer(manifest);
  return manifest;

  function newer({ ficus: by }: { readonly ficus: string }): FicError {
    return new FicError('backup-newer', { file, by, own: ficus });
  }
}

export function tablesOfBackup(backup: DatabaseSync): string[] {
  return tablesOf(backup).filter((name) => name === MANIFEST_TABLE || name.startsWith(STATE_PREFIX));
}

/** @param schema - of an attached database. */
export function tablesOf(connection: DatabaseSync, schema = 'main'): string[] {
  return connection
    .prepare(`SELECT name FROM ${schema}.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`)
    .all()
    .map(({ name }) => String(name));
}

export function pragma(connection: DatabaseSync, name: string, schema = 'main'): number {
  return numberIn(connection, `PRAGMA ${schema}.${name}`);
}

export function numberIn(connection: DatabaseSync, sql: string): number {
  return Number(Object.values(connection.prepare(sql).get() ?? {})[0]);
}

/** Null where all is well, else the first thing that is not. */
export function damageOf(connection: DatabaseSync): string | null {
  const said = Object.values(connection.prepare('PRAGMA integrity_check(1)').get() ?? {})[0];
  return said === 'ok' ? null : String(said);
}
