/**
 * The tables of the state's file, as numbered migrations: for the thread that owns it, and for backups.
 */
import type { FileKind } from '#src/sqlite/database-file.ts';

export const STATE_FILE: FileKind = {
  name: 'a state database',
  /** "FicS". */
  applicationId: 0x46696353,
  migrations: [
    `CREATE TABLE entries (key TEXT PRIMARY KEY, value TEXT NOT NULL, expires INTEGER) STRICT, WITHOUT ROWID;
     CREATE INDEX entries_by_expiry ON entries (expires) WHERE expires IS NOT NULL;`,
    // Whose a value is: '' where its key tells, or it is nobody's; null where it cannot be told, as of all that was there before.
    `ALTER TABLE entries ADD COLUMN owner TEXT;
     CREATE INDEX entries_by_owner ON entries (owner, key) WHERE owner > '';
     CREATE INDEX entries_of_unknown ON entries (key) WHERE owner IS NULL;`,
  ],
};
