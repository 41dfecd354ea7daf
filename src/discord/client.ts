/**
 * The connection to Discord: logs in, registers the commands, hands every interaction to the dispatcher.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Client, Events, GatewayCloseCodes, GatewayIntentBits, Options } from 'discord.js';
import type { Afterwards } from '#src/discord/afterwards.ts';
import type { CommandRegister } from '#src/discord/command-register.ts';
import { Cooldowns } from '#src/discord/cooldowns.ts';
import { type DispatcherParts, type DispatchPresses, dispatcher } from '#src/discord/dispatch.ts';
import { Exchange } from '#src/discord/exchange.ts';
import { UntoldPresses } from '#src/discord/presses.ts';
import { discordFailure } from '#src/discord/rest.ts';
import { tellGateway, tellRest } from '#src/discord/trouble.ts';
import type { CommandSet } from '#src/kit/declaration.ts';
import type { Languages } from '#src/language/language.ts';
import type { Showing } from '#src/moderation/showing.ts';
import type { Handled } from '#src/ops/handled.ts';
import type { Log } from '#src/ops/log.ts';
import { Repeats } from '#src/ops/repeats.ts';
import { FicError } from '#src/story/errors.ts';

/**
 * When the bot is to stop, service managers wait 10 s: what interactions under way have to finish, what telling those that have
 * not may take, and what the gateway has for its goodbye. The rest is for the stores.
 */
const FINISH_WITHIN_MS = 3500;
const TELL_WITHIN_MS = 1000;
const LEAVE_WITHIN_MS = 1000;

/** Longer than every try and pause of the exchange together, which alone decides when a request has failed. */
const REQUEST_WITHIN_MS = 120_000;

/** Rate limits that are waited out: for a first response those within its 3 s, else as long as a person waits. */
const CALLBACK = '/interactions/:id/:token/callback';
const CALLBACK_LIMIT_MS = 3000;
const LONGEST_LIMIT_MS = 60_000;

/** Requests that Discord calls invalid (401, 403, 429), of which 10,000 in 10 minutes are too many. */
const INVALID_REQUESTS_TOLD = 500;

export interface BotParts<Services> {
  readonly token: string;
  readonly apiUrl: string;
  /** The client's. */
  readonly exchange: Exchange;
  readonly set: CommandSet<Services>;
  readonly services: Services;
  readonly languages: Languages;
  readonly mayModerate: DispatcherParts<Services>['mayModerate'];
  readonly postscript: DispatcherParts<Services>['postscript'];
  readonly showing: Showing;
  readonly takenDown: DispatcherParts<Services>['takenDown'];
  readonly commands: CommandRegister;
  readonly log: Log;
  /** ms since 1970. */
  readonly now: () => number;
  readonly newRequestId: () => string;
  /** Whether somebody who asks too fast has to wait. */
  readonly cooldowns: boolean;
  readonly timer: DispatcherParts<Services>['timer'];
  readonly pace?: DispatcherParts<Services>['pace'];
  readonly onHandled?: (handled: Handled) => void;
  readonly afterwards?: Afterwards;
  readonly heard?: NonNullable<DispatcherParts<Services>['heard']>;
}

export interface Bot {
  readonly name: string;
  /** How many servers it is in now. */
  readonly guilds: number;
  /** Whether Discord's events arrive now. */
  readonly connected: boolean;
  /** Interactions that are not answered yet. */
  readonly running: number;
  /** Settles when Discord has closed the connection for good, with why: `token-refused` or `api-unreachable`. */
  readonly ended: Promise<FicError>;
  /** Forgets what is in memory alone of a person. */
  forget(person: string): void;
  /** Takes no more interactions, lets those under way finish, tells those that cannot, then leaves: within 6 s. */
  close(): Promise<void>;
}

/**
 * A client that asks for no more than slash commands need: the GUILDS intent, nobody's messages, nobody pinged.
 *
 * What it keeps in memory is channels and roles; members, messages and the rest are never looked at.
 */
export function ficusClient(apiUrl: string, exchange = new Exchange()): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    rest: {
      api: apiUrl,
      makeRequest: exchange.request,
      retries: 0,
      timeout: REQUEST_WITHIN_MS,
      rejectOnRateLimit: ({ route, retryAfter }) =>
        retryAfter > (route === CALLBACK ? CALLBACK_LIMIT_MS : LONGEST_LIMIT_MS),
      invalidRequestWarningInterval: INVALID_REQUESTS_TOLD,
    },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      GuildMemberManager: { maxSize: 100, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 100, keepOverLimit: (user) => user.id === user.client.user.id },
      MessageManager: 0,
      DMMessageManager: 0,
      GuildMessageManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
      ReactionManager: 0,
      ThreadMemberManager: 0,
    }),
  });
}

/** @throws FicError `token-refused`, `api-unreachable`, `discord-refused`, or as the memory of what is registered: then the bot is not online. */
export async function startBot<Services>(client: Client, parts: BotParts<Services>): Promise<Bot> {
  const { log, token, apiUrl, exchange, timer } = parts;
  const running = new Set<Promise<void>>();
  const repeats = new Repeats({ log, timer });
  exchange.trouble.listen(tellRest(repeats));
  tellGateway(client, repeats);
  const stopping = new AbortController();
  const presses: DispatchPresses = new UntoldPresses();
  const cooldowns = parts.cooldowns ? new Cooldowns() : null;
  const dispatch = dispatcher({
    ...{ onHandled: () => {}, ...parts, repeats },
    presses,
    cooldowns,
    stopping: stopping.signal,
  });
  client.on(Events.InteractionCreate, (interaction) => {
    const handling = dispatch(interaction).finally(() => running.delete(handling));
    running.add(handling);
  });
  const ended = new Promise<FicError>((resolve) => {
    client.on(Events.ShardDisconnect, ({ code }, shard) => {
      log.warn({ code, shard }, 'disconnected from Discord for good');
      resolve(disconnection(code, apiUrl));
    });
  });
  const connection = watchConnection(client);
  const close = async () => {
    parts.commands.close();
    client.removeAllListeners(Events.InteractionCreate);
    await within(FINISH_WITHIN_MS, Promise.allSettled(running));
    stopping.abort();
    await within(TELL_WITHIN_MS, Promise.allSettled(running));
    exchange.close();
    if (running.size > 0) log.warn({ interactions: running.size }, 'left in the middle of interactions');
    // What is closed by us was not lost.
    client.removeAllListeners(Events.ShardReconnecting);
    await within(LEAVE_WITHIN_MS, client.destroy());
    repeats.close();
  };

  try {
    const { user, guilds } = await login(client, token, ended);
    await parts.commands.everywhere();
    exchange.online();
    return {
      name: user.tag,
      get guilds() {
        return guilds.cache.size;
      },
      get connected() {
        return connection.isUp();
      },
      get running() {
        return running.size;
      },
      ended,
      forget(person) {
        presses.forget(person);
        cooldowns?.forgetPerson(person);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error instanceof FicError ? error : discordFailure(error, apiUrl);
  }
}

/** Of all shards together: one that is away misses its servers' interactions. */
function watchConnection(client: Client): { isUp(): boolean } {
  const away = new Set<number>();
  client.on(Events.ShardReconnecting, (shard) => away.add(shard));
  client.on(Events.ShardDisconnect, (_, shard) => away.add(shard));
  client.on(Events.ShardResume, (shard) => away.delete(shard));
  client.on(Events.ShardReady, (shard) => away.delete(shard));
  return { isUp: () => client.isReady() && away.size === 0 };
}

/** Where Discord closes the connection before the bot is ready, discord.js waits for ever. */
async function login(client: Client, token: string, ended: Promise<FicError>): Promise<Client<true>> {
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  const connected = await Promise.race([client.login(token).then(() => ready), ended]);
  if (connected instanceof FicError) throw connected;
  return connected;
}

/** Where Discord does not say goodbye, or is limiting us for longer than that, nobody waits for it. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  const late = delay(ms, undefined, { signal: over.signal }).catch(() => {});
  await Promise.race([work, late]);
  over.abort();
}

function disconnection(code: number, apiUrl: string): FicError {
  if (code === GatewayCloseCodes.AuthenticationFailed) return new FicError('token-refused');
  return new FicError('api-unreachable', { url: apiUrl, reason: `it closed the connection for good (${code})` });
}
