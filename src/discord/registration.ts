/**
 * Telling Discord which commands there are, and only when they changed: creating commands is limited to 200 a day.
 */
import { createHash } from 'node:crypto';
import { Routes } from 'discord.js';
import type { CommandJson } from '#src/kit/command-json.ts';

/** Remembers what was registered last, by application and guild. */
export interface RegistrationMemory {
  /** A null guild is everywhere. */
  get(applicationId: string, guildId: string | null): Promise<string | null>;
  set(applicationId: string, guildId: string | null, hash: string): Promise<void>;
}

export interface RegistrationWire {
  put(route: `/${string}`, options: { body: unknown }): Promise<unknown>;
}

/**
 * Registers the commands everywhere, or in one guild for trials.
 *
 * @returns whether anything had to be sent.
 */
export async function registerCommands(
  wire: RegistrationWire,
  memory: RegistrationMemory,
  applicationId: string,
  guildId: string | null,
  commands: readonly CommandJson[],
  options: { readonly always?: boolean } = {},
): Promise<boolean> {
  const hash = createHash('sha256').update(JSON.stringify(commands)).digest('hex');
  if (!options.always && (await memory.get(applicationId, guildId)) === hash) return false;
  const route =
    guildId === null
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  await wire.put(route, { body: guildId === null ? commands : commands.map(ofOneGuild) });
  await memory.set(applicationId, guildId, hash);
  return true;
}

/** Where a command can be used is said of global commands alone: https://docs.discord.com/developers/interactions/application-commands#contexts */
function ofOneGuild({ contexts, integration_types, ...command }: CommandJson): object {
  return command;
}
