/**
 * `ficus register`: tells Discord the commands, whether they changed or not.
 */
import { existsSync } from 'node:fs';
import { COMMANDS } from '#commands/index.ts';
import { rolesCareFor } from '#src/app.ts';
import type { Terminal } from '#src/cli/terminal.ts';
import type { Config } from '#src/config.ts';
import { registerCommands } from '#src/discord/registration.ts';
import { discordFailure, discordRest, ownApplication, ownGuilds } from '#src/discord/rest.ts';
import { commandsEverywhere, commandsOfServer } from '#src/kit/command-json.ts';
import { loadLanguages } from '#src/language/language.ts';
import { SettingsBook } from '#src/moderation/settings.ts';
import { openStores } from '#src/stores.ts';
import { FicError } from '#src/story/errors.ts';

/**
 * @param guild - only this server's own commands; null is what every server has, and each server's own.
 * @throws FicError `token-missing`, `token-refused`, `discord-refused`, `api-unreachable`, or as `openStores`.
 */
export async function register(config: Config, guild: string | null, out: Terminal): Promise<void> {
  if (config.token === null) throw new FicError('token-missing');
  const rest = discordRest(config.apiUrl, config.token);
  const { id } = await ownApplication(rest, config.apiUrl);
  const settings = await settingsIn(config);
  const languages = loadLanguages();
  // A bot that runs meanwhile holds the state's file; without a memory of it, its next start registers once more.
  const forgetful = { get: async () => null, set: async () => {}, forget: async () => {} };
  const own = (server: string) => commandsOfServer(COMMANDS, languages, rolesCareFor(server, config, settings));
  try {
    const servers = guild === null ? await ownGuilds(rest) : [guild];
    const everywhere = guild === null ? commandsEverywhere(COMMANDS, languages) : [];
    if (guild === null) await registerCommands(rest, forgetful, id, null, everywhere);
    for (const server of servers) await registerCommands(rest, forgetful, id, server, own(server));
    const names = (commands: readonly { name: string }[]) => commands.map(({ name }) => `/${name}`).join(' ');
    if (guild === null) out.print(out.language.say('cli.registered', { commands: names(everywhere) }));
    const values = { count: servers.length, commands: names(own(guild ?? '')), guild: guild ?? '' };
    out.print(out.language.say(guild === null ? 'cli.registered-each' : 'cli.registered-guild', values));
  } catch (error) {
    throw discordFailure(error, config.apiUrl);
  }
}

/** What servers' moderators chose, where there is a database yet. */
async function settingsIn(config: Config): Promise<SettingsBook> {
  const none = { all: async () => new Map(), of: async () => null, put: async () => {} };
  if (!existsSync(config.database)) return SettingsBook.open(none);
  const stores = await openStores(config, false);
  try {
    return await SettingsBook.open(stores.moderation.settings);
  } finally {
    await stores.close();
  }
}
