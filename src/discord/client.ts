/**
 * The connection to Discord: logs in, registers the commands, hands every interaction to the dispatcher.
 */
import { Client, Events, GatewayCloseCodes, GatewayIntentBits, Options } from 'discord.js';
import { dispatcher } from '#src/discord/dispatch.ts';
import { type RegistrationMemory, registerCommands } from '#src/discord/registration.ts';
import { discordFailure } from '#src/discord/rest.ts';
import { commandJson } from '#src/kit/command-json.ts';
import type { CommandSet } from '#src/kit/declaration.ts';
import type { Languages } from '#src/language/language.ts';
import type { Log } from '#src/ops/log.ts';
import { FicError } from '#src/story/errors.ts';

export interface BotParts<Services> {
  readonly token: string;
  readonly apiUrl: string;
  readonly set: CommandSet<Services>;
  readonly services: Services;
  readonly languages: Languages;
  readonly moderatorRoles: readonly string[];
  readonly registration: RegistrationMemory;
  readonly log: Log;
  readonly newReference: () => string;
}

export interface Bot {
  readonly name: string;
  readonly guilds: number;
  /** Settles when Discord has closed the connection for good, with why: `token-refused` or `api-unreachable`. */
  readonly ended: Promise<FicError>;
  /** Lets interactions under way finish, then leaves. */
  close(): Promise<void>;
}

/**
 * A client that asks for no more than slash commands need: the GUILDS intent, nobody's messages, nobody pinged.
 *
 * What it keeps in memory is channels and roles; members, messages and the rest are never looked at.
 */
export function ficusClient(apiUrl: string): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    rest: { api: apiUrl },
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

/** @throws FicError `token-refused`, `api-unreachable`, `discord-refused`, or as `registration`: then the bot is not online. */
export async function startBot<Services>(client: Client, parts: BotParts<Services>): Promise<Bot> {
  const { log, token, apiUrl } = parts;
  const commands = commandJson(parts.set, parts.languages);
  const running = new Set<Promise<void>>();
  const dispatch = dispatcher({
    ...parts,
    timer: (ms, run) => {
      const timeout = setTimeout(run, ms);
      return () => clearTimeout(timeout);
    },
  });
  client.on(Events.InteractionCreate, (interaction) => {
    const handling = dispatch(interaction).finally(() => running.delete(handling));
    running.add(handling);
  });
  client.on(Events.Error, (error) => log.error({ err: error }, 'the connection to Discord failed'));
  client.on(Events.Warn, (text) => log.warn({ text }, 'discord.js warns'));
  client.on(Events.GuildDelete, (guild) => log.info({ guild: guild.id }, 'a server removed the bot, or is down'));
  const ended = new Promise<FicError>((resolve) => {
    client.on(Events.ShardDisconnect, ({ code }, shard) => {
      log.warn({ code, shard }, 'disconnected from Discord for good');
      resolve(disconnection(code, apiUrl));
    });
  });
  const close = async () => {
    client.removeAllListeners(Events.InteractionCreate);
    await Promise.allSettled(running);
    await client.destroy();
  };

  try {
    const { user, application, guilds } = await login(client, token, ended);
    if (await registerCommands(client.rest, parts.registration, application.id, null, commands)) {
      log.info({ commands: commands.length }, 'registered the commands, which had changed');
    }
    return { name: user.tag, guilds: guilds.cache.size, ended, close };
  } catch (error) {
    await close();
    throw error instanceof FicError ? error : discordFailure(error, apiUrl);
  }
}

/** Where Discord closes the connection before the bot is ready, discord.js waits for ever. */
async function login(client: Client, token: string, ended: Promise<FicError>): Promise<Client<true>> {
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  const connected = await Promise.race([client.login(token).then(() => ready), ended]);
  if (connected instanceof FicError) throw connected;
  return connected;
}

function disconnection(code: number, apiUrl: string): FicError {
  if (code === GatewayCloseCodes.AuthenticationFailed) return new FicError('token-refused');
  return new FicError('api-unreachable', { url: apiUrl, reason: `it closed the connection for good (${code})` });
}
