/** The registration of commands, for all guilds or for one. */
import type { APIApplicationCommand, Snowflake } from 'discord-api-types/v10';
import { limitOf } from '../../rules/book.ts';
import { checkCounts, type DeclaredCommand, parseCommand, parseCommands } from '../../rules/commands.ts';
import { refusal } from '../../rules/discord-error.ts';
import type { World } from '../../world/world.ts';
import { guildForBot } from '../access.ts';
import { isTrue } from '../query.ts';
import { noContent, ok, type RestRequest, type Route } from '../route.ts';

type Scope = Snowflake | null;

const global = '/applications/:application/commands';
const ofGuild = '/applications/:application/guilds/:guild/commands';

export const commandRoutes: readonly Route[] = [
  ...routesAt(global, () => null),
  ...routesAt(ofGuild, (world, request) => {
    const guild = guildForBot(world, request.param('guild'));
    if (!guild.takesCommands) throw refusal('missingAccess', 'access.commands');
    return guild.id;
  }),
];

function routesAt(pattern: string, scopeOf: (world: World, request: RestRequest) => Scope): Route[] {
  const scope = (world: World, request: RestRequest) => {
    if (request.param('application') !== world.applicationId) throw refusal('unknownApplication');
    return scopeOf(world, request);
  };
  return [
    {
      method: 'GET',
      pattern,
      handle(world, request) {
        const whole = isTrue(request.query.get('with_localizations'));
        return ok(registered(world, scope(world, request)).map((each) => (whole ? each : withoutTranslations(each))));
      },
    },
    {
      method: 'PUT',
      pattern,
      handle(world, request) {
        const at = scope(world, request);
        const before = registered(world, at);
        const declared = parseCommands(request.body, at !== null);
        const fresh = declared.filter((each) => !before.some(isSame(each))).length;
        countCreates(world, at, fresh);
        for (const { id } of before) world.commands.delete(id);
        const commands = declared.map((each) => keep(world, each, at, before.find(isSame(each))));
        world.changed({ kind: 'commands-changed', guildId: at });
        return ok(commands);
      },
    },
    {
      method: 'POST',
      pattern,
      handle(world, request) {
        const at = scope(world, request);
        const declared = parseCommand(request.body, at !== null);
        const before = registered(world, at).find(isSame(declared));
        if (!before) {
          checkCounts([...registered(world, at), declared]);
          countCreates(world, at, 1);
        }
        const command = keep(world, declared, at, before);
        world.changed({ kind: 'commands-changed', guildId: at });
        return { status: before ? 200 : 201, body: command };
      },
    },
    {
      method: 'GET',
      pattern: `${pattern}/:command`,
      handle: (world, request) => ok(one(world, scope(world, request), request.param('command'))),
    },
    {
      method: 'PATCH',
      pattern: `${pattern}/:command`,
      handle(world, request) {
        const at = scope(world, request);
        const before = one(world, at, request.param('command'));
        const declared = parseCommand({ ...before, ...(request.body instanceof Object && request.body) }, at !== null);
        const command = keep(world, declared, at, before);
        world.changed({ kind: 'commands-changed', guildId: at });
        return ok(command);
      },
    },
    {
      method: 'DELETE',
      pattern: `${pattern}/:command`,
      handle(world, request) {
        const at = scope(world, request);
        world.commands.delete(one(world, at, request.param('command')).id);
        world.changed({ kind: 'commands-changed', guildId: at });
        return noContent;
      },
    },
  ];
}

const day = 24 * 60 * 60_000;

/** Counts new commands against the day's allowance of their scope. @throws DiscordError 30034, and counts nothing. */
function countCreates(world: World, scope: Scope, fresh: number): void {
  const key = scope ?? 'global';
  const now = world.clock.now();
  const today = (world.commandCreates.get(key) ?? []).filter((at) => at > now - day);
  if (today.length + fresh > limitOf('command.daily')) throw refusal('tooManyCommandsToday');
  world.commandCreates.set(key, [...today, ...Array.from({ length: fresh }, () => now)]);
}

function registered(world: World, scope: Scope): APIApplicationCommand[] {
  return [...world.commands.values()].filter(({ guild_id = null }) => guild_id === scope);
}

/** @throws DiscordError 10063 */
function one(world: World, scope: Scope, id: Snowflake): APIApplicationCommand {
  const command = registered(world, scope).find((each) => each.id === id);
  if (!command) throw refusal('unknownCommand');
  return command;
}

/** A command is known again by its kind and name, and then keeps its id. */
function isSame({ type, name }: DeclaredCommand) {
  return (each: APIApplicationCommand) => each.type === type && each.name === name;
}

function keep(
  world: World,
  declared: DeclaredCommand,
  scope: Scope,
  before?: APIApplicationCommand,
): APIApplicationCommand {
  const { contexts, integration_types, dm_permission, ...rest } = declared;
  const isGlobal = scope === null;
  const command: APIApplicationCommand = {
    ...rest,
    id: before?.id ?? world.ids.next(),
    application_id: world.applicationId,
    version: world.ids.next(),
    description: declared.description ?? '',
    default_member_permissions: declared.default_member_permissions ?? null,
    nsfw: declared.nsfw ?? false,
    // A guild's own commands have no say about contexts.
    ...(isGlobal && {
      contexts: contexts ?? null,
      integration_types: integration_types ?? [0],
      dm_permission: dm_permission ?? true,
    }),
    ...(scope !== null && { guild_id: scope }),
  };
  world.commands.set(command.id, command);
  return command;
}

/** Unless asked, Discord lists commands without their translations. */
function withoutTranslations({ name_localizations, description_localizations, ...command }: APIApplicationCommand) {
  return command;
}
