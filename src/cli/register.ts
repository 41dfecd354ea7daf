/**
 * `ficus register`: tells Discord the commands, whether they changed or not.
 */
import { commandSet } from '#src/app.ts';
import type { Terminal } from '#src/cli/terminal.ts';
import type { Config } from '#src/config.ts';
import { registerCommands } from '#src/discord/registration.ts';
import { discordFailure, discordRest, ownApplication } from '#src/discord/rest.ts';
import { commandJson } from '#src/kit/command-json.ts';
import { loadLanguages } from '#src/language/language.ts';
import { FicError } from '#src/story/errors.ts';

/**
 * @param guild - only in this server, for trials; null is everywhere.
 * @throws FicError `token-missing`, `token-refused`, `discord-refused`, `api-unreachable`.
 */
export async function register(config: Config, guild: string | null, out: Terminal): Promise<void> {
  if (config.token === null) throw new FicError('token-missing');
  const rest = discordRest(config.apiUrl, config.token);
  const { id } = await ownApplication(rest, config.apiUrl);
  const commands = commandJson(commandSet(config), loadLanguages());
  // A bot that runs meanwhile holds the state's file; without a memory of it, its next start registers once more.
  const forgetful = { get: async () => null, set: async () => {} };
  try {
    await registerCommands(rest, forgetful, id, guild, commands);
  } catch (error) {
    throw discordFailure(error, config.apiUrl);
  }
  const where = guild === null ? '' : out.language.say('cli.registered-guild', { guild });
  out.print(out.language.say('cli.registered', { count: commands.length, where }));
}
