/**
 * The composition root: config → stores → services → client. The only place that chooses engines.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { COMMANDS } from '#commands/registry.ts';
import type { Services } from '#commands/services.ts';
import { settleRestore } from '#src/backup/backup.ts';
import type { Catalog } from '#src/catalog/contract.ts';
import { openSqliteCatalog, type SqliteCatalogOptions } from '#src/catalog/sqlite/catalog.ts';
import type { Config } from '#src/config.ts';
import { attachmentFetcher } from '#src/discord/attachments.ts';
import { channelsOver } from '#src/discord/channels.ts';
import { type Bot, ficusClient, startBot } from '#src/discord/client.ts';
import { Exchange } from '#src/discord/exchange.ts';
import type { CommandSet } from '#src/kit/declaration.ts';
import { type Languages, loadLanguages } from '#src/language/language.ts';
import type { Moderation } from '#src/moderation/contract.ts';
import { SettingsBook } from '#src/moderation/settings.ts';
import type { Log } from '#src/ops/log.ts';
import type { PressApi } from '#src/publishing/press.ts';
import { Publishing } from '#src/publishing/publishing.ts';
import { Pages } from '#src/reading/pages.ts';
import { openState, type State } from '#src/reading/state/state.ts';
import { FicError } from '#src/story/errors.ts';
import { startThread, type Thread } from '#src/threads/call.ts';
import { discordMarkdown } from '#src/views/markdown.ts';

/** 9 characters of `A-Z a-z 0-9 _ -`, 54 bits: short in a custom id, not to be guessed. */
function newId(): string {
  return randomBytes(7).toString('base64url').slice(0, 9);
}

/** The catalog, the press and publishing: what commands and the command line both work with. */
export interface Stores {
  readonly catalog: Catalog;
  readonly moderation: Moderation;
  readonly press: Thread<PressApi>;
  readonly publishing: Publishing;
  readonly pages: Pages;
  close(): Promise<void>;
}

export interface StoresConfig extends Pick<Config, 'database' | 'state'> {
  /** A ceiling for the catalog's file, in pages of 4096 bytes: beyond it, it fails as on a full disk. */
  readonly maxPages?: number;
}

/** What the stores say by themselves. */
interface StoreEvents extends Pick<SqliteCatalogOptions, 'onChange' | 'onEnd'> {
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
  const { database: file, state, maxPages } = config;
  if (await settleRestore(file, state)) onRestored?.();
  const catalog = await openSqliteCatalog({
    file,
    now: Date.now,
    exclusive,
    ...events,
    ...(maxPages !== undefined && { maxPages }),
  });
  const press = startThread<PressApi>(new URL('./press-thread.ts', import.meta.url), { startsAnew: true });
  const pages = new Pages({
    catalog,
    renderer: discordMarkdown,
    paginateElsewhere: async (story, chapter, budget) =>
      press.call.paginate(await catalog.chunks(story.id, chapter), budget),
    wait: (ms) => wait(ms, undefined, { ref: false }),
  });
  return {
    catalog,
    moderation: catalog.moderation,
    press,
    pages,
    publishing: new Publishing({ catalog, press: press.call, now: Date.now, newId }),
    async close() {
      await press.close();
      await catalog.close();
    },
  };
}

function openReaderState(config: Pick<Config, 'state'>, log: Log, onEnd: (error: Error) => void): Promise<State> {
  return openState({
    file: config.state,
    now: Date.now,
    newId,
    onUnreadable: (value) => log.warn(value, 'a remembered value could not be read; it is kept as it is'),
    onPurgeFailed: (error) => log.warn({ err: error }, 'expired sessions could not be removed'),
    onEnd,
  });
}

/** The declared commands, fitted to this operator's settings. */
export function commandSet(config: Pick<Config, 'moderatorRoles'>): CommandSet<Services> {
  if (config.moderatorRoles.length === 0) return COMMANDS;
  // Discord knows nothing of configured roles: where there are some it shows the commands to all, and the dispatcher decides.
  return { ...COMMANDS, groups: COMMANDS.groups.map((group) => ({ ...group, defaultPermissions: null })) };
}

export interface App extends Bot {
  /** Settles when the bot can do nothing any more, with why: as `Bot.ended`, or `database-stopped`. */
  readonly ended: Promise<FicError>;
  readonly stores: Stores;
  readonly languages: Languages;
}

export interface AppConfig extends Config, StoresConfig {
  readonly token: string;
}

/** Opens everything and connects. @throws FicError as `openStores` and `startBot`: then nothing stays open. */
export async function startApp(config: AppConfig, log: Log): Promise<App> {
  await using opened = new AsyncDisposableStack();
  const { promise: stopped, resolve: stop } = Promise.withResolvers<FicError>();
  const stoppedBy = (file: string) => (error: Error) => {
    log.error({ err: error, file }, 'the thread of a database ended by itself');
    stop(new FicError('database-stopped', { file, reason: error.message }, { cause: error }));
  };
  const stores = await openStores(config, true, {
    onRestored: () => log.warn('a restore that had been stopped was finished'),
    onChange: () => log.debug('another program changed the catalog'),
    onEnd: stoppedBy(config.database),
  });
  opened.defer(() => stores.close());
  const state = await openReaderState(config, log, stoppedBy(config.state));
  opened.defer(() => state.close());
  const settings = await SettingsBook.open(stores.moderation.settings);
  const languages = loadLanguages();
  const exchange = new Exchange();
  const client = ficusClient(config.apiUrl, exchange);
  const services: Services = {
    catalog: stores.catalog,
    moderation: stores.moderation,
    settings,
    record: (entry) => stores.moderation.log.add(entry),
    state,
    pages: stores.pages,
    publishing: stores.publishing,
    channels: channelsOver(client.rest),
    fetchAttachment: attachmentFetcher(config.apiUrl),
    now: Date.now,
    newId,
  };
  const bot = await startBot(client, {
    token: config.token,
    apiUrl: config.apiUrl,
    exchange,
    set: commandSet(config),
    services,
    languages,
    moderatorRoles: config.moderatorRoles,
    registration: state.registration,
    log,
    newReference: newId,
  });
  opened.defer(() => bot.close());
  const everything = opened.move();
  const ended = Promise.race([bot.ended, stopped]);
  return { ...bot, ended, stores, languages, close: () => everything.disposeAsync() };
}
