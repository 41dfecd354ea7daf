/**
 * What keeps a server's choices from doing what they were made for: roles and channels that are gone, permissions that the bot lacks.
 */

import { PermissionFlagsBits } from 'discord-api-types/v10';
import { THREAD_PERMISSIONS } from '#commands/reading/places.ts';
import { type ChannelSetting, type SettingTrouble, troubleText } from '#commands/settings/view.ts';
import type { NeededPermission } from '#src/access/needed-permissions.ts';
import type { Guild } from '#src/kit/guilds.ts';
import type { Ports } from '#src/kit/ports.ts';
import type { Asked } from '#src/kit/request.ts';
import type { LibrarySettings } from '#src/moderation/settings.ts';

const POSTS: readonly NeededPermission[] = ['ViewChannel', 'SendMessages', 'EmbedLinks'];
const NEEDED: Readonly<Record<ChannelSetting, readonly NeededPermission[]>> = {
  reportChannel: POSTS,
  logChannel: POSTS,
  readingChannel: THREAD_PERMISSIONS,
};

/** Asks Discord nothing. @param guild - null while nothing is known of it: then nothing is wrong. */
export function troublesOf(guild: Guild | null, settings: LibrarySettings): SettingTrouble[] {
  if (!guild) return [];
  const gone = settings.moderatorRoles.some((role) => !guild.hasRole(role));
  const channels = Object.keys(NEEDED) as ChannelSetting[];
  return [
    ...(gone ? [{ kind: 'gone-role', setting: 'moderatorRoles' } as const] : []),
    ...channels.flatMap((setting) => channelTrouble(guild, setting, settings[setting])),
  ];
}

function channelTrouble(guild: Guild, setting: ChannelSetting, id: string | null): SettingTrouble[] {
  if (id === null) return [];
  const channel = guild.channel(id);
  if (!channel) return [{ kind: 'gone-channel', setting }];
  if (setting === 'readingChannel' && channel.kind !== 'text') return [{ kind: 'unfit-channel', setting, channel: id }];
  const permissions = NEEDED[setting].filter((name) => (channel.botPermissions & PermissionFlagsBits[name]) === 0n);
  return permissions.length > 0 ? [{ kind: 'lacking', setting, channel: id, permissions }] : [];
}

/** Below every answer to a moderator, until it is mended; the settings themselves say it beside each choice. */
export function settingsPostscript(
  { where, language }: Asked,
  { settings, guilds }: Ports<'settings' | 'guilds'>,
  what: string,
): string | null {
  if (where.guildId === null || what === '/library settings') return null;
  const troubles = troublesOf(guilds.get(where.guildId), settings.of(where.guildId));
  return troubles.length > 0 ? troubleText(language, troubles) : null;
}
