/**
 * Opens what commands and the command line both work with: the catalog, the press and publishing, with their engines.
 */

import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { settleRestore } from '#src/backup/backup.ts';
import type { Catalog } from '#src/catalog/contract.ts';
import type { Config } from '#src/config.ts';
import { openSqliteCatalog, type SqliteCatalogOptions } from '#src/engine/sqlite/catalog.ts';
import { discordMarkdown } from '#src/kit/show/markdown.ts';
import type { Moderation } from '#src/moderation/contract.ts';
import type { Log } from '#src/ops/log.ts';
import { PRESS_VERSION, type PressApi } from '#src/publishing/press.ts';
import { Publishing } from '#src/publishing/publishing.ts';
import { Pages } from '#src/reading/pages.ts';
import { FicError } from '#src/story/errors.ts';
import { startThread } from '#src/workers/call.ts';
import { FairQueue } from '#src/workers/fair-queue.ts';
import { type Exclusively, queued } from '#src/workers/queue.ts';
import { Signal } from '#src/workers/signal.ts';

/** 9 characters of `A-Z a-z 0-9 _ -`, 54 bits: short in a custom id, not to be guessed. */
export function newId(): string {
  return randomBytes(7).toString('base64url').slice(0, 9);
}

/**
 * The press is one thread: what it works at are single files and chapters, by turns of the servers. So many may wait, one
 * server's: minutes of work, and 20 files of what an upload may be at most in memory.
 */
const PRESS = { atOnce: 1, perKey: 20 };
/** The catalog, the press and publishing: what commands and the command line both work with. */
export interface Stores {
  readonly catalog: Catalog;
  readonly moderation: Moderation;
  /** Another program has written to the catalog; heard within about a second. */
  readonly changed: Signal<[]>;
  /** What the press has to do. */
  readonly pressQueue: FairQueue;
  readonly publishing: Publishing;
  readonly pages: Pages;
  close(): Promise<void>;
}

export interface StoresConfig extends Pick<Config, 'database'>, Partial<Pick<Config, 'sharedTexts'>> {
  /** Needed only to clear away what a restore had staged for it. */
  readonly state?: string;
  /** A ceiling for the catalog's file, in pages of 4096 bytes: beyond it, it fails as on a full disk. */
  readonly maxPages?: number;
  /** How long a question waits for an index that is being filled, in ms; the engine's own where none is given. */
  readonly patience?: number;
  /** ms since 1970; the system's clock where none is given. */
  readonly now?: () => number;
  /** Of all processes that publish into the catalog; a queue of this one where none is given. */
  readonly exclusively?: Exclusively;
}

/** What the stores say by themselves. */
interface StoreEvents extends Pick<SqliteCatalogOptions, 'onUnreadable' | 'onEnd'> {
  /** A restore that had been stopped on its way was finished before anything was opened. */
  readonly onRestored?: () => void;
}

/**
 * @param exclusive - true for the bot, of which one alone may run on a database; tools run beside it.
 * @throws FicError `database-newer`, `database-in-use`, `database-full`, `database-broken`.
 */
export async function openStores(
  config: StoresConfig,
  exclusive: boolean,
  { onRestored, ...events }: StoreEvents = {},
): Promise<Stores> {
  const {
    database: file,
    state,
    maxPages,
    patience,
    sharedTexts = false,
    now = Date.now,
    exclusively = queued(),
  } = config;
  if (await settleRestore(file, state)) onRestored?.();
  const changed = new Signal<[]>();
  const catalog = await openSqliteCatalog({
    file,
    now,
    exclusive,
    sharedTexts,
    ...events,
    onChange: () => changed.tell(),
    ...(maxPages !== undefined && { maxPages }),
    ...(patience !== undefined && { patience }),
  });
  const press = startThread<PressApi>(new URL('./press-thread.ts', import.meta.url), { startsAnew: true });
  const pressQueue = new FairQueue(PRESS);
  const pages = new Pages({
    catalog,
    renderer: discordMarkdown,
    // Apart from the imports of the same server: no reader waits for a moderator's twenty files.
    paginateElsewhere: (story, chapter, budget) =>
      pressQueue.run(`pages of ${story.library}`, async () =>
        press.call.paginate(await catalog.chunks(story.id, chapter), budget),
      ),
    wait: (ms) => wait(ms, undefined, { ref: false }),
  });
  return {
    catalog,
    moderation: catalog.moderation,
    changed,
    pressQueue,
    pages,
    publishing: new Publishing({
      catalog,
      prepare: (bytes, name, library) => pressQueue.run(library, () => press.call.prepare(bytes, name)),
      version: PRESS_VERSION,
      now,
      newId,
      exclusively,
    }),
    async close() {
      pressQueue.close();
      await press.close();
      await catalog.close();
    },
  };
}

export interface BotStores {
  readonly stores: Stores;
  /** `database-stopped`: nothing can be asked of the catalog any more. */
  readonly ended: Promise<FicError>;
}

/**
 * Opens the stores of a bot, which need nothing of the rest of its code: that can be loaded meanwhile. Each takes some tenths of a second.
 *
 * @throws FicError as `openStores`.
 */
export async function openBotStores(config: StoresConfig, log: Log): Promise<BotStores> {
  const { promise: ended, resolve: end } = Promise.withResolvers<FicError>();
  const stores = await openStores(config, true, {
    onRestored: () => log.warn('a restore that had been stopped was finished'),
    onUnreadable: (value) => log.warn(value, 'a value of the catalog could not be read; it is kept as it is'),
    onEnd: (error) => end(databaseStopped(config.database, error, log)),
  });
  return { stores, ended };
}

export function databaseStopped(file: string, error: Error, log: Log): FicError {
  log.error({ err: error, file }, 'the thread of a database ended by itself');
  return new FicError('database-stopped', { file, reason: error.message }, { cause: error });
}
