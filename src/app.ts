/**
 * The composition root: config → stores → services → client. With stores.ts, the only place that chooses engines.
 */

import { setTimeout as wait } from 'node:timers/promises';
import { recorder } from '#commands/history/recorder.ts';
import { COMMANDS, FEATURES, KEPT, type Services } from '#commands/index.ts';
import { reportDesk } from '#commands/reports/desk.ts';
import { settingsPostscript } from '#commands/settings/trouble.ts';
import { takedownLine } from '#commands/takedown/line.ts';
import { greet } from '#commands/welcome/greeting.ts';
import { mayModerate } from '#src/access/moderators.ts';
import type { Config } from '#src/config.ts';
import { attachmentFetcher } from '#src/discord/attachments.ts';
import { channelsOver } from '#src/discord/channels.ts';
import { type Bot, ficusClient, startBot } from '#src/discord/client.ts';
import { CommandRegister } from '#src/discord/command-register.ts';
import { Exchange } from '#src/discord/exchange.ts';
import { guildsOf } from '#src/discord/guilds.ts';
import type { Pace } from '#src/discord/reply-wire.ts';
import { watchServers } from '#src/discord/servers.ts';
import { LAST_LANGUAGE } from '#src/kept/last-language.ts';
import { REGISTRATION } from '#src/kept/registration.ts';
import { openSqliteFile } from '#src/kept/sqlite/store.ts';
import { openState, type State } from '#src/kept/state.ts';
import type { StateStore } from '#src/kept/store.ts';
import { commandsEverywhere, commandsOfServer } from '#src/kit/command-json.ts';
import { beginAll } from '#src/kit/jobs.ts';
import type { Asked } from '#src/kit/request.ts';
import { speech } from '#src/kit/speech.ts';
import { type Languages, loadLanguages } from '#src/language/language.ts';
import { Servers } from '#src/moderation/servers.ts';
import { SettingsBook } from '#src/moderation/settings.ts';
import { Showing } from '#src/moderation/showing.ts';
import { Takedowns } from '#src/moderation/takedowns.ts';
import type { Log } from '#src/ops/log.ts';
import { privacyOver } from '#src/privacy/export.ts';
import { forgettingWith } from '#src/privacy/forgetting.ts';
import { keptTable } from '#src/privacy/kept.ts';
import { WISHES } from '#src/privacy/wishes.ts';
import { databaseStopped, newId, openBotStores, type Stores, type StoresConfig } from '#src/stores.ts';
import type { FicError } from '#src/story/errors.ts';
import type { Watched } from '#src/watch.ts';
import { quietTimer, type Timer } from '#src/workers/timer.ts';

/** What the bot does by itself has so long to come to an end, when it is to stop. */
const SETTLE_WITHIN_MS = 2000;

/** Writes why something failed beside a sentence. */
function warnInto(log: Log): (sentence: string) => (error: unknown) => void {
  return (sentence) => (error) => log.warn({ err: error }, sentence);
}

async function openReaderState(
  config: Pick<AppConfig, 'state' | 'stateStore' | 'now'>,
  log: Log,
  onEnd: (error: Error) => void,
): Promise<State> {
  const { state: file, now = Date.now } = config;
  const warn = warnInto(log);
  const store =
    config.stateStore ??
    (await openSqliteFile({
      ...{ file, now, onEnd },
      onPurgeFailed: warn('expired sessions could not be removed'),
      onUnowned: warn('whose the remembered values are could not be noted of all'),
    }));
  return openState({
    ...{ store, now, newId, kept: [...KEPT, REGISTRATION] },
    onUnreadable: (value) => log.warn(value, 'a remembered value could not be read; it is kept as it is'),
  });
}

export interface App extends Pick<Bot, 'name' | 'guilds' | 'close'> {
  /** Settles when the bot can do nothing any more, with why: as `Bot.ended`, or `database-stopped`. */
  readonly ended: Promise<FicError>;
  readonly stores: Stores;
  readonly languages: Languages;
  /** Resolves when what the bot does by itself, for servers that it joined or left, and for their commands, is done so far. */
  settled(): Promise<void>;
}

export interface AppConfig extends Config, Omit<StoresConfig, 'state' | 'sharedTexts'> {
  readonly token: string;
  /** What members keep is there, in place of the file `state`. Closed with the bot. */
  readonly stateStore?: StateStore;
  /** In place of those of `locales/`. */
  readonly languages?: Languages;
  /** Runs something after some ms, unless the returned function is called before; the system's where none is given. */
  readonly timer?: Timer;
  /** What answers to Discord are held against; real time where none is given. */
  readonly pace?: Pace;
}

/** Whether `/library` is for members that Discord itself does not know of. */
export function rolesCareFor(
  guildId: string,
  { moderatorRoles }: Pick<Config, 'moderatorRoles'>,
  settings: SettingsBook,
): boolean {
  return moderatorRoles.length + settings.of(guildId).moderatorRoles.length > 0;
}

/**
 * Opens everything and connects.
 *
 * @param opening - the stores, where they are being opened already. They are closed with the rest.
 * @throws FicError as `openStores` and `startBot`, and `ops-port-in-use`: then nothing stays open.
 */
export async function startApp(
  config: AppConfig,
  log: Log,
  opening = openBotStores({ ...config, ...(config.stateStore && { exclusively: config.stateStore.exclusively }) }, log),
): Promise<App> {
  await using opened = new AsyncDisposableStack();
  // Where they could not be opened there is nothing to close.
  opened.defer(() =>
    opening.then(
      ({ stores }) => stores.close(),
      () => {},
    ),
  );
  const { now = Date.now, timer = quietTimer } = config;
  const warn = warnInto(log);
  const watched: Watched = { bot: null, stores: null, state: null, closing: false };
  // Loaded where it is wanted alone: who watches nothing pays nothing for it.
  const watching = config.opsPort === 0 ? null : await import('#src/watch.ts');
  const watch = watching && opened.use(await watching.openWatch(config.opsPort, watched, log));
  const { stores, ended: storesEnded } = await opening;
  watched.stores = stores;
  const { promise: stateEnded, resolve: endState } = Promise.withResolvers<FicError>();
  const state = await openReaderState(config, log, (error) => endState(databaseStopped(config.state, error, log)));
  opened.defer(() => state.close());
  watched.state = state;
  const settings = await SettingsBook.open(stores.moderation.settings, state.exclusively);
  const { languages = loadLanguages() } = config;
  const exchange = new Exchange({ timer });
  const client = ficusClient(config.apiUrl, exchange);
  const { catalog, moderation } = stores;
  const { posts, takedowns: register } = moderation;
  const showing = new Showing({
    posts,
    now,
    onFailure: warn('what a message shows could not be noted, or not be taken away'),
  });
  const channels = channelsOver(client.rest, showing);
  const guilds = guildsOf(client);
  const lastLanguages = state.kept(LAST_LANGUAGE);
  const speaking = speech({ languages, guilds, channels, lastLanguages });
  const shared = { catalog, moderation, settings, channels, guilds, now };
  const commands = new CommandRegister({
    ...{ wire: client.rest, memory: state.kept(REGISTRATION), timer, log },
    applicationId: () => client.application?.id ?? '',
    everywhere: commandsEverywhere(COMMANDS, languages),
    ofServer: (guildId) => commandsOfServer(COMMANDS, languages, rolesCareFor(guildId, config, settings)),
  });
  settings.changes.listen((library, { before, after }) => {
    if ((before.moderatorRoles.length === 0) !== (after.moderatorRoles.length === 0)) void commands.keep(library);
  });
  const { record, tell } = recorder({
    ...{ ...shared, speech: speaking, newId },
    onUntold: (error, { library, action }) =>
      log.warn({ err: error, library, action }, 'a change was noted, but not told in the log channel'),
  });
  const desk = reportDesk({
    ...{ ...shared, record, speech: speaking },
    onTrouble: (error, what) => log.warn({ err: error, what }, 'something about a report is left for later'),
  });
  opened.defer(() => desk.close());
  const takedowns = await Takedowns.open({
    ...{ register, posts, showing, now, timer },
    replace: async ({ channel, message }) =>
      channels.edit(channel, message, takedownLine(await speaking.where(channel))),
    onSwept: (story, report) =>
      log.info({ story, ...report }, 'replaced what was posted of a story that was taken down'),
    onFailure: warn('a takedown is not through, and goes on in a while'),
  });
  stores.changed.listen(() => {
    log.debug('another program changed the catalog');
    void takedowns.heard();
    settings.hear().catch(warn('what another program chose for a library is not known yet'));
  });
  // Before the databases close, and after Discord is left: no message is edited then.
  opened.defer(() => Promise.race([takedowns.settled(), wait(SETTLE_WITHIN_MS, undefined, { ref: false })]));
  const table = keptTable(KEPT);
  const { persons } = moderation;
  const forgetting = forgettingWith({
    ...{ table, readers: state.readers, wishes: state.kept(WISHES), persons },
    remove: channels.remove,
    onDelay: warn('somebody could not be forgotten wholly yet; it goes on later'),
    timer,
  });
  opened.defer(() => forgetting.close());
  const ports = {
    ...shared,
    sharedTexts: config.sharedTexts,
    record,
    tell,
    commands: COMMANDS.commands,
    mention: (guildId: string | null, command: string) => commands.mention(guildId, command),
    reportDesk: desk,
    takedowns,
    mayModerate: ({ who, where }: Asked) =>
      mayModerate(who, [...config.moderatorRoles, ...settings.of(where.guildId).moderatorRoles]),
    kept: state.kept,
    privacy: privacyOver({ table, persons, catalog, readers: state.readers }),
    pages: stores.pages,
    publishing: stores.publishing,
    forgetting,
    fetchAttachment: attachmentFetcher(config.apiUrl),
    newId,
  };
  const servers = await Servers.open({
    ...{ libraries: moderation.libraries, now, timer },
    joinedAt: (library) => guilds.get(library)?.joinedAt ?? null,
    greet: (library, greeting, once) => greet({ ...ports, speech: speaking }, library, greeting, once),
    async onHere(library, arrived) {
      if (!arrived) {
        void commands.keep(library);
        return;
      }
      await commands.forget(library);
      // First the commands, so that what the server is told of them can be pressed.
      await commands.keep(library);
    },
    async onGone(library, what) {
      await commands.forget(library);
      if (what === 'deleted') settings.forget(library);
    },
    tell: (level, fields, sentence) => log[level](fields, sentence),
  });
  stores.changed.listen(() => {
    servers.hear().catch(warn('what another program noted of servers is not known yet'));
  });
  const services: Services = { ...ports, servers };
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
    showing,
    takenDown: takedownLine,
    commands,
    log,
    now,
    newRequestId: newId,
    cooldowns: config.cooldowns,
    timer,
    pace: config.pace,
    ...(watch && { onHandled: watch.count }),
    heard: (member, locale, what) => {
      // Whoever asks what is kept of them finds nothing that came of asking.
      if (what === '/fic privacy') return;
      lastLanguages.saw(member, locale).catch(warn('the language that a member reads could not be noted'));
    },
    afterwards: async (command, who, language, say) => {
      if (command.startsWith('fic ')) await desk.tellHere(who, language, say);
    },
  });
  opened.defer(() => bot.close());
  watched.bot = bot;
  forgetting.forgotten.listen(bot.forget);
  const jobs = FEATURES.flatMap(({ name, begins }) => (begins ? [[name, begins(services)] as const] : []));
  opened.defer(
    beginAll(Object.fromEntries(jobs), {
      exclusively: state.exclusively,
      onFailure: (error, job) => log.warn({ err: error, job }, 'what goes on by itself could not be begun'),
    }),
  );
  opened.defer(() => {
    watched.closing = true;
  });
  const everything = opened.move();
  const ended = Promise.race([bot.ended, storesEnded, stateEnded]);
  const close = () => everything.disposeAsync();
  return { name: bot.name, guilds: bot.guilds, ended, stores, languages, settled, close };
}
