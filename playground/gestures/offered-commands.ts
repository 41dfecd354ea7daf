/** Which commands a person's client offers them in a channel. */
import {
  type APIApplicationCommand,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { Channel, Guild, User } from '../world/model.ts';
import { guildPermissions } from '../world/permissions.ts';
import type { World } from '../world/world.ts';

/** Where there is nothing to type a command into. */
const withoutComposer: readonly ChannelType[] = [ChannelType.GuildForum, ChannelType.GuildCategory];

export function offeredCommands(world: World, user: User, channel: Channel): APIApplicationCommand[] {
  const guild = world.guildOf(channel);
  if (withoutComposer.includes(channel.type) || channel.thread?.archived || !world.canSee(channel, user.id)) return [];
  const botIsHere = !guild || guild.members.has(world.bot.id);
  const hasInstalled = world.userInstalls.has(user.id);
  if (!botIsHere && !hasInstalled) return [];
  const mayUse = !guild || world.permissionsIn(channel, user.id) & PermissionFlagsBits.UseApplicationCommands;
  if (!mayUse) return [];
  return world
    .commandsIn(guild?.id ?? null)
    .filter((command) => isMeantFor(command, guild))
    .filter(({ integration_types: types }) =>
      botIsHere ? isInstalled(types, GuildInstall) || hasInstalled : isInstalled(types, UserInstall),
    )
    .filter(({ nsfw }) => !nsfw || guild === null || world.isAgeRestricted(channel))
    .filter((command) => guild === null || isPermitted(command, guild, user));
}

const { GuildInstall, UserInstall } = ApplicationIntegrationType;

/** A command that says nothing is for guilds. */
function isInstalled(
  types: readonly ApplicationIntegrationType[] | undefined,
  wanted: ApplicationIntegrationType,
): boolean {
  return (types ?? [GuildInstall]).includes(wanted);
}

function isMeantFor({ contexts, dm_permission }: APIApplicationCommand, guild: Guild | null): boolean {
  if (contexts) return contexts.includes(guild ? InteractionContextType.Guild : InteractionContextType.BotDM);
  return guild !== null || dm_permission !== false;
}

/** An administrator's say comes first, on the person before the roles; without one the command's default counts. */
function isPermitted({ name, default_member_permissions }: APIApplicationCommand, guild: Guild, user: User): boolean {
  const permissions = guildPermissions(guild, user.id);
  if (permissions & PermissionFlagsBits.Administrator) return true;
  const overrides = guild.commandOverrides.get(name);
  const ofUser = overrides?.get(user.id);
  if (ofUser !== undefined) return ofUser;
  const roleIds = [guild.id, ...(guild.members.get(user.id)?.roleIds ?? [])];
  const ofRoles = roleIds.flatMap((id) => overrides?.get(id) ?? []);
  if (ofRoles.length > 0) return ofRoles.includes(true);
  if (default_member_permissions === null) return true;
  const wanted = BigInt(default_member_permissions);
  // "0" keeps a command for administrators alone.
  return wanted !== 0n && (permissions & wanted) === wanted;
}
