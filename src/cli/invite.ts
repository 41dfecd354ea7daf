/**
 * `ficus invite`: the link that adds the bot to a server, with exactly the permissions it uses.
 */
import { OAuth2Scopes, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Terminal } from '#src/cli/terminal.ts';
import type { Config } from '#src/config.ts';
import { discordRest, ownApplication } from '#src/discord/rest.ts';
import { FicError } from '#src/story/errors.ts';

/** Each for one thing: seeing the channel; sharing cards, which are embeds; a reader's own thread and its pages. */
const NEEDED_PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.CreatePrivateThreads |
  PermissionFlagsBits.SendMessagesInThreads;

/** @throws FicError `token-missing`, `token-refused`, `discord-refused`, `api-unreachable`. */
export async function invite(config: Config, out: Terminal): Promise<void> {
  if (config.token === null) throw new FicError('token-missing');
  const { id } = await ownApplication(discordRest(config.apiUrl, config.token), config.apiUrl);
  const url = new URL('https://discord.com/oauth2/authorize');
  url.searchParams.set('client_id', id);
  url.searchParams.set('scope', [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '));
  url.searchParams.set('permissions', String(NEEDED_PERMISSIONS));
  out.print(url.href);
}
