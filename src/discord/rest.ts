/**
 * Discord's REST without a gateway: for the verbs that ask or tell Discord one thing and end.
 */
import { DiscordAPIError, REST, Routes } from 'discord.js';
import type { APIApplication } from 'discord-api-types/v10';
import { FicError } from '#src/story/errors.ts';

const UNAUTHORIZED = 401;
/** From here on it is Discord that failed, not what it was asked. */
const SERVER_ERRORS = 500;

export interface Application {
  readonly id: string;
  readonly name: string;
}

export function discordRest(apiUrl: string, token: string): REST {
  return new REST({ api: apiUrl, retries: 1, timeout: 10_000 }).setToken(token);
}

/** The bot's own application. @throws FicError `token-refused`, `api-unreachable`, `discord-refused`. */
export async function ownApplication(rest: REST, apiUrl: string): Promise<Application> {
  try {
    const { id, name } = (await rest.get(Routes.currentApplication())) as APIApplication;
    return { id, name };
  } catch (error) {
    throw discordFailure(error, apiUrl);
  }
}

/** Discord gives at most so many at once. */
const GUILDS = 200;

/** Ids of the servers that the bot is in. */
export async function ownGuilds(rest: REST): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const query = new URLSearchParams({ limit: String(GUILDS), after: ids.at(-1) ?? '0' });
    const found = (await rest.get(Routes.userGuilds(), { query })) as { readonly id: string }[];
    ids.push(...found.map(({ id }) => id));
    if (found.length < GUILDS) return ids;
  }
}

/** What a failed call to Discord means for whoever runs the bot. */
export function discordFailure(error: unknown, apiUrl: string): FicError {
  const status =
    error instanceof DiscordAPIError || (error instanceof Error && 'status' in error) ? error.status : null;
  if (status === UNAUTHORIZED || isInvalidToken(error)) return new FicError('token-refused', {}, { cause: error });
  const code = error instanceof DiscordAPIError && error.status < SERVER_ERRORS ? 'discord-refused' : 'api-unreachable';
  return new FicError(code, { url: apiUrl, reason: reasonOf(error) }, { cause: error });
}

function isInvalidToken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'TokenInvalid';
}

/** The innermost cause in words: "fetch failed" alone tells nobody anything. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message || error.name;
}
