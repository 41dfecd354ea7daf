/**
 * `ficus invite`: the link that adds the bot to a server, with exactly the permissions it uses.
 */
import { OAuth2Scopes } from 'discord-api-types/v10';
import { NEEDED_BITS } from '#src/access/needed-permissions.ts';
import type { Terminal } from '#src/cli/terminal.ts';
import type { Config } from '#src/config.ts';
import { discordRest, ownApplication } from '#src/discord/rest.ts';
import { FicError } from '#src/story/errors.ts';

/** @throws FicError `token-missing`, `token-refused`, `discord-refused`, `api-unreachable`. */
export async function invite(config: Config, out: Terminal): Promise<void> {
  if (config.token === null) throw new FicError('token-missing');
  const { id } = await ownApplication(discordRest(config.apiUrl, config.token), config.apiUrl);
  const url = new URL('https://discord.com/oauth2/authorize');
  url.searchParams.set('client_id', id);
  url.searchParams.set('scope', [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '));
  url.searchParams.set('permissions', String(NEEDED_BITS));
  out.print(url.href);
}
