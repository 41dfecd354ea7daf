/**
 * Backups as the main thread sees them: one file of both databases, put away and put back.
 */
import type { BackupMade, BackupOrder } from '#src/backup/make-backup.ts';
import type { Outlook, Restored, RestoreOrder } from '#src/backup/restore.ts';
import { isRestorePending } from '#src/backup/swap.ts';
import type { BackupApi } from '#src/backup/worker.ts';
import { startThread, type Thread } from '#src/workers/call.ts';

async function inThread<T>(work: (thread: Thread<BackupApi>['call']) => Promise<T>): Promise<T> {
  const thread = startThread<BackupApi>(new URL('worker.ts', import.meta.url));
  try {
    return await work(thread.call);
  } finally {
    await thread.close();
  }
}

/** @throws FicError as `makeBackup` of the thread. */
export function backUp(order: BackupOrder): Promise<BackupMade> {
  return inThread((call) => call.makeBackup(order));
}

/**
 * @param begins - hears what is going to be replaced, by what, before anything is.
 * @throws FicError as `openRestore` of the thread, `database-full`, `file-unwritable`: then the old files are as they were.
 */
export function restoreBackup(
  order: RestoreOrder,
  begins: (outlook: Outlook) => void,
): Promise<Outlook & { readonly restored: Restored }> {
  return inThread(async (call) => {
    const outlook = await call.openRestore(order);
    begins(outlook);
    return { ...outlook, restored: await call.finishRestore() };
  });
}

/**
 * Finishes a restore that was stopped on its way, or clears away what it had prepared. To be called before the databases are opened.
 *
 * @returns whether one was finished.
 * @throws FicError `database-in-use` where it still runs, `database-full`, `database-broken`.
 */
export async function settleRestore(catalog: string, state?: string): Promise<boolean> {
  if (!isRestorePending(catalog)) return false;
  return inThread((call) => call.settle(catalog, state));
}
