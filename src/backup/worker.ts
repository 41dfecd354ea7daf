/**
 * The thread that backs up and restores: it reads and writes whole databases, where nobody waits for an answer.
 */
import { type BackupOrder, makeBackup } from '#src/backup/make-backup.ts';
import { openRestore, type Restore, type Restored, type RestoreOrder } from '#src/backup/restore.ts';
import { settle, settleLocked } from '#src/backup/swap.ts';
import { databaseError } from '#src/sqlite/database-error.ts';
import { serve } from '#src/workers/call.ts';

let restore: Restore | null = null;
let order: RestoreOrder | null = null;

const api = {
  makeBackup: (asked: BackupOrder) => makeBackup(asked),

  /** Says what is going to happen; `finishRestore` or `close` is to follow. */
  openRestore(asked: RestoreOrder) {
    order = asked;
    restore = openRestore(asked);
    return restore.outlook;
  },

  async finishRestore(): Promise<Restored> {
    if (!restore || !order) throw new Error('No restore is open.');
    const { catalog, state } = order;
    try {
      for (const step of restore.steps()) await step.run();
    } catch (error) {
      // Once the journal stands it is finished, if need be at the next start; before, the old files are as they were.
      if (!settledAfter(error, catalog, state)) throw databaseError(error, catalog);
    }
    return restore.outcome();
  },

  settle,

  close(): void {
    restore?.close();
    restore = null;
  },
};

export type BackupApi = typeof api;

serve(api);

/** @throws FicError as what stopped the restore, where its clearing away or finishing fails, too. */
function settledAfter(stopped: unknown, catalog: string, state: string): boolean {
  try {
    return settleLocked(catalog, state);
  } catch {
    throw databaseError(stopped, catalog);
  }
}
