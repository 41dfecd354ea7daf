/**
 * Telling Discord which commands there are, and only when they changed: creating commands is limited to 200 a day.
 */
import { createHash } from 'node:crypto';
import { Routes } from 'discord.js';
import type { CommandJson } from '#src/kit/command-json.ts';

export interface Registered {
  /** Of what Discord was told. */
  readonly hash: string;
  /** Discord's, by the name of the top-level command. */
  readonly ids: Readonly<Record<string, string>>;
}

/** Remembers what was registered last, by application and guild. */
export interface RegistrationMemory {
  /** A null guild is everywhere. */
  get(applicationId: string, guildId: string | null): Promise<Registered | null>;
  set(applicationId: string, guildId: string | null, registered: Registered): Promise<void>;
  forget(applicationId: string, guildId: string): Promise<void>;
}

export interface RegistrationWire {
  put(route: `/${string}`, options: { body: unknown }): Promise<unknown>;
}

/**
 * Registers commands everywhere, or as a guild's own, in place of those that were.
 *
 * @returns their ids, and whether anything had to be sent.
 */
export async function registerCommands(
  wire: RegistrationWire,
  memory: RegistrationMemory,
  applicationId: string,
  guildId: string | null,
  commands: readonly CommandJson[],
  options: { readonly always?: boolean } = {},
): Promise<Pick<Registered, 'ids'> & { readonly sent: boolean }> {
  const hash = createHash('sha256').update(JSON.stringify(commands)).digest('hex');
  const known = options.always ? null : await memory.get(applicationId, guildId);
  if (known?.hash === hash) return { ids: known.ids, sent: false };
  const route =
    guildId === null
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  const answer = await wire.put(route, { body: guildId === null ? commands : commands.map(ofOneGuild) });
  const registered = { hash, ids: idsIn(answer) };
  await memory.set(applicationId, guildId, registered);
  return { ids: registered.ids, sent: true };
}

function idsIn(answer: unknown): Registered['ids'] {
  const commands = answer as readonly { readonly name: string; readonly id: string }[];
  return Object.fromEntries(commands.map(({ name, id }) => [name, id]));
}

/** Where a command can be used is said of global commands alone: https://docs.discord.com/developers/interactions/application-commands#contexts */
function ofOneGuild({ contexts, integration_types, ...command }: CommandJson): object {
  return command;
}
