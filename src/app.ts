/**
 * The composition root: config → stores → services → client. The only place that chooses engines.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { greet } from '#commands/greeting.ts';
import { recorder } from '#commands/recorder.ts';
import { COMMANDS } from '#commands/registry.ts';
import type { Services } from '#commands/services.ts';
import { settingsPostscript } from '#commands/settings-trouble.ts';
import { mayModerate } from '#src/access/moderators.ts';
import type { Catalog } from '#src/catalog/contract.ts';
import { openSqliteCatalog, type SqliteCatalogOptions } from '#src/catalog/sqlite/catalog.ts';
import type { Config } from '#src/config.ts';
import { attachmentFetcher } from '#src/discord/attachments.ts';
import { channelsOver } from '#src/discord/channels.ts';
import { type Bot, ficusClient, startBot } from '#src/discord/client.ts';
import { CommandRegister } from '#src/discord/command-register.ts';
import { Exchange } from '#src/discord/exchange.ts';
import { guildsOf } from '#src/discord/guilds.ts';
import { watchServers } from '#src/discord/servers.ts';
import { commandsEverywhere, commandsOfServer } from '#src/kit/command-json.ts';
import { type Languages, loadLanguages } from '#src/language/language.ts';
import type { Moderation } from '#src/moderation/contract.ts';
import { Servers } from '#src/moderation/servers.ts';
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

/** What the bot does by itself has so long to end when it is to stop. */
const SETTLE_WITHIN_MS = 2000;

/** The catalog, the press and publishing: what commands and the command line both work with. */
export interface Stores {
  readonly catalog: Catalog;
  readonly moderation: Moderation;
  readonly press: Thread<PressApi>;
  readonly publishing: Publishing;
  readonly pages: Pages;
  close(): Promise<void>;
}

export interface StoresConfig extends Pick<Config, 'database'> {
  /** A ceiling for the catalog's file, in pages of 4096 bytes: beyond it, it fails as on a full disk. */
  readonly maxPages?: number;
  /** ms since 1970; the system's clock where none is given. */
  readonly now?: () => number;
}

/** What the catalog says by itself. */
type CatalogEvents = Pick<SqliteCatalogOptions, 'onChange' | 'onEnd'>;

/**
 * @param exclusive - true for the bot, of which one alone may run on a database; tools run beside it.
 * @throws FicError `database-newer`, `database-in-use`, `database-full`, `database-broken`.
 */
export async function openStores(
  config: StoresConfig,
  exclusive: boolean,
  events: CatalogEvents = {},
): Promise<Stores> {
  const { database: file, maxPages, now = Date.now } = config;
  const catalog = await openSqliteCatalog({
    file,
    now,
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
    publishing: new Publishing({ catalog, press: press.call, now, newId }),
    async close() {
      await press.close();
      await catalog.close();
    },
  };
}

function openReaderState(
  config: Pick<AppConfig, 'state' | 'now'>,
  log: Log,
  onEnd: (error: Error) => void,
): Promise<State> {
  return openState({
    file: config.state,
    now: config.now ?? Date.now,
    newId,
    onUnreadable: (value) => log.warn(value, 'a remembered value could not be read; it is kept as it is'),
    onPurgeFailed: (error) => log.warn({ err: error }, 'expired sessions could not be removed'),
    onEnd,
  });
}

/** Keeps no program alive. */
function quietTimer(ms: number, run: () => void): () => void {
  const timeout = setTimeout(run, ms).unref();
  return () => clearTimeout(timeout);
}

export interface App extends Bot {
  /** Settles when the bot can do nothing any more, with why: as `Bot.ended`, or `database-stopped`. */
  readonly ended: Promise<FicError>;
  readonly stores: Stores;
  readonly languages: Languages;
  /** Resolves when what the bot does by itself, for servers that it joined or left, and for their commands, is done so far. */
  settled(): Promise<void>;
}

export interface AppConfig extends Config, StoresConfig {
  readonly token: string;
}

/** Whether `/library` is for members that Discord itself does not know of. */
export function rolesCareFor(
  guildId: string,
  { moderatorRoles }: Pick<Config, 'moderatorRoles'>,
  settings: SettingsBook,
): boolean {
  return moderatorRoles.length + settings.of(guildId).moderatorRoles.length > 0;
}

/** Opens everything and connects. @throws FicError as `openStores` and `startBot`: then nothing stays open. */
export async function startApp(config: AppConfig, log: Log): Promise<App> {
  await using opened = new AsyncDisposableStack();
  const { now = Date.now } = config;
  const { promise: stopped, resolve: stop } = Promise.withResolvers<FicError>();
  const stoppedBy = (file: string) => (error: Error) => {
    log.error({ err: error, file }, 'the thread of a database ended by itself');
    stop(new FicError('database-stopped', { file, reason: error.message }, { cause: error }));
  };
  const stores = await openStores(config, true, {
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
  const { catalog, moderation } = stores;
  const channels = channelsOver(client.rest);
  const guilds = guildsOf(client);
  const commands = new CommandRegister({
    ...{ wire: client.rest, memory: state.registration, timer: quietTimer, log },
    applicationId: () => client.application?.id ?? '',
    everywhere: commandsEverywhere(COMMANDS, languages),
    ofServer: (guildId) => commandsOfServer(COMMANDS, languages, rolesCareFor(guildId, config, settings)),
  });
  settings.onChange = (library, { before, after }) => {
    if ((before.moderatorRoles.length === 0) !== (after.moderatorRoles.length === 0)) void commands.keep(library);
  };
  const services: Services = {
    catalog,
    moderation,
    settings,
    record: recorder({
      ...{ catalog, moderation, settings, channels, guilds, languages, newId },
      onUntold: (error, { library, action }) =>
        log.warn({ err: error, library, action }, 'a change was noted, but not told in the log channel'),
    }),
    mayModerate: ({ who, where }) =>
      mayModerate(who, [...config.moderatorRoles, ...settings.of(where.guildId).moderatorRoles]),
    guilds,
    commands: COMMANDS.commands,
    mention: (guildId, command) => commands.mention(guildId, command),
    state,
    pages: stores.pages,
    publishing: stores.publishing,
    channels,
    fetchAttachment: attachmentFetcher(config.apiUrl),
    now,
    newId,
  };
  const servers = await Servers.open({
    ...{ libraries: moderation.libraries, now, timer: quietTimer },
    joinedAt: (library) => guilds.get(library)?.joinedAt ?? null,
    greet: (library, greeting, once) => greet({ ...services, languages }, library, greeting, once),
    async onHere(library, arrived) {
      if (!arrived) void commands.keep(library);
      else {
        await commands.forget(library);
        // First the commands, so that what the server is told of them can be pressed.
        await commands.keep(library);
      }
    },
    async onGone(library, what) {
      await commands.forget(library);
      if (what === 'deleted') settings.forget(library);
    },
    tell: (level, fields, sentence) => log[level](fields, sentence),
  });
  const settled = async () => {
    await servers.settled();
    await commands.settled();
  };
  // What is half done ends before the databases close; what waits for Discord goes on at the next start.
  opened.defer(async () => {
    servers.stop();
    await Promise.race([settled(), wait(SETTLE_WITHIN_MS, undefined, { ref: false })]);
  });
  watchServers(client, servers);
  const bot = await startBot(client, {
    token: config.token,
    apiUrl: config.apiUrl,
    exchange,
    set: COMMANDS,
    services,
    languages,
    mayModerate: services.mayModerate,
    postscript: (from, what) => settingsPostscript(from, services, what),
    commands,
    log,
    newReference: newId,
  });
  opened.defer(() => bot.close());
  servers.begin();
  opened.defer(() => servers.stop());
  const everything = opened.move();
  const ended = Promise.race([bot.ended, stopped]);
  return { ...bot, ended, stores, languages, settled, close: () => everything.disposeAsync() };
}
